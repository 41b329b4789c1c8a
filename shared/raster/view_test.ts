import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { cellCentre } from "../schema/units.ts";
import {
  around,
  boxOfCells,
  cellOfPoint,
  cellsOfBox,
  cellsTouched,
  centreOfCell,
  grown,
  overlap,
  ZOOMS,
} from "./view.ts";

const zoom = fc.constantFrom(...ZOOMS);
const coordinate = fc.double({ min: -500, max: 500, noNaN: true });
const size = fc.double({ min: 0, max: 200, noNaN: true });
const box = fc.record({
  x: coordinate,
  y: coordinate,
  width: size,
  height: size,
});
const index = fc.integer({ min: -99, max: 99 });
const count = fc.integer({ min: 1, max: 40 });
const cells = fc.record({
  column: index,
  row: index,
  columns: count,
  rows: count,
});

Deno.test("[E2] a cell at 100 % is 8 wide and 16 high, negative ones too", () => {
  assertEquals(cellOfPoint({ x: 100, y: 100 }, 100), { column: 12, row: 6 });
  assertEquals(cellOfPoint({ x: 200, y: 200 }, 100), { column: 25, row: 12 });
  assertEquals(cellOfPoint({ x: -1, y: -1 }, 100), { column: -1, row: -1 });
  for (const centre of [cellCentre(12, 6), centreOfCell(12, 6, 100)]) {
    assertEquals(centre, { x: 100, y: 104 });
  }
  assertEquals(
    boxOfCells({ column: -1, row: -1, columns: 2, rows: 1 }, 100),
    { x: -8, y: -16, width: 16, height: 16 },
  );
});

Deno.test("[R2] a box covers columns round(left) to round(right) - 1, at least one", () => {
  const cases: [
    x: number,
    width: number,
    zoom: typeof ZOOMS[number],
    number,
    number,
  ][] = [
    [0, 80, 100, 0, 10],
    [3, 80, 100, 0, 10],
    [4, 80, 100, 1, 10],
    [-4, 80, 100, 0, 10],
    [-5, 80, 100, -1, 10],
    [0, 0, 100, 0, 1],
    [3, 2, 100, 0, 1],
    [0, 80, 50, 0, 5],
    [0, 80, 25, 0, 3],
    [0, 80, 200, 0, 20],
  ];
  for (const [x, width, zoom, column, columns] of cases) {
    const cells = cellsOfBox({ x, y: 0, width, height: 16 }, zoom);
    assertEquals(
      [cells.column, cells.columns],
      [column, columns],
      `${x} ${width} ${zoom}`,
    );
  }
});

Deno.test("[R2] a point lies in the cell that its centre leads back to", () => {
  fc.assert(fc.property(index, index, zoom, (column, row, zoom) => {
    assertEquals(cellOfPoint(centreOfCell(column, row, zoom), zoom), {
      column,
      row,
    });
  }));
});

Deno.test("[R2] the box of some cells covers these cells", () => {
  fc.assert(fc.property(cells, zoom, (cells, zoom) => {
    assertEquals(cellsOfBox(boxOfCells(cells, zoom), zoom), cells);
  }));
});

Deno.test("[R4] what a box touches holds what it covers, and the cells of its points", () => {
  fc.assert(fc.property(box, zoom, (box, zoom) => {
    const touched = cellsTouched(box, zoom);
    const covered = cellsOfBox(box, zoom);
    assertEquals(overlap(touched, covered), covered);
    const far = { x: box.x + box.width, y: box.y + box.height };
    for (const point of [box, far]) {
      assert(
        overlap(touched, { ...cellOfPoint(point, zoom), columns: 1, rows: 1 }),
      );
    }
  }));
});

Deno.test("[R4] what two rectangles share is in both, and both are in what is around", () => {
  fc.assert(fc.property(cells, cells, (a, b) => {
    const all = around(a, b), shared = overlap(a, b);
    assertEquals(overlap(all, a), a);
    assertEquals(overlap(all, b), b);
    if (shared !== null) assertEquals(overlap(shared, a), overlap(shared, b));
    assertEquals(overlap(a, grown(a, 2, 1)), a);
  }));
});
