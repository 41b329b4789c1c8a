import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type CellBox, ZOOMS } from "../../../shared/raster/view.ts";
import {
  boxOf,
  completeShape,
  type Shape,
  type ShapeInput,
} from "../../../shared/schema/shape.ts";
import { cellsOfShape } from "../geometry/shape_cells.ts";
import { scaled } from "./scaled.ts";

// Quarters, so that no sum is rounded.
const quarters = (min: number, max: number) =>
  fc.integer({ min: 4 * min, max: 4 * max }).map((value) => value / 4);
const place = fc.record({ x: quarters(-900, 900), y: quarters(-900, 900) });
const size = quarters(1, 600);
const closed = fc.oneof(
  fc.record({
    type: fc.constantFrom("rectangle" as const, "diamond" as const),
    width: size,
    height: size,
  }),
  fc.record({
    type: fc.constant("ellipse" as const),
    radiusX: size,
    radiusY: size,
  }),
);
const paths = fc.record({
  type: fc.constantFrom("line" as const, "pencil" as const),
  points: fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 300 }),
    ),
    { minLength: 2, maxLength: 9 },
  ),
});
const shapes = fc.tuple(fc.oneof(closed, paths), place).map(([kind, at]) =>
  completeShape({ id: "s", ...kind, ...at } as ShapeInput) as Shape
);
const to = fc.record({
  column: fc.integer({ min: -99, max: 99 }),
  row: fc.integer({ min: -99, max: 99 }),
  columns: fc.integer({ min: 1, max: 60 }),
  rows: fc.integer({ min: 1, max: 60 }),
});
const mirrored = fc.record({ across: fc.boolean(), down: fc.boolean() });

/** Points in one place can't be parted. */
function reachable(shape: Extract<Shape, { points: unknown }>, to: CellBox) {
  const { width, height } = boxOf(shape);
  return {
    ...to,
    columns: width === 0 ? 1 : to.columns,
    rows: height === 0 ? 1 : to.rows,
  };
}

for (const zoom of ZOOMS) {
  Deno.test(`[T20, R2] at ${zoom} % a shape that is resized covers the very cells it is pulled to`, () => {
    fc.assert(
      fc.property(shapes, to, mirrored, (shape, to, mirrored) => {
        const from = cellsOfShape(shape, zoom);
        if ("points" in shape) to = reachable(shape, to);
        const props = scaled(shape, { from, to, mirrored }, zoom);
        assertEquals(cellsOfShape({ ...shape, ...props } as Shape, zoom), to);
      }),
      { numRuns: 200 },
    );
  });
}

Deno.test("[E7] a shape that stays where it is gets nothing written", () => {
  fc.assert(fc.property(closed, place, (kind, at) => {
    const shape = completeShape({ id: "s", ...kind, ...at }) as Shape;
    const cells = cellsOfShape(shape, 100);
    const stay = { across: false, down: false };
    const stretch = { from: cells, to: cells, mirrored: stay };
    assertEquals(scaled(shape, stretch, 100), {});
  }));
});

Deno.test("[T20] what is pulled apart and back again is as it was", () => {
  fc.assert(fc.property(closed, place, to, (kind, at, to) => {
    const shape = completeShape({ id: "s", ...kind, ...at }) as Shape;
    const from = cellsOfShape(shape, 100);
    const stay = { across: false, down: false };
    const pull = (shape: Shape, from: CellBox, to: CellBox) => ({
      ...shape,
      ...scaled(shape, { from, to, mirrored: stay }, 100),
    } as Shape);
    const back = pull(pull(shape, from, to), to, from);
    assert(JSON.stringify(cellsOfShape(back, 100)) === JSON.stringify(from));
  }));
});
