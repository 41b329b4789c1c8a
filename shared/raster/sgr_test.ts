import { assertEquals } from "@std/assert";
import { ATTRIBUTE, palette, PLAIN, truecolor } from "./grid.ts";
import { sgr } from "./sgr.ts";

Deno.test("[R50] a style is one sequence, nothing if it is plain", () => {
  const cases: [Partial<typeof PLAIN>, string][] = [
    [{}, ""],
    [{ fg: palette(0) }, "\x1b[30m"],
    [{ fg: palette(7), bg: palette(7) }, "\x1b[37;47m"],
    [{ fg: palette(8), bg: palette(15) }, "\x1b[90;107m"],
    [{ fg: palette(16), bg: palette(255) }, "\x1b[38;5;16;48;5;255m"],
    [{ fg: truecolor(0x010aff) }, "\x1b[38;2;1;10;255m"],
    [{ bg: truecolor(0) }, "\x1b[48;2;0;0;0m"],
    [{ attributes: ATTRIBUTE.bold | ATTRIBUTE.dim }, "\x1b[1;2m"],
    [
      { attributes: ATTRIBUTE.inverse | ATTRIBUTE.underline, fg: palette(1) },
      "\x1b[4;7;31m",
    ],
  ];
  for (const [style, expected] of cases) {
    assertEquals(sgr({ ...PLAIN, ...style }), expected);
  }
});
