import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { graphemes, lineWidth, textCells } from "./width.ts";

const WIDTHS: [text: string, cells: number][] = [
  ["", 0],
  ["abc", 3],
  ["漢字", 4],
  ["é", 1],
  ["e\u0301", 1],
  ["👩‍👩‍👧", 2],
  ["🇩🇪", 2],
  ["❤️", 2],
  ["\u0301", 0],
];

for (const [text, cells] of WIDTHS) {
  Deno.test(`[R34] ${JSON.stringify(text)} takes ${cells} cells`, () => {
    assertEquals(lineWidth(text), cells);
  });
}

Deno.test("[R34] a line is as wide as its graphemes together", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    const sum = graphemes(text).reduce((sum, { width }) => sum + width, 0);
    assertEquals(lineWidth(text), sum);
  }));
});

Deno.test("[R34] a text takes its widest line and all of its lines, and never nothing", () => {
  assertEquals(textCells("a\n漢b\n"), { columns: 3, rows: 3 });
  assertEquals(textCells(""), { columns: 1, rows: 1 });
});
