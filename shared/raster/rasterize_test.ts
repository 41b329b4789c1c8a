import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { STROKES } from "../schema/properties.ts";
import { outline, sketch } from "./testing/arbitrary.ts";
import { BLANK, CONTINUATION, type Grid } from "./grid.ts";
import {
  documentOf,
  pictureOf,
  shapeOf,
  withoutShapes,
  withShapes,
} from "./testing/picture.ts";
import { EMPTY_DOCUMENT } from "../document/document.ts";
import { Scene } from "./scene.ts";
import { renderGrid } from "./text_output.ts";
import { type CellBox, ZOOMS } from "./view.ts";

const WORLD: CellBox = { column: -70, row: -40, columns: 200, rows: 120 };
const charset = fc.constantFrom("unicode" as const, "ascii" as const);
const zoom = fc.constantFrom(...ZOOMS);

/** The cells of a part of a grid, each as text; a halved wide grapheme is a blank. */
function crop(
  grid: Grid,
  column: number,
  row: number,
  columns: number,
  rows: number,
) {
  const out: string[] = [];
  for (let y = row; y < row + rows; y++) {
    for (let x = column; x < column + columns; x++) {
      const at = y * grid.columns + x;
      const halved = x === column && grid.glyphs[at] === CONTINUATION ||
        x === column + columns - 1 && grid.glyphs[at + 1] === CONTINUATION;
      out.push([
        halved ? BLANK : grid.glyphs[at],
        grid.fg[at],
        grid.bg[at],
        grid.attributes[at],
      ].join());
    }
  }
  return out;
}

Deno.test("[R2] a viewport shows the same as that crop of the whole room", () => {
  const part = fc.record({
    column: fc.integer({ min: -40, max: 60 }),
    row: fc.integer({ min: -25, max: 30 }),
    columns: fc.integer({ min: 1, max: 30 }),
    rows: fc.integer({ min: 1, max: 12 }),
  });
  fc.assert(
    fc.property(
      fc.array(sketch, { maxLength: 8 }),
      part,
      zoom,
      charset,
      (sketches, part, zoom, charset) => {
        const scene = new Scene(documentOf(sketches));
        const whole = renderGrid(scene, WORLD, zoom, charset);
        const seen = renderGrid(scene, part, zoom, charset);
        const { columns, rows } = part;
        assertEquals(
          crop(seen, 0, 0, columns, rows),
          crop(
            whole,
            part.column - WORLD.column,
            part.row - WORLD.row,
            columns,
            rows,
          ),
        );
      },
    ),
    { numRuns: 150 },
  );
});

Deno.test("[R2] a row or a column by itself shows the same as in the whole", () => {
  const scenes = fc.array(sketch, { minLength: 1, maxLength: 4 })
    .map((sketches) => new Scene(documentOf(sketches)));
  fc.assert(
    fc.property(scenes, zoom, (scene, zoom) => {
      const region = { column: -12, row: -8, columns: 40, rows: 20 };
      const { column, row, columns, rows } = region;
      const whole = renderGrid(scene, region, zoom, "unicode");
      for (let y = 0; y < rows; y++) {
        const strip = { column, row: row + y, columns, rows: 1 };
        const seen = renderGrid(scene, strip, zoom, "unicode");
        assertEquals(
          crop(seen, 0, 0, columns, 1),
          crop(whole, 0, y, columns, 1),
        );
      }
      // The outermost columns of the whole are halved differently.
      for (let x = 1; x < columns - 1; x++) {
        const strip = { column: column + x, row, columns: 1, rows };
        const seen = renderGrid(scene, strip, zoom, "unicode");
        assertEquals(crop(seen, 0, 0, 1, rows), crop(whole, x, 0, 1, rows));
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("[R3] the order in which a document was built does not matter", () => {
  fc.assert(
    fc.property(
      fc.array(sketch, { maxLength: 8 }).chain((sketches) => {
        const shapes = sketches.map(shapeOf);
        return fc.tuple(
          fc.constant(shapes),
          fc.shuffledSubarray(shapes, { minLength: shapes.length }),
        );
      }),
      ([shapes, shuffled]) => {
        assertEquals(
          pictureOf(withShapes(EMPTY_DOCUMENT, shuffled), { color: true }),
          pictureOf(withShapes(EMPTY_DOCUMENT, shapes), { color: true }),
        );
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("[R13] shapes of one style look the same in any stacking order", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...STROKES),
      fc.array(outline, { maxLength: 8 }).chain((sketches) =>
        fc.tuple(
          fc.constant(sketches),
          fc.shuffledSubarray(sketches, { minLength: sketches.length }),
        )
      ),
      (stroke, [sketches, shuffled]) => {
        // The head of a braille arrow is no braille: there the upper shape has the cell.
        const headless = { startHead: "none", endHead: "none" } as const;
        const styled = (all: typeof sketches) =>
          pictureOf(all.map((one) => ({
            ...one,
            stroke,
            ...(stroke === "braille" &&
                (one.type === "arrow" || one.type === "line")
              ? headless
              : {}),
          })));
        assertEquals(styled(shuffled), styled(sketches));
      },
    ),
    { numRuns: 150 },
  );
});

Deno.test("[R13] a shape that is added and removed leaves the exact cells", () => {
  fc.assert(
    fc.property(
      fc.array(sketch, { maxLength: 6 }),
      sketch,
      fc.nat({ max: 6 }),
      (sketches, extra, at) => {
        const document = documentOf(sketches);
        const z = `a${String(at).padStart(6, "0")}x`;
        const shape = shapeOf({ id: "extra", ...extra, z });
        const without = withoutShapes(withShapes(document, [shape]), ["extra"]);
        assertEquals(
          pictureOf(without, { color: true }),
          pictureOf(document, { color: true }),
        );
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("[R5] a viewer of ASCII gets bytes 0x20 to 0x7E only", () => {
  fc.assert(
    fc.property(fc.array(sketch, { maxLength: 8 }), zoom, (sketches, zoom) => {
      const grid = renderGrid(
        new Scene(documentOf(sketches)),
        WORLD,
        zoom,
        "ascii",
      );
      for (const glyph of grid.glyphs) {
        if (glyph < 0x20 || glyph > 0x7e) {
          throw new Error(`glyph ${glyph.toString(16)} at zoom ${zoom}`);
        }
      }
    }),
    { numRuns: 60 },
  );
});
