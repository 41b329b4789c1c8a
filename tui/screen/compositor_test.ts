import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  CONTINUATION,
  glyphOf,
  Grid,
  palette,
  PLAIN,
} from "../../shared/raster/grid.ts";
import { graphemes } from "../../shared/schema/width.ts";
import { compose, type Decoration, type Layers } from "./compositor.ts";

function picture(...lines: string[]): Grid {
  const grid = new Grid(
    Math.max(
      ...lines.map((line) =>
        [...graphemes(line)].reduce((sum, { width }) => sum + width, 0)
      ),
    ),
    lines.length,
  );
  lines.forEach((line, row) => {
    let column = 0;
    for (const { text, width } of graphemes(line)) {
      grid.set(column, row, glyphOf(text), width, PLAIN);
      column += width;
    }
  });
  return grid;
}

function composed(layers: Partial<Layers> & Pick<Layers, "chrome">): string[] {
  const { chrome } = layers;
  const target = new Grid(chrome.columns, chrome.rows);
  compose(target, { canvas: null, panels: [], decorations: [], ...layers });
  return Array.from({ length: target.rows }, (_, row) => target.rowText(row));
}

const decoration = (
  column: number,
  row: number,
  text: string,
  width: 1 | 2 = 1,
): Decoration => ({
  column,
  row,
  glyph: glyphOf(text),
  width,
  style: { ...PLAIN, fg: palette(1) },
});

const chrome = picture(
  "lobby      ana",
  "..............",
  "..............",
  "..............",
  "RECT      100%",
);
const canvas = {
  grid: picture("╭────╮        ", "│ ab │        ", "╰────╯        "),
  column: 0,
  row: 1,
};

Deno.test("[R40] the canvas stands in its box", () => {
  assertEquals(composed({ chrome, canvas }), [
    "lobby      ana",
    "╭────╮        ",
    "│ ab │        ",
    "╰────╯        ",
    "RECT      100%",
  ]);
});

Deno.test("[R40] panels hide the canvas, and what stands on it", () => {
  assertEquals(
    composed({
      chrome: picture(
        "lobby      ana",
        "...┌─────┐....",
        "...│ help│....",
        "...└─────┘....",
        "RECT      100%",
      ),
      canvas,
      panels: [{ column: 3, row: 1, columns: 7, rows: 3 }],
      decorations: [decoration(4, 1, "X"), decoration(12, 1, "Y")],
    }),
    [
      "lobby      ana",
      "╭──┌─────┐    ",
      "│ a│ help│  Y ",
      "╰──└─────┘    ",
      "RECT      100%",
    ],
  );
});

Deno.test("[R40] decorations are clipped to the canvas", () => {
  assertEquals(
    composed({
      chrome,
      canvas: { grid: picture("    ", "    "), column: 2, row: 1 },
      decorations: [
        decoration(0, 0, "a"),
        decoration(3, 1, "b"),
        decoration(-1, 0, "no"),
        decoration(4, 0, "n"),
        decoration(1, -1, "n"),
        decoration(1, 2, "n"),
        decoration(3, 0, "漢", 2),
        decoration(-1, 1, "漢", 2),
        decoration(1, 1, "字", 2),
      ],
    }),
    [
      "lobby      ana",
      "..a   ........",
      ".. 字b........",
      "..............",
      "RECT      100%",
    ],
  );
});

Deno.test("[R1] half a wide grapheme is blank, on both sides of every edge", () => {
  assertEquals(
    composed({
      chrome: picture("漢漢漢漢漢"),
      canvas: { grid: picture("字字"), column: 3, row: 0 },
      panels: [{ column: 4, row: 0, columns: 1, rows: 1 }],
    }),
    // Blank: the left half before the canvas, the halved 字 before the panel, the halved chrome in it.
    ["漢   字 漢"],
  );
});

Deno.test("[R1] whatever is laid over whatever, wide graphemes are whole", () => {
  const line = fc.array(fc.constantFrom("a", "漢", " ", "👍"), {
    minLength: 6,
    maxLength: 6,
  })
    .map((all) => all.join(""));
  const rect = fc.record({
    column: fc.integer({ min: -3, max: 14 }),
    row: fc.integer({ min: -1, max: 3 }),
    columns: fc.nat(8),
    rows: fc.nat(3),
  });
  fc.assert(fc.property(
    line,
    line,
    fc.integer({ min: -4, max: 14 }),
    fc.integer({ min: -2, max: 4 }),
    fc.array(rect, { maxLength: 3 }),
    fc.array(
      fc.record({
        column: fc.integer({ min: -2, max: 14 }),
        row: fc.integer({ min: -1, max: 3 }),
        wide: fc.boolean(),
      }),
    ),
    (below, above, column, row, panels, marks) => {
      const ground = picture(below, above, below);
      const target = new Grid(ground.columns, ground.rows);
      compose(target, {
        chrome: ground,
        canvas: { grid: picture(above, below), column, row },
        panels,
        decorations: marks.map((mark) =>
          decoration(
            mark.column,
            mark.row,
            mark.wide ? "字" : "x",
            mark.wide ? 2 : 1,
          )
        ),
      });
      target.glyphs.forEach((glyph, at) => {
        const wide = glyph !== CONTINUATION &&
          [0x6f22, 0x5b57, 0x1f44d].includes(glyph);
        const continues = at + 1 < target.glyphs.length &&
          (at + 1) % target.columns !== 0 &&
          target.glyphs[at + 1] === CONTINUATION;
        assertEquals(continues, wide);
      });
    },
  ));
});
