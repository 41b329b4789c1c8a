import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { sketch } from "./testing/arbitrary.ts";
import { cells, documentOf, through } from "./testing/picture.ts";
import { Scene } from "./scene.ts";
import { MAX_TEXT_CELLS, renderText } from "./text_output.ts";
import { graphemes } from "../schema/width.ts";

const BOX = documentOf([
  { type: "rectangle", ...cells(-5, -3, 5, 3), text: "é" },
  { type: "line", ...through([2, 1], [4, 1]), color: "red" },
]);

Deno.test("[R50] text fits the content: no margin, no trailing spaces, LF at line ends", () => {
  const expected = "┌───┐\n│ é │\n└───┘\n\n       ───\n";
  assertEquals(renderText(BOX), expected);
  assertEquals(renderText(new Scene(BOX)), expected);
});

Deno.test("[R50] with a view, the text begins there", () => {
  const view = { column: -3, row: -2, zoom: 100 } as const;
  assertEquals(renderText(BOX, { view }), "é │\n──┘\n\n     ───\n");
  assertEquals(renderText(BOX, { view, columns: 3, rows: 1 }), "é │\n");
  assertEquals(renderText(BOX, { view: { ...view, row: 90 } }), "");
  const above = { column: 0, row: -2, zoom: 100 } as const;
  assertEquals(renderText(BOX, { view: above, rows: 4 }), "\n\n\n  ───\n");
});

Deno.test("[R5] in ASCII", () => {
  assertEquals(
    renderText(BOX, { charset: "ascii" }),
    "+---+\n| e |\n+---+\n\n       ---\n",
  );
});

Deno.test("[R50] with color, every line begins and ends without style", () => {
  const drawing = documentOf([
    { type: "line", ...through([0, 0], [2, 0]), color: "red" },
    { type: "line", ...through([4, 0], [6, 0]), color: "brightBlue" },
    { type: "line", ...through([8, 0], [9, 0]) },
    { type: "rectangle", ...cells(0, 1, 4, 3), color: "#01020f", fill: "blue" },
  ]);
  const E = "\x1b";
  assertEquals(
    renderText(drawing, { color: true }),
    [
      `${E}[31m───${E}[0m ${E}[94m───${E}[0m ──`,
      `${E}[38;2;1;2;15m┌──┐${E}[0m`,
      `${E}[38;2;1;2;15m│${E}[0m${E}[44m  ${E}[0m${E}[38;2;1;2;15m│${E}[0m`,
      `${E}[38;2;1;2;15m└──┘${E}[0m`,
      "",
    ].join("\n"),
  );
});

Deno.test("[R50] any drawing gives trimmed lines of printable graphemes", () => {
  fc.assert(
    fc.property(fc.array(sketch, { maxLength: 6 }), (sketches) => {
      const text = renderText(documentOf(sketches));
      assert(!/[\p{Cc}\u00a0]/u.test(text.replaceAll("\n", "")));
      assert(!/ \n|\n\n$/.test(text));
      assert(text === "" || text.endsWith("\n"));
      const lines = text.split("\n").slice(0, -1);
      for (const line of lines) {
        assertEquals(graphemes(line).map((g) => g.text).join(""), line);
      }
      if (lines.length > 0) {
        assert(lines.some((line) => line[0] !== " ") && lines[0] !== "");
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("[R50] what would be endless is refused, and says what to do", () => {
  const drawing = documentOf([
    { type: "text", x: -1e6, y: -1e6, text: "here" },
    { type: "text", x: 1e6, y: 1e6, text: "there" },
  ]);
  const error = assertThrows(() => renderText(drawing), RangeError);
  assert(error.message.includes(`${MAX_TEXT_CELLS}`), error.message);
  assert(error.message.includes("columns, rows and view"));
  const view = { column: -125_000, row: -62_500, zoom: 100 } as const;
  assertEquals(renderText(drawing, { view, columns: 20, rows: 2 }), "here\n");
});
