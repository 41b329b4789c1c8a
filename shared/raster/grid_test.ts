import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  CONTINUATION,
  glyphOf,
  graphemeOf,
  Grid,
  palette,
  PLAIN,
  truecolor,
  unpackPaint,
} from "./grid.ts";

const write = fc.record({
  column: fc.integer({ min: -3, max: 9 }),
  row: fc.integer({ min: -1, max: 3 }),
  wide: fc.boolean(),
});
const writes = fc.array(write, { maxLength: 40 });

function drawn(all: { column: number; row: number; wide: boolean }[]): Grid {
  const grid = new Grid(7, 3);
  for (const { column, row, wide } of all) {
    const style = { ...PLAIN, fg: palette(column & 7) };
    grid.set(column, row, glyphOf(wide ? "漢" : "a"), wide ? 2 : 1, style);
  }
  return grid;
}

/** Every continuation follows a wide grapheme, and every wide grapheme has one. */
function assertWhole(grid: Grid): void {
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      const at = row * grid.columns + column;
      const follows = column > 0 && grid.glyphs[at - 1] === glyphOf("漢");
      assertEquals(
        grid.glyphs[at] === CONTINUATION,
        follows,
        `${column},${row}`,
      );
    }
    const last = grid.glyphs[(row + 1) * grid.columns - 1];
    assertEquals(last === glyphOf("漢"), false);
  }
}

Deno.test("[R1] a wide grapheme has two cells or none, whatever is written", () => {
  fc.assert(fc.property(writes, (all) => assertWhole(drawn(all))));
});

Deno.test("[R1] moving all cells keeps what stays inside, and blanks halves", () => {
  const by = fc.integer({ min: -9, max: 9 });
  fc.assert(fc.property(writes, by, by, (all, columns, rows) => {
    const grid = drawn(all), before = drawn(all);
    grid.shift(columns, rows);
    assertWhole(grid);
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 7; column++) {
        const x = column - columns, y = row - rows;
        const inside = x >= 0 && x < 7 && y >= 0 && y < 3;
        const was = inside ? before.glyphs[y * 7 + x]! : glyphOf(" ");
        const now = grid.glyphs[row * 7 + column]!;
        const halved = column === 0 && was === CONTINUATION ||
          column === 6 && was === glyphOf("漢");
        assertEquals(now, halved ? glyphOf(" ") : was);
      }
    }
  }));
});

Deno.test("[R1] clearing a part blanks what it halves", () => {
  fc.assert(fc.property(writes, write, (all, { column, row }) => {
    const grid = drawn(all);
    grid.clear(column, row, 3, 2);
    assertWhole(grid);
  }));
});

Deno.test("[R1] graphemes of several code points have a number, too", () => {
  for (const grapheme of ["a", "漢", "👩‍🚀", "e\u0301", "🎉"]) {
    assertEquals(graphemeOf(glyphOf(grapheme)), grapheme);
    assertEquals(glyphOf(grapheme), glyphOf(grapheme));
  }
  assertEquals(graphemeOf(CONTINUATION), "");
});

Deno.test("[R44] a color is the terminal's own, of the palette, or of 24 bits", () => {
  assertEquals(unpackPaint(0), { kind: "default" });
  assertEquals(unpackPaint(palette(0)), { kind: "palette", index: 0 });
  assertEquals(unpackPaint(palette(255)), { kind: "palette", index: 255 });
  assertEquals(unpackPaint(truecolor(0)), { kind: "rgb", rgb: 0 });
  assertEquals(unpackPaint(truecolor(0xabcdef)), {
    kind: "rgb",
    rgb: 0xabcdef,
  });
});
