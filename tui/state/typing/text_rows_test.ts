import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { rasterizerOf } from "../../../shared/raster/shapes/shapes.ts";
import { completeShape, type Shape } from "../../../shared/schema/shape.ts";
import { initialModel } from "../model.ts";
import { labelRows } from "./caret.ts";
import { caretAt } from "./text_buffer.ts";
import { cellOfPlace, nearestPlace, placeAt, vertical } from "./text_rows.ts";
import { graphemeAfter } from "./text_steps.ts";
import { UNTIED } from "../../../shared/raster/tie.ts";

const model = initialModel({
  room: "lobby",
  server: "ws://127.0.0.1:4650",
  charset: "unicode",
  columns: 80,
  rows: 24,
});

function box(text: string, columns: number, rows: number): Shape {
  const size = { width: columns * 8, height: rows * 16 };
  const id = "s";
  return completeShape({ id, type: "rectangle", ...size, text }) as Shape;
}

function lettersOf(shape: Shape): Map<string, string> {
  const seen = new Map<string, string>();
  const lens = { zoom: 100, charset: "unicode" } as const;
  for (const row of rasterizerOf(shape).label!(shape, lens, UNTIED)) {
    let { column } = row;
    for (const { text, width } of row.graphemes) {
      seen.set(`${column},${row.row}`, text);
      column += width;
    }
  }
  return seen;
}

const words = fc.string({
  unit: fc.constantFrom("a", "b", "c", " ", "漢", "👩‍🚀", "é", "\n"),
  maxLength: 60,
});
const size = fc.tuple(
  fc.integer({ min: 4, max: 20 }),
  fc.integer({ min: 3, max: 9 }),
);

Deno.test("[T20] the caret stands on the letter before which it is, and a click there puts it there", () => {
  fc.assert(fc.property(size, words, ([columns, height], text) => {
    const shape = box(text, columns, height);
    const rows = labelRows(model, shape);
    if (rows.some(({ isCut }) => isCut)) return;
    const seen = lettersOf(shape);
    for (let at = 0; at < text.length; at = graphemeAfter(text, at)) {
      const letter = text.slice(at, graphemeAfter(text, at));
      if (letter === "\n" || letter === " ") continue;
      const cell = cellOfPlace(rows, placeAt(text, at))!;
      assertEquals(seen.get(`${cell.column},${cell.row}`), letter);
      assertEquals(nearestPlace(text, rows, cell), at);
    }
  }));
});

Deno.test("[T20] from the first row to the last and back, each row is met once", () => {
  fc.assert(fc.property(size, words, ([columns, height], text) => {
    const shape = box(text, columns, height);
    const rows = labelRows(model, shape);
    if (rows.some(({ isCut }) => isCut)) return;
    for (const [by, from] of [[1, 0], [-1, text.length]] as const) {
      let caret: number = from, goal: number | null = null, steps = 0;
      const end = by === 1 ? text.length : 0;
      while (caret !== end && steps <= rows.length) {
        ({ caret, goal } = vertical(caretAt({ text }, caret), rows, by, goal));
        steps += 1;
      }
      assertEquals(caret, end);
    }
  }));
});

Deno.test("[T20] the caret's place is counted in cells", () => {
  assertEquals(placeAt("ab\n漢字x", 5), { line: 1, cell: 4 });
});
