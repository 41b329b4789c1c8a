import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Cell, cellLine, lineCells } from "./line_cells.ts";

const coordinate = fc.integer({ min: -60, max: 60 });
const cell = fc.record({ column: coordinate, row: coordinate });
const key = ({ column, row }: Cell) => `${column},${row}`;
const keys = (cells: readonly Cell[]) => cells.map(key).sort();

Deno.test("[R30] A to B and B to A cover the same cells", () => {
  fc.assert(fc.property(cell, cell, (a, b) => {
    assertEquals(lineCells(a, b), lineCells(b, a).reverse());
  }));
});

Deno.test("[R30] ends are exact, there are max(dx, dy) + 1 cells, and no gaps", () => {
  fc.assert(fc.property(cell, cell, (a, b) => {
    const cells = lineCells(a, b);
    const dx = Math.abs(a.column - b.column), dy = Math.abs(a.row - b.row);
    assertEquals(cells.length, Math.max(dx, dy) + 1);
    assertEquals(cells[0], a);
    assertEquals(cells.at(-1), b);
    cells.slice(1).forEach((here, index) => {
      const before = cells[index]!;
      assert(Math.abs(here.column - before.column) <= 1);
      assert(Math.abs(here.row - before.row) <= 1);
      assert(key(here) !== key(before));
    });
  }));
});

Deno.test("[R30] no cell is further than half a cell from the ideal line", () => {
  fc.assert(fc.property(cell, cell, (a, b) => {
    const dx = b.column - a.column, dy = b.row - a.row;
    for (const { column, row } of lineCells(a, b)) {
      // Twice the area between the cell and the line, over the longer axis: a distance.
      const off = Math.abs((column - a.column) * dy - (row - a.row) * dx);
      assert(2 * off <= Math.max(Math.abs(dx), Math.abs(dy)));
    }
  }));
});

const MIRRORS: [string, (cell: Cell) => Cell][] = [
  ["left and right", ({ column, row }) => ({ column: -column, row })],
  ["top and bottom", ({ column, row }) => ({ column, row: -row })],
  ["across", ({ column, row }) => ({ column: row, row: column })],
];

for (const [name, mirror] of MIRRORS) {
  Deno.test(`[R30] octants mirror ${name}, but for a tie in the very middle`, () => {
    fc.assert(fc.property(cell, cell, (a, b) => {
      const mirrored = lineCells(a, b).map(mirror);
      const line = lineCells(mirror(a), mirror(b));
      const middle = (line.length - 1) / 2;
      // A line of an odd number of cells may pass between two cells in its middle: there no
      // choice can be the same from both ends and in all mirrors.
      const rest = (_: Cell, index: number) => index !== middle;
      assertEquals(keys(line.filter(rest)), keys(mirrored.filter(rest)));
    }));
  });
}

Deno.test("[R30] a line looked at in part has the cells of the whole", () => {
  const side = fc.integer({ min: 1, max: 30 });
  fc.assert(
    fc.property(cell, cell, cell, side, side, (a, b, at, columns, rows) => {
      const rect = { ...at, columns, rows };
      const inside = ({ column, row }: Cell) =>
        column >= rect.column && column < rect.column + columns &&
        row >= rect.row && row < rect.row + rows;
      const line = cellLine(a, b);
      const { first, last } = line.within(rect);
      const part: Cell[] = [];
      for (let step = first; step <= last; step++) part.push(line.at(step));
      assertEquals(part.filter(inside), lineCells(a, b).filter(inside));
      assert(part.length <= 3 * Math.max(columns, rows) + 6);
    }),
  );
});
