import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { sketch } from "./testing/arbitrary.ts";
import { Canvas } from "./canvas.ts";
import type { Grid } from "./grid.ts";
import {
  cells,
  documentOf,
  shapeOf,
  type Sketch,
  through,
  withoutShapes,
  withShapes,
} from "./testing/picture.ts";
import { Scene } from "./scene.ts";
import { type CellBox, type View, ZOOMS } from "./view.ts";

const VIEW: View = { column: 0, row: 0, zoom: 100 };
const SIZE = { columns: 40, rows: 14, charset: "unicode" as const };

function snapshot(grid: Grid) {
  return {
    glyphs: [...grid.glyphs],
    fg: [...grid.fg],
    bg: [...grid.bg],
    attributes: [...grid.attributes],
  };
}

const pan = fc.integer({ min: -9, max: 9 });
const step = fc.oneof(
  fc.tuple(fc.constant("put" as const), fc.nat({ max: 9 }), sketch),
  fc.tuple(fc.constant("delete" as const), fc.nat({ max: 9 })),
  fc.tuple(fc.constant("pan" as const), pan, pan),
  fc.tuple(fc.constant("zoom" as const), fc.constantFrom(...ZOOMS)),
  fc.tuple(fc.constant("draft" as const), fc.nat({ max: 12 }), sketch),
  fc.tuple(fc.constant("settle" as const)),
  fc.tuple(fc.constant("resize" as const), fc.integer({ min: 1, max: 50 })),
);
const steps = fc.array(
  fc.tuple(step, fc.boolean()),
  { minLength: 1, maxLength: 14 },
);

Deno.test("[R4] after any changes the canvas is as if drawn anew", () => {
  fc.assert(
    fc.property(
      fc.array(sketch, { maxLength: 6 }),
      steps,
      (sketches, steps) => {
        let document = documentOf(sketches);
        const scene = new Scene(document);
        const canvas = new Canvas({ ...SIZE, view: VIEW });
        canvas.setScene(scene);
        canvas.render();
        let before = snapshot(canvas.grid);
        let drafts: Parameters<Canvas["setDrafts"]>[0] = [];
        for (const [step, renders] of steps) {
          const { view, grid } = canvas;
          if (step[0] === "put") {
            const shape = shapeOf(step[2], step[1]);
            document = withShapes(document, [shape]);
            canvas.damage(scene.update(document, [shape.id]));
          } else if (step[0] === "delete") {
            const { id } = shapeOf({ type: "text" }, step[1]);
            if (!document.shapes.has(id)) continue;
            document = withoutShapes(document, [id]);
            canvas.damage(scene.update(document, [id]));
          } else if (step[0] === "pan") {
            canvas.setView({
              ...view,
              column: view.column + step[1],
              row: view.row + step[2],
            });
          } else if (step[0] === "zoom") {
            canvas.setView({ ...view, zoom: step[1] });
          } else if (step[0] === "draft") {
            const shape = shapeOf(step[2], step[1]);
            const hides = shapeOf({ type: "text" }, step[1] + 1).id;
            drafts = [{ shape, dim: step[1] % 2 === 0, hides }];
            canvas.setDrafts(drafts);
          } else if (step[0] === "settle") {
            drafts = [];
            canvas.setDrafts(drafts);
          } else canvas.resize(step[1], grid.rows);
          if (!renders) continue;

          const changed = canvas.render();
          const { columns, rows } = canvas.grid;
          const fresh = new Canvas({
            columns,
            rows,
            view: canvas.view,
            charset: "unicode",
          });
          fresh.setScene(new Scene(document));
          fresh.setDrafts(drafts);
          fresh.render();
          const after = snapshot(canvas.grid);
          assertEquals(after, snapshot(fresh.grid));
          if (canvas.grid === grid) assertTold(before, after, changed, columns);
          before = after;
        }
      },
    ),
    { numRuns: 120 },
  );
});

/** Is every cell that differs in one of the rectangles? */
function assertTold(
  before: ReturnType<typeof snapshot>,
  after: ReturnType<typeof snapshot>,
  changed: readonly CellBox[],
  columns: number,
): void {
  after.glyphs.forEach((_, at) => {
    const planes = ["glyphs", "fg", "bg", "attributes"] as const;
    if (planes.every((plane) => before[plane][at] === after[plane][at])) return;
    const x = at % columns, y = Math.floor(at / columns);
    assert(
      changed.some((box) =>
        x >= box.column && x < box.column + box.columns &&
        y >= box.row && y < box.row + box.rows
      ),
    );
  });
}

Deno.test("[R4] a change that halves wide characters draws their other halves, too", () => {
  const word = fc.record({
    column: fc.integer({ min: -2, max: 11 }),
    text: fc.constantFrom("x", "漢", "漢字", "x漢", "漢x"),
    fill: fc.constantFrom("none" as const, "blue" as const),
    color: fc.constantFrom("default" as const, "red" as const),
  }).map(({ column, ...style }): Sketch => ({
    type: "text",
    x: column * 8,
    y: 0,
    ...style,
  }));
  const many = fc.array(word, { minLength: 6, maxLength: 12 });
  const edit = fc.tuple(fc.nat({ max: 12 }), word, pan);
  fc.assert(
    fc.property(many, fc.array(edit, { maxLength: 8 }), (words, edits) => {
      let document = documentOf(words);
      const scene = new Scene(document);
      const size = { columns: 10, rows: 1, charset: "unicode" as const };
      const canvas = new Canvas({ ...size, view: VIEW });
      canvas.setScene(scene);
      canvas.render();
      for (const [at, word, column] of edits) {
        const shape = shapeOf(word, at);
        document = withShapes(document, [shape]);
        canvas.damage(scene.update(document, [shape.id]));
        if (column < 5) canvas.setView({ ...VIEW, column });
        canvas.render();
        const fresh = new Canvas({ ...size, view: canvas.view });
        fresh.setScene(scene);
        fresh.render();
        assertEquals(snapshot(canvas.grid), snapshot(fresh.grid));
      }
    }),
    { numRuns: 200 },
  );
});

Deno.test("[R4] bound ends are drawn anew where they are at the zoom", () => {
  const at = fc.tuple(
    fc.integer({ min: 0, max: 90 }),
    fc.integer({ min: 0, max: 90 }),
  );
  const side = fc.constantFrom("top", "right", "bottom", "left");
  const zoom = fc.constantFrom(...ZOOMS);
  fc.assert(
    fc.property(at, fc.array(at), side, zoom, (first, moves, side, zoom) => {
      const box = ([x, y]: readonly [number, number]): Sketch => ({
        id: "box",
        type: "rectangle",
        x,
        y,
        width: 45,
        height: 45,
      });
      const arrow: Sketch = {
        type: "arrow",
        ...through([9, 3], [9, 3]),
        end: { id: "box", side, ratio: 0.5 },
      };
      let document = documentOf([box(first), arrow]);
      const scene = new Scene(document);
      const options = { ...SIZE, view: { column: -3, row: -3, zoom } };
      const canvas = new Canvas(options);
      canvas.setScene(scene);
      canvas.render();
      for (const move of moves) {
        document = withShapes(document, [shapeOf(box(move))]);
        canvas.damage(scene.update(document, ["box"]));
        canvas.render();
        const fresh = new Canvas(options);
        fresh.setScene(scene);
        fresh.render();
        assertEquals(snapshot(canvas.grid), snapshot(fresh.grid));
      }
    }),
  );
});

/** Boxes over a plane, far apart from each other. */
function spread(count: number): Sketch[] {
  return Array.from({ length: count }, (_, at) => ({
    type: "rectangle",
    ...cells(at % 100 * 20, Math.floor(at / 100) * 10, 12, 5),
  }));
}

Deno.test("[R4] an edit draws what it touches, however much is in the room", () => {
  const work = [100, 5_000].map((count) => {
    let document = documentOf(spread(count));
    const scene = new Scene(document);
    const canvas = new Canvas({
      columns: 200,
      rows: 50,
      view: VIEW,
      charset: "unicode",
    });
    canvas.setScene(scene);
    canvas.render();
    const shape = shapeOf({ type: "rectangle", ...cells(2, 1, 12, 5) }, 0);
    document = withShapes(document, [shape]);
    canvas.damage(scene.update(document, [shape.id]));
    const changed = canvas.render();
    return { ...canvas.work, changed };
  });
  assertEquals(work[0], work[1]);
  // Old and new bounds, a column more on each side, and one around them to know what is halved.
  const { shapes, cells: drawn } = work[0]!;
  assert(
    shapes <= 2 && drawn <= 2 * 18 * 6,
    `${shapes} shapes, ${drawn} cells`,
  );
});

Deno.test("[R4] panning draws what comes into sight, and moves the rest", () => {
  const canvas = new Canvas({
    columns: 100,
    rows: 30,
    view: VIEW,
    charset: "unicode",
  });
  canvas.setScene(new Scene(documentOf(spread(500))));
  canvas.render();
  canvas.setView({ ...VIEW, column: 3 });
  assertEquals(canvas.render(), [{
    column: 0,
    row: 0,
    columns: 100,
    rows: 30,
  }]);
  assert(canvas.work.cells <= 30 * 7, `${canvas.work.cells} cells`);
});

Deno.test("[R4] nothing is drawn when nothing changed, or what did is out of sight", () => {
  let document = documentOf([{ type: "rectangle", ...cells(0, 0, 5, 3) }]);
  const scene = new Scene(document);
  const canvas = new Canvas({ ...SIZE, view: VIEW });
  canvas.setScene(scene);
  assertEquals(canvas.render().length, 1);
  assertEquals(canvas.render(), []);
  const far = shapeOf({ id: "far", type: "circle", x: 9_000, y: 9_000 });
  document = withShapes(document, [far]);
  canvas.damage(scene.update(document, ["far"]));
  assertEquals(canvas.render(), []);
  canvas.setDrafts([]);
  canvas.resize(40, 14);
  canvas.setView(VIEW);
  canvas.setCharset("unicode");
  assertEquals(canvas.render(), []);
});
