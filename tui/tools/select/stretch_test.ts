import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { MAX_SIZE } from "../../../shared/schema/limits.ts";
import type { CellBox } from "../../../shared/raster/view.ts";
import type { BoxHandle } from "./handles.ts";
import { cellOnRim } from "./handles.ts";
import { stretch } from "./stretch.ts";

const FROM: CellBox = { column: 10, row: 4, columns: 6, rows: 3 };
const FREE = { ratio: null, centred: false };
const handle = (across: number, down: number) =>
  ({ kind: "box", across, down }) as BoxHandle;

for (
  const [what, across, down, to, rules, expected] of [
    ["the bottom right", 1, 1, [19, 8], FREE, [10, 4, 10, 5]],
    ["the top left", -1, -1, [8, 3], FREE, [8, 3, 8, 4]],
    ["the right side: rows stay", 1, 0, [19, 30], FREE, [10, 4, 10, 3]],
    ["the top: columns stay", 0, -1, [99, 1], FREE, [10, 1, 6, 6]],
    ["a corner through both sides", 1, 1, [7, 2], FREE, [7, 2, 4, 3]],
    ["the left side through the right", -1, 0, [20, 5], FREE, [15, 4, 6, 3]],
    ["a corner onto the other", 1, 1, [10, 4], FREE, [10, 4, 1, 1]],
    ["a corner from the centre", 1, 1, [17, 7], {
      ratio: null,
      centred: true,
    }, [8, 3, 10, 5]],
    ["a corner of a square", 1, 1, [19, 5], { ratio: 2, centred: false }, [
      10,
      4,
      10,
      5,
    ]],
    ["the top left of a square", -1, -1, [6, 5], {
      ratio: 2,
      centred: false,
    }, [6, 2, 10, 5]],
    ["a side of a square", 1, 0, [19, 5], { ratio: 2, centred: false }, [
      10,
      3,
      10,
      5,
    ]],
  ] as const
) {
  Deno.test(`[T20] a box is pulled by ${what}`, () => {
    const [column, row] = to;
    const result = stretch(
      FROM,
      handle(across, down),
      { column, row },
      rules,
      100,
    );
    const { to: box } = result;
    assertEquals([box.column, box.row, box.columns, box.rows], [...expected]);
  });
}

const side = fc.constantFrom(-1, 0, 1);
const cell = fc.record({
  column: fc.integer({ min: -4_000, max: 4_000 }),
  row: fc.integer({ min: -4_000, max: 4_000 }),
});
const box = fc.record({
  column: fc.integer({ min: -99, max: 99 }),
  row: fc.integer({ min: -99, max: 99 }),
  columns: fc.integer({ min: 1, max: 99 }),
  rows: fc.integer({ min: 1, max: 99 }),
});
const rules = fc.record({
  ratio: fc.constantFrom(null, 2, 0.5, 3.7),
  centred: fc.boolean(),
});

Deno.test("[R14] however a box is pulled, it has cells, and no more than a shape may have", () => {
  fc.assert(
    fc.property(box, side, side, cell, rules, (from, x, y, to, rules) => {
      const { columns, rows } = stretch(from, handle(x, y), to, rules, 100).to;
      assert(columns >= 1 && rows >= 1);
      assert(columns <= MAX_SIZE / 8 && rows <= MAX_SIZE / 16);
    }),
  );
});

Deno.test("[R14] where nothing else holds, the handle ends up at the cursor, and the other side stays", () => {
  const near = cell.filter(({ column, row }) =>
    Math.abs(column) < 900 && Math.abs(row) < 900
  );
  fc.assert(fc.property(box, near, (from, to) => {
    const result = stretch(from, handle(1, 1), to, FREE, 100);
    const { across, down } = result.mirrored;
    const pulled = handle(across ? -1 : 1, down ? -1 : 1);
    const fixed = handle(across ? 1 : -1, down ? 1 : -1);
    assertEquals(cellOnRim(result.to, pulled), to);
    assertEquals(cellOnRim(result.to, fixed), cellOnRim(from, handle(-1, -1)));
  }));
});
