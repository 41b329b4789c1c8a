import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  BLANK,
  type CellStyle,
  DEFAULT_PAINT,
  glyphOf,
  Grid,
  palette,
  PLAIN,
  truecolor,
} from "../../shared/raster/grid.ts";
import { type ColorDepth, reducePaint } from "../terminal/color_depth.ts";
import { describe, Emulator } from "./testing/emulator.ts";
import { Painter } from "./painter.ts";

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** A painter that has painted an empty screen, and its grid. */
function started(
  columns: number,
  rows: number,
  depth: ColorDepth = "truecolor",
): { painter: Painter; grid: Grid } {
  const painter = new Painter({ columns, rows, depth });
  const grid = new Grid(columns, rows);
  painter.frame(grid);
  return { painter, grid };
}

const TRUECOLOR: CellStyle = {
  fg: truecolor(0xffeedd),
  bg: truecolor(0xccbbaa),
  attributes: 0,
};
const RED: CellStyle = { ...PLAIN, fg: palette(196) };

for (
  const [what, style, budget] of [
    ["unstyled", PLAIN, 16],
    ["with one color", RED, 32],
    ["with truecolor on truecolor", TRUECOLOR, 56],
  ] as const
) {
  Deno.test(`[R40] one changed cell at 200×50, ${what}: at most ${budget} bytes`, () => {
    fc.assert(fc.property(
      fc.nat(199),
      fc.nat(49),
      fc.constantFrom("x", "╬", "é"),
      fc.constantFrom(PLAIN, RED, TRUECOLOR, { ...TRUECOLOR, attributes: 63 }),
      fc.nat(199),
      (column, row, text, before, elsewhere) => {
        const { painter, grid } = started(200, 50);
        // What was painted before must not make it dearer.
        grid.set(elsewhere, 25, glyphOf("o"), 1, before);
        painter.frame(grid);
        grid.set(column, row, glyphOf(text), 1, style);
        assert(painter.frame(grid).length <= budget);
      },
    ));
  });
}

Deno.test("[R40] what has not changed is not written", () => {
  const { painter, grid } = started(40, 10);
  grid.set(3, 3, glyphOf("漢"), 2, RED);
  assert(painter.frame(grid).length > 0);
  assertEquals(painter.frame(grid).length, 0);
});

Deno.test("[R40] a run of cells costs one move and one style", () => {
  const { painter, grid } = started(40, 10);
  for (let i = 0; i < 8; i++) grid.set(4 + i, 2, glyphOf("─"), 1, RED);
  assertEquals(decode(painter.frame(grid)), "\x1b[3;5H\x1b[38;5;196m────────");
});

Deno.test("[R40] short gaps are written through, long ones jumped over", () => {
  const { painter, grid } = started(80, 10);
  const write = (from: number, text: string) =>
    [...text].forEach((character, i) =>
      grid.set(from + i, 0, glyphOf(character), 1, PLAIN)
    );
  write(0, "abcdefghijklmnopqrstuvwxyz");
  painter.frame(grid);
  write(1, "B");
  write(4, "E");
  write(20, "U");
  assertEquals(decode(painter.frame(grid)), "\x1b[2GBcdE\x1b[15CU");
});

Deno.test("[R40] what becomes empty up to the end of its row is erased", () => {
  const { painter, grid } = started(80, 10);
  for (let i = 0; i < 60; i++) grid.set(i, 4, glyphOf("x"), 1, RED);
  painter.frame(grid);
  grid.clear(10, 4, 70, 1);
  assertEquals(decode(painter.frame(grid)), "\x1b[50D\x1b[m\x1b[K");
});

Deno.test("[R40] after a grapheme whose width terminals differ in, the cursor is placed anew", () => {
  const { painter, grid } = started(40, 10);
  ["e\u0323\u0301", "b", "👍", "c", "漢", "d"].reduce((column, text) => {
    const width = /[👍漢]/u.test(text) ? 2 : 1;
    grid.set(column, 0, glyphOf(text), width, PLAIN);
    return column + width;
  }, 5);
  assertEquals(
    decode(painter.frame(grid)),
    "\x1b[5Ce\u0323\u0301\x1b[7Gb👍\x1b[10Gc漢d",
  );
});

Deno.test("[R40] after the last column the cursor is placed anew", () => {
  const { painter, grid } = started(10, 3);
  grid.set(9, 0, glyphOf("x"), 1, PLAIN);
  grid.set(0, 1, glyphOf("y"), 1, PLAIN);
  assertEquals(decode(painter.frame(grid)), "\x1b[9Cx\x1b[Ey");
});

Deno.test("[R42] the screen is cleared by the first frame, never again", () => {
  const painter = new Painter({ columns: 30, rows: 6, depth: "16" });
  const grid = new Grid(30, 6);
  assertEquals(decode(painter.frame(grid)), "\x1b[m\x1b[H\x1b[2J");
  let bytes = "";
  for (let i = 0; i < 30; i++) {
    grid.set(i, i % 6, glyphOf("x"), 1, i % 2 ? RED : PLAIN);
    if (i % 7 === 0) painter.repaint();
    if (i === 20) painter.resize(30, 6);
    if (i % 5 === 0) grid.clear();
    bytes += decode(painter.frame(grid));
  }
  assertEquals(bytes.includes("J"), false);
});

Deno.test("[R42] frames over 256 bytes appear at once, where the terminal knows how", () => {
  const paint = (synchronized: boolean, cells: number) => {
    const { painter, grid } = started(80, 10);
    painter.synchronized = synchronized;
    for (let i = 0; i < cells; i++) {
      grid.set(i % 80, i / 80 | 0, glyphOf("x"), 1, PLAIN);
    }
    return decode(painter.frame(grid));
  };
  assert(!paint(false, 400).includes("2026"));
  assert(!paint(true, 200).includes("2026"));
  assert(paint(true, 400).startsWith("\x1b[?2026h"));
  assert(paint(true, 400).endsWith("\x1b[?2026l"));
});

Deno.test("[R40] a grid of another size is refused", () => {
  const { painter } = started(10, 3);
  assertThrows(
    () => painter.frame(new Grid(11, 3)),
    RangeError,
    "resize the painter first",
  );
});

// Widths that xterm's Unicode tables and ours agree on; where they do not, R40 keeps the rest right.
const texts = fc.constantFrom(
  ..." abc─│╬é".split("").map((text) => ({ text, width: 1 as const })),
  { text: "e\u0301", width: 1 as const },
  ...["漢", "字", "👍", "👩‍🚀", "🇩🇪", "👍🏽"].map((text) => ({
    text,
    width: 2 as const,
  })),
);
const paints = fc.oneof(
  fc.constant(DEFAULT_PAINT),
  fc.nat(255).map(palette),
  fc.nat(0xffffff).map(truecolor),
);
const styles: fc.Arbitrary<CellStyle> = fc.oneof(
  fc.constant(PLAIN),
  fc.record({ fg: paints, bg: paints, attributes: fc.nat(63) }),
  fc.record({ fg: paints, bg: fc.constant(0), attributes: fc.constant(0) }),
);
const COLUMNS = 13, ROWS = 4;
const edits = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant("set" as const),
        column: fc.nat(COLUMNS),
        row: fc.nat(ROWS - 1),
        text: texts,
        style: styles,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("clear" as const),
        column: fc.nat(COLUMNS),
        row: fc.nat(ROWS - 1),
        columns: fc.nat(COLUMNS),
        rows: fc.nat(ROWS),
      }),
    },
  ),
  { maxLength: 30 },
);
type Edit = typeof edits extends fc.Arbitrary<(infer E)[]> ? E : never;

function apply(grid: Grid, edit: Edit): void {
  if (edit.kind === "clear") {
    grid.clear(edit.column, edit.row, edit.columns, edit.rows);
  } else {grid.set(
      edit.column,
      edit.row,
      glyphOf(edit.text.text),
      edit.text.width,
      edit.style,
    );}
}

/** What a terminal of that depth can show of a grid. */
function reduced(grid: Grid, depth: ColorDepth): Grid {
  const copy = new Grid(grid.columns, grid.rows);
  copy.copyFrom(grid);
  copy.fg.forEach((paint, at) => copy.fg[at] = reducePaint(paint, depth));
  copy.bg.forEach((paint, at) => copy.bg[at] = reducePaint(paint, depth));
  // The second cell of a wide grapheme has the style of its first.
  for (let at = 1; at < copy.glyphs.length; at++) {
    if (copy.glyphs[at] !== 0xffff_ffff) continue;
    copy.fg[at] = copy.fg[at - 1]!;
    copy.bg[at] = copy.bg[at - 1]!;
    copy.attributes[at] = copy.attributes[at - 1]!;
  }
  return copy;
}

const depths = fc.constantFrom<ColorDepth>("truecolor", "256", "16", "none");

Deno.test("[R41] a real terminal shows exactly the grid, frame after frame", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(edits, { minLength: 1, maxLength: 5 }),
      depths,
      fc.boolean(),
      async (frames, depth, synchronized) => {
        const emulator = new Emulator(COLUMNS, ROWS);
        await emulator.feed(
          "left behind by someone else\r\n\x1b[31;1;7mand more",
        );
        const painter = new Painter({ columns: COLUMNS, rows: ROWS, depth });
        painter.synchronized = synchronized;
        const grid = new Grid(COLUMNS, ROWS);
        for (const frame of frames) {
          frame.forEach((edit) => apply(grid, edit));
          await emulator.feed(painter.frame(grid));
          assertEquals(
            describe(emulator.grid()),
            describe(reduced(grid, depth)),
          );
        }
      },
    ),
    { numRuns: 120 },
  );
});

Deno.test("[R41] from any earlier frame straight to the last", async () => {
  await fc.assert(
    fc.asyncProperty(edits, edits, async (earlier, later) => {
      const emulator = new Emulator(COLUMNS, ROWS);
      const painter = new Painter({
        columns: COLUMNS,
        rows: ROWS,
        depth: "truecolor",
      });
      const from = new Grid(COLUMNS, ROWS), to = new Grid(COLUMNS, ROWS);
      earlier.forEach((edit) => apply(from, edit));
      later.forEach((edit) => apply(to, edit));
      await emulator.feed(painter.frame(from));
      await emulator.feed(painter.frame(to));
      assertEquals(
        describe(emulator.grid()),
        describe(reduced(to, "truecolor")),
      );
      await emulator.feed(painter.frame(from));
      assertEquals(
        describe(emulator.grid()),
        describe(reduced(from, "truecolor")),
      );
    }),
    { numRuns: 120 },
  );
});

Deno.test("[R41] a repaint mends whatever else was written to the terminal", async () => {
  await fc.assert(
    fc.asyncProperty(edits, texts, async (frame, { text }) => {
      const emulator = new Emulator(COLUMNS, ROWS);
      const painter = new Painter({
        columns: COLUMNS,
        rows: ROWS,
        depth: "256",
      });
      const grid = new Grid(COLUMNS, ROWS);
      frame.forEach((edit) => apply(grid, edit));
      await emulator.feed(painter.frame(grid));
      await emulator.feed(`\x1b[44m${text.repeat(30)}\x1b[2;3H\x1b[1;31m`);
      painter.repaint();
      await emulator.feed(painter.frame(grid));
      assertEquals(describe(emulator.grid()), describe(reduced(grid, "256")));
    }),
    { numRuns: 60 },
  );
});

Deno.test("[R41] after a resize the whole new size is right", async () => {
  await fc.assert(
    fc.asyncProperty(
      edits,
      edits,
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 9 }),
      async (before, after, columns, rows) => {
        const emulator = new Emulator(COLUMNS, ROWS);
        await emulator.feed("\x1b[?1049h\x1b[?7l");
        const painter = new Painter({
          columns: COLUMNS,
          rows: ROWS,
          depth: "16",
        });
        const old = new Grid(COLUMNS, ROWS);
        before.forEach((edit) => apply(old, edit));
        await emulator.feed(painter.frame(old));
        emulator.resize(Math.max(2, columns), rows);
        painter.resize(Math.max(2, columns), rows);
        const grid = new Grid(Math.max(2, columns), rows);
        after.forEach((edit) => apply(grid, edit));
        await emulator.feed(painter.frame(grid));
        assertEquals(describe(emulator.grid()), describe(reduced(grid, "16")));
      },
    ),
    { numRuns: 80 },
  );
});

Deno.test("[T45] a limited frame is cut between rows, and the next goes on from there", () => {
  const { painter, grid } = started(20, 6);
  const fill = (text: string) => {
    for (let row = 0; row < 6; row++) {
      for (let column = 0; column < 20; column++) {
        grid.set(column, row, glyphOf(text), 1, PLAIN);
      }
    }
  };
  fill("x");
  const first = decode(painter.frame(grid, 30));
  assertEquals([first.match(/x/g)?.length, painter.incomplete], [40, true]);
  // What has changed meanwhile is painted as it is now, and nothing twice.
  fill("y");
  const second = decode(painter.frame(grid, 60));
  assertEquals([second.match(/y/g)?.length, painter.incomplete], [60, true]);
  assert(second.startsWith("\x1b[E"));
  const third = decode(painter.frame(grid));
  assertEquals([third.match(/y/g)?.length, painter.incomplete], [60, false]);
  assertEquals(painter.frame(grid).length, 0);
});

Deno.test("[R41] however frames are cut, the terminal ends with the last picture", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(edits, fc.nat(60)), { minLength: 1, maxLength: 4 }),
      async (frames) => {
        const emulator = new Emulator(COLUMNS, ROWS);
        const painter = new Painter({
          columns: COLUMNS,
          rows: ROWS,
          depth: "256",
        });
        const grid = new Grid(COLUMNS, ROWS);
        let bytes = "";
        for (const [frame, limit] of frames) {
          frame.forEach((edit) => apply(grid, edit));
          bytes += decode(painter.frame(grid, limit));
        }
        while (painter.incomplete) bytes += decode(painter.frame(grid, 10));
        await emulator.feed(bytes);
        assertEquals(describe(emulator.grid()), describe(reduced(grid, "256")));
      },
    ),
    { numRuns: 100 },
  );
});

Deno.test("[T39] without colors there is no color sequence, attributes stay", () => {
  const { painter, grid } = started(20, 4, "none");
  grid.set(1, 1, glyphOf("x"), 1, { ...TRUECOLOR, attributes: 1 });
  grid.set(2, 1, glyphOf("y"), 1, RED);
  assertEquals(decode(painter.frame(grid)), "\x1b[2;2H\x1b[1mx\x1b[my");
});

Deno.test("[R44] a change that the terminal can't show costs nothing", () => {
  const { painter, grid } = started(20, 4, "16");
  const set = (rgb: number) =>
    grid.set(2, 2, BLANK, 1, { ...PLAIN, bg: truecolor(rgb) });
  set(0xff0000);
  assert(painter.frame(grid).length > 0);
  set(0xfe0000);
  assertEquals(painter.frame(grid).length, 0);
});
