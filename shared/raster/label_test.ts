import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { ClosedShape } from "../schema/shape.ts";
import type { LabelRow } from "./label.ts";
import { rasterizerOf } from "./shapes/shapes.ts";
import { assertPicture, cells, round, shapeOf } from "./testing/picture.ts";
import type { Sketch } from "./testing/picture.ts";
import { cellsOf } from "./text_layout.ts";
import { UNTIED } from "./tie.ts";

const LENS = { zoom: 100, charset: "unicode" } as const;
const rowsOf = (sketch: Sketch, lens: { zoom: 25 | 50 | 100 | 200 } = LENS) => {
  const shape = shapeOf(sketch) as ClosedShape;
  return rasterizerOf(shape).label!(shape, { ...LENS, ...lens }, UNTIED);
};
const textOf = ({ graphemes }: LabelRow) =>
  graphemes.map(({ text }) => text).join("");

Deno.test("[R34] words that have no room in a row go on in the next one", () => {
  const text = "a label that is too long for one row";
  assertPicture(
    [
      { type: "rectangle", ...cells(0, 0, 16, 5), text },
      { type: "rectangle", ...cells(18, 0, 16, 7), text: "one\n\n" + text },
      { type: "ellipse", ...round(36, 0, 24, 7), text },
      { type: "diamond", ...cells(62, 0, 22, 9), text: "is it ready yet?" },
    ],
    `
┌──────────────┐  ┌──────────────┐        ╭──────────╮                  ╱╲
│ a label that │  │     one      │    ╭───╯          ╰───╮           ╱⎺⎺  ⎺⎺╲
│ is too long  │  │              │  ╭─╯ a label that is  ╰─╮      ╱⎺⎺        ⎺⎺╲
│ for one row  │  │ a label that │  │ too long for one row │   ╱⎺⎺              ⎺⎺╲
└──────────────┘  │ is too long  │  ╰─╮                  ╭─╯  ‹  is it ready yet?  ›
                  │ for one row  │    ╰───╮          ╭───╯     ╲⎽⎽              ⎽⎽╱
                  └──────────────┘        ╰──────────╯            ╲⎽⎽        ⎽⎽╱
                                                                     ╲⎽⎽  ⎽⎽╱
                                                                        ╲╱
`,
  );
});

Deno.test("[R34] a word longer than a row goes on in the next one; below 100 % it is cut", () => {
  const box: Sketch = {
    type: "rectangle",
    ...cells(0, 0, 8, 6),
    text: "authentication",
  };
  assertEquals(rowsOf(box).map(textOf), ["authen", "ticati", "on"]);
  const wide: Sketch = {
    ...box,
    ...cells(0, 0, 16, 12),
    text: "authentication ok",
  };
  assertEquals(rowsOf(wide, { zoom: 50 }).map(textOf), ["authe…", "ok"]);
});

Deno.test("[R34] below 100 %, a box without a row inside has its label in its upper border", () => {
  const box = (column: number, columns: number, text: string): Sketch => ({
    type: "rectangle",
    ...cells(column, 0, columns, 4),
    stroke: "rounded",
    text,
  });
  const sketches: Sketch[] = [
    box(0, 22, "gateway"),
    box(24, 16, "authentication"),
    box(42, 10, "db"),
    box(54, 8, "web"),
    { type: "diamond", ...cells(64, 0, 18, 4), text: "ok?\nor not" },
  ];
  assertPicture(
    sketches,
    `
╭─gateway─╮ ╭authe…╮ ╭db─╮ ╭──╮ ╱⎺⎺ok?⎺⎺╲
╰─────────╯ ╰──────╯ ╰───╯ ╰──╯ ╲⎽⎽⎽⎽⎽⎽⎽╱
`,
    { view: { column: 0, row: 0, zoom: 50 } },
  );
  // In its own size there is room: who draws a box without an inside wants a line.
  assertEquals(rowsOf(box(0, 22, "gateway"), { zoom: 50 }).length, 1);
  const flat: Sketch = { ...box(0, 22, "gateway"), ...cells(0, 0, 22, 2) };
  assertEquals(rowsOf(flat), []);
});

Deno.test("[R34] scripts without spaces go on anywhere", () => {
  const box: Sketch = { type: "rectangle", ...cells(0, 0, 8, 5) };
  assertEquals(rowsOf({ ...box, text: "漢字漢字漢" }).map(textOf), [
    "漢字漢",
    "字漢",
  ]);
  assertEquals(rowsOf({ ...box, text: "a漢字漢字" }).map(textOf), [
    "a漢字",
    "漢字",
  ]);
});

const words = fc.string({
  unit: fc.constantFrom("a", "b", "c", " ", "漢", "👩‍🚀", "\n"),
  minLength: 1,
  maxLength: 60,
});

Deno.test("[R34] a label loses nothing but spaces between its rows, unless it is cut", () => {
  const size = fc.tuple(
    fc.integer({ min: 3, max: 20 }),
    fc.integer({ min: 3, max: 9 }),
  );
  const kind = fc.constantFrom("rectangle" as const, "ellipse" as const);
  fc.assert(fc.property(kind, size, words, (type, [columns, rows], text) => {
    const place = type === "ellipse"
      ? round(0, 0, columns, rows)
      : cells(0, 0, columns, rows);
    const label = rowsOf({ type, ...place, text });
    for (const row of label) {
      assert(
        row.column >= 1 && row.column + cellsOf(row.graphemes) <= columns - 1,
      );
    }
    assert(label.length <= rows - 2);
    if (label.some(({ isCut }) => isCut)) return;
    const solid = (text: string) => text.replaceAll(/[ \n]/g, "");
    assertEquals(solid(label.map(textOf).join("")), solid(text));
  }));
});
