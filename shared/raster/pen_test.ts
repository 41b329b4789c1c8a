import { assertEquals } from "@std/assert";
import { WEIGHT } from "./arms.ts";
import {
  ATTRIBUTE,
  DEFAULT_PAINT,
  glyphOf,
  palette,
  truecolor,
} from "./grid.ts";
import { paintOf, penOf } from "./pen.ts";
import { shapeOf, type Sketch } from "./testing/picture.ts";

const pen = (
  style: Partial<Sketch>,
  charset: "unicode" | "ascii" = "unicode",
) => penOf(shapeOf({ type: "rectangle", ...style }), charset);

Deno.test("[R44] a color's name is its number in every terminal, a hex value its own", () => {
  assertEquals(paintOf("default"), DEFAULT_PAINT);
  assertEquals(paintOf("black"), palette(0));
  assertEquals(paintOf("gray"), palette(8));
  assertEquals(paintOf("brightWhite"), palette(15));
  assertEquals(paintOf("#0a0b0c"), truecolor(0x0a0b0c));
});

Deno.test("[R12] a fill is nothing, a color, or a character", () => {
  const cases: [Sketch["fill"], ReturnType<typeof pen>["fill"]][] = [
    ["none", { kind: "none" }],
    ["red", { kind: "color", paint: palette(1) }],
    ["#00ff00", { kind: "color", paint: truecolor(0xff00) }],
    ["#", { kind: "glyph", glyph: glyphOf("#") }],
    [" ", { kind: "glyph", glyph: glyphOf(" ") }],
    ["░", { kind: "glyph", glyph: glyphOf("░") }],
  ];
  for (const [fill, expected] of cases) {
    assertEquals(pen({ fill }).fill, expected);
  }
});

Deno.test("[R5] for a viewer of ASCII strokes and fills are ASCII", () => {
  for (const stroke of ["light", "heavy", "braille"] as const) {
    const { weight, braille } = pen({ stroke }, "ascii");
    assertEquals([weight, braille], [WEIGHT.ascii, false]);
  }
  for (const [stored, shown] of ["░:", "é#", "**"].map((pair) => [...pair])) {
    const fill = { kind: "glyph", glyph: glyphOf(shown!) } as const;
    assertEquals(pen({ fill: stored! }, "ascii").fill, fill);
  }
});

Deno.test("[P7] what is not settled is drawn dim", () => {
  const shape = shapeOf({ type: "circle", cross: "over" });
  assertEquals(penOf(shape, "unicode", true).attributes, ATTRIBUTE.dim);
  assertEquals(penOf(shape, "unicode").attributes, 0);
  assertEquals(penOf(shape, "unicode").over, true);
});
