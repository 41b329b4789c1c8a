import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { resolved } from "../document/bindings.ts";
import { HEADS, sideSchema } from "../schema/properties.ts";
import type { Shape } from "../schema/shape.ts";
import { Canvas } from "./canvas.ts";
import { Grid } from "./grid.ts";
import { rasterize } from "./rasterize.ts";
import { Scene } from "./scene.ts";
import { targetsOf } from "./targets.ts";
import {
  cells,
  documentOf,
  round,
  shapeOf,
  type Sketch,
  through,
  withoutShapes,
  withShapes,
} from "./testing/picture.ts";
import { grown, type View, ZOOMS } from "./view.ts";

const IDS = ["a", "b", "c"] as const;
const place = fc.tuple(
  fc.integer({ min: -20, max: 40 }),
  fc.integer({ min: -12, max: 20 }),
  fc.integer({ min: 1, max: 24 }),
  fc.integer({ min: 1, max: 12 }),
);
const closed = fc.tuple(place, fc.boolean()).map(([at, isRound]): Sketch =>
  isRound
    ? { type: "ellipse", ...round(...at) }
    : { type: "rectangle", ...cells(...at) }
);
const end = fc.record({
  id: fc.constantFrom(...IDS),
  side: fc.constantFrom(...sideSchema.options),
  ratio: fc.constantFrom(0, 0.25, 0.5, 1),
});
const line = fc.record({
  route: fc.constantFrom(
    "elbow" as const,
    "elbow" as const,
    "straight" as const,
  ),
  stroke: fc.constantFrom("light" as const, "braille" as const),
  startHead: fc.constantFrom(...HEADS),
  start: end,
  end: fc.option(end),
}).map((line): Sketch => ({
  type: "arrow",
  ...through([3, 3], [9, 5]),
  ...line,
}));

const view = fc.record({
  column: fc.integer({ min: -30, max: 40 }),
  row: fc.integer({ min: -20, max: 20 }),
  zoom: fc.constantFrom(...ZOOMS),
});
const step = fc.tuple(
  fc.constantFrom(...IDS),
  closed,
  fc.constantFrom("draft" as const, "change" as const, "drop" as const),
);

/** What there is to be seen of all shapes, none left out for lying elsewhere. */
function truth(sketches: readonly Sketch[], view: View, size: Grid): Grid {
  const document = documentOf(sketches);
  const shapes = [...document.order]
    .map(({ id }) => document.shapes.get(id)!.shape);
  const shapeOf = (id: string) => document.shapes.get(id)?.shape;
  const { columns, rows } = size;
  const box = { column: view.column, row: view.row, columns, rows };
  const grid = new Grid(columns, rows);
  const placed = shapes.map((shape) => ({
    shape: resolved(document, shape),
    dim: false,
    targets: targetsOf(shape, shapeOf),
  }));
  rasterize(placed, grown(box, 1, 0), { zoom: view.zoom, charset: "unicode" })
    .copyTo(grid, box, view.column, view.row);
  return grid;
}

Deno.test("[R4] [R32] wherever bound lines go as their shapes change, what is drawn anew is all there is", () => {
  fc.assert(
    fc.property(
      fc.tuple(closed, closed, closed),
      fc.array(line, { minLength: 1, maxLength: 3 }),
      view,
      fc.array(step, { minLength: 1, maxLength: 5 }),
      (boxes, lines, view, steps) => {
        const sketches = [
          ...boxes.map((box, index) => ({ id: IDS[index]!, ...box })),
          ...lines,
        ];
        let document = documentOf(sketches);
        // The document keeps up with ends, so that only what they are tied to may differ.
        const settled = [...document.shapes.values()]
          .map(({ shape }) => resolved(document, shape));
        document = withShapes(document, settled);
        const scene = new Scene(document);
        const canvas = new Canvas({
          columns: 30,
          rows: 12,
          view,
          charset: "unicode",
        });
        canvas.setScene(scene);
        canvas.render();
        const now = [...sketches];
        const look = () => {
          canvas.render();
          const { glyphs } = truth(now, view, canvas.grid);
          assertEquals([...canvas.grid.glyphs], [...glyphs]);
        };
        look();
        for (const [id, box, what] of steps) {
          if (what === "drop" && now.length > boxes.length) {
            const { id } = shapeOf({ type: "text" }, now.length - 1);
            now.pop();
            document = withoutShapes(document, [id]);
            canvas.damage(scene.update(document, [id]));
            look();
            continue;
          }
          const index = IDS.indexOf(id);
          const before = now[index]!;
          now[index] = { id, ...box };
          const shape: Shape = shapeOf(now[index], index);
          if (what === "draft") {
            canvas.setDrafts([{ shape, dim: false }]);
            look();
            canvas.setDrafts([]);
            now[index] = before;
          } else {
            document = withShapes(document, [shape]);
            canvas.damage(scene.update(document, [id]));
          }
          look();
        }
      },
    ),
    { numRuns: 300 },
  );
});

Deno.test("[R10] the border heals that a deleted line reached into", () => {
  const line = (id: string, side: "top" | "bottom", ratio: number): Sketch => ({
    type: "line",
    ...through([4, 0], [4, side === "top" ? 0 : 14]),
    start: { id, side, ratio },
  });
  const document = documentOf([
    { id: "a", type: "rectangle", ...cells(0, 3, 9, 3) },
    { id: "b", type: "ellipse", ...round(12, 2, 16, 7) },
    line("a", "top", 0.5),
    { ...line("b", "bottom", 0.2), ...through([15, 14], [15, 12]) },
  ]);
  const view = { column: 0, row: 0, zoom: 100 } as const;
  const scene = new Scene(document);
  const canvas = new Canvas({
    columns: 30,
    rows: 14,
    view,
    charset: "unicode",
  });
  canvas.setScene(scene);
  canvas.render();
  const lines = [2, 3].map((index) => shapeOf({ type: "line" }, index).id);
  const without = withoutShapes(document, lines);
  canvas.damage(scene.update(without, lines));
  canvas.render();
  const rows = Array.from({ length: 14 }, (_, row) => canvas.grid.rowText(row));
  const healed = new Canvas({
    columns: 30,
    rows: 14,
    view,
    charset: "unicode",
  });
  healed.setScene(new Scene(without));
  healed.render();
  assertEquals(rows, rows.map((_, row) => healed.grid.rowText(row)));
});
