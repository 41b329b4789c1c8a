import { assert, assertEquals } from "@std/assert";
import { SIDE } from "./arms.ts";
import { BLANK, graphemeOf, Grid } from "./grid.ts";
import { rasterize } from "./rasterize.ts";
import { cells, round, shapeOf } from "./testing/picture.ts";
import type { Sketch } from "./testing/picture.ts";
import { FREE } from "./targets.ts";
import { grown } from "./view.ts";

const { up, right, down, left } = SIDE;
const ARMS: Record<string, number> = {
  "─": left | right,
  "│": up | down,
  "┌": right | down,
  "┐": left | down,
  "└": up | right,
  "┘": up | left,
};

/** The cells of one shape in a box of its size, with a blank margin of one cell. */
function gridOf(sketch: Sketch, columns: number, rows: number): Grid {
  const box = grown({ column: 0, row: 0, columns, rows }, 1, 1);
  const region = grown(box, 1, 0);
  const grid = new Grid(box.columns, box.rows);
  rasterize([{ shape: shapeOf(sketch), dim: false, targets: FREE }], region, {
    zoom: 100,
    charset: "unicode",
  }).copyTo(grid, box, box.column, box.row);
  return grid;
}

function* sizes(): Iterable<readonly [columns: number, rows: number]> {
  for (let columns = 1; columns <= 90; columns++) {
    for (let rows = 1; rows <= 50; rows++) yield [columns, rows];
  }
}

const drawn = (grid: Grid) =>
  [...grid.glyphs.keys()].filter((at) => grid.glyphs[at] !== BLANK);

/** Does the drawing reach every side of its box, and nothing outside? */
function assertFillsBox(grid: Grid, size: string): void {
  const { columns, rows } = grid;
  let minX = columns, maxX = 0, minY = rows, maxY = 0;
  for (const at of drawn(grid)) {
    const x = at % columns, y = Math.floor(at / columns);
    minX = Math.min(minX, x), maxX = Math.max(maxX, x);
    minY = Math.min(minY, y), maxY = Math.max(maxY, y);
  }
  const expected = [1, columns - 2, 1, rows - 2];
  assertEquals([minX, maxX, minY, maxY], expected, size);
}

function assertMirrors(grid: Grid, size: string): void {
  const { columns, rows, glyphs } = grid;
  const isDrawn = (x: number, y: number) => glyphs[y * columns + x] !== BLANK;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const here = isDrawn(x, y);
      assert(here === isDrawn(columns - 1 - x, y), size);
      assert(here === isDrawn(x, rows - 1 - y), size);
    }
  }
}

/** How many of the drawn cells can be reached from the first by steps of a king. */
function reached(grid: Grid): number {
  const [first] = drawn(grid);
  const seen = new Set([first!]);
  for (const at of seen) {
    for (const row of [-grid.columns, 0, grid.columns]) {
      for (const column of [-1, 0, 1]) {
        const next = at + row + column;
        if (grid.glyphs[next] !== BLANK) seen.add(next);
      }
    }
  }
  return seen.size;
}

Deno.test("[R20] an ellipse of any size is one loop of cells with two arms each", () => {
  for (const [columns, rows] of sizes()) {
    const size = `${columns}x${rows}`;
    const sketch = { type: "ellipse", stroke: "light" } as const;
    const grid = gridOf(
      { ...sketch, ...round(0, 0, columns, rows) },
      columns,
      rows,
    );
    assertFillsBox(grid, size);
    assertMirrors(grid, size);
    if (columns < 2 || rows < 2) continue;
    const cells = drawn(grid);
    const armsAt = (at: number) => ARMS[graphemeOf(grid.glyphs[at]!)] ?? 0;
    for (const at of cells) {
      const arms = armsAt(at);
      assert(arms !== 0, size);
      // Each arm is met by one of the cell it points at.
      if (arms & up) assert(armsAt(at - grid.columns) & down, size);
      if (arms & right) assert(armsAt(at + 1) & left, size);
      if (arms & down) assert(armsAt(at + grid.columns) & up, size);
      if (arms & left) assert(armsAt(at - 1) & right, size);
    }
    assertEquals(walk(armsAt, cells[0]!, grid.columns), cells.length, size);
  }
});

/** Cells of the loop through a cell. */
function walk(
  armsAt: (at: number) => number,
  start: number,
  columns: number,
): number {
  const steps = [[up, -columns], [right, 1], [down, columns], [left, -1]];
  let at = start, from = -1, length = 0;
  do {
    const [, step] = steps.find(([side, step]) =>
      armsAt(at) & side! && at + step! !== from
    )!;
    from = at;
    at += step!;
    length++;
  } while (at !== start);
  return length;
}

const SLOPED: [string, (columns: number, rows: number) => Sketch][] = [
  ["an ellipse in ASCII", (columns, rows) => ({
    type: "ellipse",
    stroke: "ascii",
    ...round(0, 0, columns, rows),
  })],
  ["a diamond", (columns, rows) => ({
    type: "diamond",
    ...cells(0, 0, columns, rows),
  })],
];

for (const [name, sketch] of SLOPED) {
  Deno.test(`[R20] ${name} of any size fills its box, mirrors, and holds together`, () => {
    for (const [columns, rows] of sizes()) {
      const size = `${columns}x${rows}`;
      const grid = gridOf(sketch(columns, rows), columns, rows);
      assertFillsBox(grid, size);
      assertMirrors(grid, size);
      assertEquals(reached(grid), drawn(grid).length, size);
    }
  });
}

Deno.test("[R21] a fill never leaves the outline, and leaves no gap", () => {
  const kinds: ((columns: number, rows: number) => Sketch)[] = [
    (columns, rows) => ({ type: "rectangle", ...cells(0, 0, columns, rows) }),
    ...SLOPED.map(([, sketch]) => sketch),
    (columns, rows) => ({ type: "ellipse", ...round(0, 0, columns, rows) }),
  ];
  for (const kind of kinds) {
    for (let columns = 1; columns <= 30; columns++) {
      for (let rows = 1; rows <= 16; rows++) {
        const sketch = kind(columns, rows);
        const open = gridOf(sketch, columns, rows);
        const filled = gridOf({ ...sketch, fill: "#" }, columns, rows);
        for (let row = 0; row < rows + 2; row++) {
          assertEquals(
            filled.rowText(row),
            flooded(open.rowText(row)),
            `${sketch.type} ${columns}x${rows}`,
          );
        }
      }
    }
  }
});

/** A row with # in all blanks between its outermost characters. */
function flooded(row: string): string {
  const inner = row.trim();
  return row.replace(inner, inner.replaceAll(" ", "#"));
}

Deno.test("[R21] a circle is the ellipse of a box twice as wide as high", () => {
  for (let rows = 1; rows <= 40; rows++) {
    const radius = rows * 8;
    const circle = { type: "circle", x: radius, y: radius, radius } as const;
    const ellipse = {
      type: "ellipse",
      ...round(0, 0, 2 * rows, rows),
    } as const;
    assertEquals(
      gridOf(circle, 2 * rows, rows).glyphs,
      gridOf(ellipse, 2 * rows, rows).glyphs,
    );
  }
});

Deno.test("[R2] a circle of radius 40 is the same wherever its centre is", () => {
  const look = (x: number, y: number) => {
    const grid = gridOf({ type: "circle", x, y, radius: 40 }, 20, 10);
    return Array.from({ length: grid.rows }, (_, row) => grid.rowText(row))
      .map((row) => row.trimEnd()).filter((row) => row !== "")
      .map((row, _, all) =>
        row.slice(Math.min(...all.map((other) => other.search(/\S/))))
      );
  };
  const expected = look(56, 56);
  assertEquals(expected, [
    "  ╭────╮",
    "╭─╯    ╰─╮",
    "│        │",
    "╰─╮    ╭─╯",
    "  ╰────╯",
  ]);
  for (let x = 56; x < 72; x++) {
    for (let y = 56; y < 72; y++) assertEquals(look(x, y), expected);
  }
});
