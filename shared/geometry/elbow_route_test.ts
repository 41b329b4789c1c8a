import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { elbowRoute, type RouteSide, type RouteTie } from "./elbow_route.ts";
import { type Cell, type CellRect, lineCells } from "./line_cells.ts";

const SIDES = ["top", "right", "bottom", "left"] as const;
const coordinate = fc.integer({ min: -14, max: 14 });
const cell = fc.record({ column: coordinate, row: coordinate });
const size = fc.integer({ min: 1, max: 9 });
const tie = fc.record({
  side: fc.constantFrom<RouteSide>(...SIDES),
  box: fc.record({
    column: coordinate,
    row: coordinate,
    columns: size,
    rows: size,
  }),
});

interface End {
  readonly cell: Cell;
  readonly tie: RouteTie | undefined;
}

const tied: fc.Arbitrary<End> = fc.tuple(tie, fc.nat({ max: 8 })).map(
  ([tie, along]) => ({ tie, cell: cellBeside(tie, along) }),
);
const end: fc.Arbitrary<End> = fc.oneof(
  { weight: 4, arbitrary: tied },
  { weight: 1, arbitrary: cell.map((cell) => ({ cell, tie: undefined })) },
);
/** Both ends at one box. */
const loop: fc.Arbitrary<[End, End]> = fc.tuple(tied, tied).map(([a, b]) => {
  const tie = { ...b.tie!, box: a.tie!.box };
  return [a, { tie, cell: cellBeside(tie, b.cell.column + 20) }];
});
const ends = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(end, end) },
  { weight: 1, arbitrary: loop },
);

/** The cell outside of a side, somewhere along it. */
function cellBeside({ side, box }: RouteTie, along: number): Cell {
  const column = box.column + along % box.columns;
  const row = box.row + along % box.rows;
  switch (side) {
    case "top":
      return { column, row: box.row - 1 };
    case "bottom":
      return { column, row: box.row + box.rows };
    case "left":
      return { column: box.column - 1, row };
    case "right":
      return { column: box.column + box.columns, row };
  }
}

const route = (a: End, b: End) => elbowRoute([a.cell, b.cell], a.tie, b.tie);

const isIn = (box: CellRect, { column, row }: Cell) =>
  column >= box.column && column < box.column + box.columns &&
  row >= box.row && row < box.row + box.rows;

const boxesOf = (...ends: End[]) =>
  ends.flatMap(({ tie }) => tie === undefined ? [] : [tie.box]);

/** All cells of a way from corner to corner. */
function cellsOf(corners: readonly Cell[]): Cell[] {
  return corners.slice(1).flatMap((corner, index) =>
    lineCells(corners[index]!, corner).slice(index === 0 ? 0 : 1)
  );
}

Deno.test("[R31] a route has right angles only, and keeps its ends", () => {
  const corners = fc.array(cell, { minLength: 2, maxLength: 5 });
  const maybe = fc.option(tie, { nil: undefined });
  fc.assert(fc.property(corners, maybe, maybe, (cells, start, end) => {
    const route = elbowRoute(cells, start, end);
    assertEquals(route[0], cells[0]);
    assertEquals(route.at(-1), cells.at(-1));
    route.slice(1).forEach((corner, index) => {
      const before = route[index]!;
      assert(corner.column === before.column || corner.row === before.row);
    });
  }));
});

/** Is there any way between two cells that keeps out of the boxes? */
function canAvoid(from: Cell, to: Cell, boxes: readonly CellRect[]): boolean {
  const key = ({ column, row }: Cell) => 1000 * column + row;
  const seen = new Map([[key(from), from]]);
  for (const { column, row } of seen.values()) {
    if (column === to.column && row === to.row) return true;
    for (const [dx, dy] of [[0, 1], [1, 0], [0, -1], [-1, 0]] as const) {
      const next = { column: column + dx, row: row + dy };
      if (Math.max(Math.abs(next.column), Math.abs(next.row)) > 30) continue;
      if (!boxes.some((box) => isIn(box, next))) seen.set(key(next), next);
    }
  }
  return false;
}

Deno.test("[R31] a route keeps out of its boxes wherever there is a way around them", () => {
  fc.assert(
    fc.property(ends, ([a, b]) => {
      const boxes = boxesOf(a, b);
      const free = (cell: Cell) => !boxes.some((box) => isIn(box, cell));
      fc.pre(free(a.cell) && free(b.cell));
      if (!canAvoid(a.cell, b.cell, boxes)) return;
      assert(cellsOf(route(a, b)).every(free));
    }),
    { numRuns: 400 },
  );
});

Deno.test("[R31] a route is the same from either end", () => {
  fc.assert(fc.property(ends, ([a, b]) => {
    assertEquals(route(b, a), route(a, b).toReversed());
  }));
});

Deno.test("[R31] a route moves along with its boxes", () => {
  const by = fc.integer({ min: -2_000, max: 2_000 });
  fc.assert(fc.property(ends, by, by, ([a, b], columns, rows) => {
    const moved = <T extends Cell>(cell: T): T => ({
      ...cell,
      column: cell.column + columns,
      row: cell.row + rows,
    });
    const far = ({ cell, tie }: End): End => ({
      cell: moved(cell),
      tie: tie && { ...tie, box: moved(tie.box) },
    });
    assertEquals(route(far(a), far(b)), route(a, b).map(moved));
  }));
});

Deno.test("[R31] a route leaves and enters a box at a right angle to its side", () => {
  const step = { top: [0, -1], right: [1, 0], bottom: [0, 1], left: [-1, 0] };
  const far = fc.constantFrom([40, 40], [-40, 40], [40, -40], [-40, -40]);
  fc.assert(fc.property(tied, tied, far, (a, b, [columns, rows]) => {
    const { side, box } = b.tie!;
    const apart = { column: box.column + columns!, row: box.row + rows! };
    const tie = { side, box: { ...box, ...apart } };
    const other = { tie, cell: cellBeside(tie, 40) };
    const cells = cellsOf(route(a, other));
    for (
      const [end, way] of [[a, cells], [other, cells.toReversed()]] as const
    ) {
      const [columns, rows] = step[end.tie!.side];
      const { column, row } = end.cell;
      assertEquals(way[1], { column: column + columns!, row: row + rows! });
    }
  }));
});

Deno.test("[R31] while a box is dragged, its route changes its form where it must only", () => {
  // Past a box, cell by cell: the corners stay the same or move by a cell, but where the number of
  // corners changes.
  const box = { column: 0, row: 0, columns: 8, rows: 4 };
  for (const start of SIDES) {
    for (const end of SIDES) {
      let before: Cell[] | null = null, changes = 0;
      for (let column = -30; column <= 30; column++) {
        const a = { side: start, box };
        const b = { side: end, box: { ...box, column, row: 12 } };
        const now = elbowRoute([cellBeside(a, 2), cellBeside(b, 2)], a, b);
        const jumps = before?.length !== now.length ||
          now.some((corner, index) =>
            Math.abs(corner.column - before![index]!.column) > 1 ||
            Math.abs(corner.row - before![index]!.row) > 1
          );
        if (jumps) changes++;
        before = now;
      }
      assert(changes <= 4, `${start} to ${end}: ${changes}`);
    }
  }
});

Deno.test("[R31] free ends go along the longer way on screen", () => {
  const at = (column: number, row: number) => ({ column, row });
  const cases: [string, Cell, string][] = [
    ["a Z", at(9, 2), "0,0 4,0 4,2 9,2"],
    ["an upright Z", at(4, 5), "0,0 0,2 4,2 4,5"],
    ["straight", at(9, 0), "0,0 9,0"],
    ["a single cell", at(0, 0), "0,0"],
  ];
  for (const [what, to, expected] of cases) {
    const route = elbowRoute([at(0, 0), to])
      .map(({ column, row }) => `${column},${row}`).join(" ");
    assertEquals(route, expected, what);
  }
});
