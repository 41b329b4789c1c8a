import { assertEquals } from "@std/assert";
import { resolved } from "../document/bindings.ts";
import { EMPTY_DOCUMENT } from "../document/document.ts";
import type { Shape } from "../schema/shape.ts";
import { Canvas } from "./canvas.ts";
import { ATTRIBUTE } from "./grid.ts";
import { Scene } from "./scene.ts";
import {
  cells,
  shapeOf,
  through,
  withoutShapes,
  withShapes,
} from "./testing/picture.ts";

const SIZE = { columns: 40, rows: 14, charset: "unicode" } as const;
const VIEW = { column: 0, row: 0, zoom: 100 } as const;

/** The rows of a canvas, after it was drawn. */
function rowsOf(canvas: Canvas, rows: number): string[] {
  canvas.render();
  return Array.from(
    { length: rows },
    (_, row) => canvas.grid.rowText(row).trimEnd(),
  );
}

Deno.test("[R10] a draft stands in the place of its shape, at its height", () => {
  const front = shapeOf(
    { type: "rectangle", ...cells(2, 1, 6, 3), fill: "." },
    1,
  );
  const back = shapeOf({ type: "rectangle", ...cells(0, 0, 5, 3) }, 0);
  const document = withShapes(EMPTY_DOCUMENT, [back, front]);
  const canvas = new Canvas({ ...SIZE, view: VIEW });
  canvas.setScene(new Scene(document));
  const before = ["┌───┐", "│ ┌─┴──┐", "└─┤....│", "  └────┘", ""];
  assertEquals(rowsOf(canvas, 5), before);
  const moved = { ...back, ...cells(5, 2, 6, 3) } as typeof back;
  canvas.setDrafts([{ shape: moved, dim: true }]);
  assertEquals(rowsOf(canvas, 5), [
    "",
    "  ┌────┐",
    "  │....├──┐",
    "  └──┬─┘  │",
    "     └────┘",
  ]);
  assertEquals(canvas.grid.attributes[2 * 40 + 9], ATTRIBUTE.dim);
  assertEquals(canvas.grid.attributes[2 * 40 + 3], 0);
  canvas.setDrafts([]);
  assertEquals(rowsOf(canvas, 5), before);
});

Deno.test("[R32] lines that are bound to a draft's shape follow it", () => {
  const box = shapeOf(
    { id: "box", type: "rectangle", ...cells(0, 0, 4, 3) },
    0,
  );
  const arrow = shapeOf({
    type: "arrow",
    ...through([10, 1], [5, 1]),
    end: { id: "box", side: "right", ratio: 0.5 },
  }, 1);
  const canvas = new Canvas({ ...SIZE, view: VIEW });
  canvas.setScene(new Scene(withShapes(EMPTY_DOCUMENT, [box, arrow])));
  assertEquals(rowsOf(canvas, 3), ["┌──┐", "│  │◄──────", "└──┘"]);
  const moved = { ...box, x: 24 } as typeof box;
  canvas.setDrafts([{ shape: moved, dim: false }]);
  assertEquals(rowsOf(canvas, 3), ["   ┌──┐", "   │  │◄───", "   └──┘"]);
  canvas.setDrafts([]);
  assertEquals(rowsOf(canvas, 3), ["┌──┐", "│  │◄──────", "└──┘"]);
});

Deno.test("[R32] a route goes around a draft's shape, even where its ends stay", () => {
  const box = shapeOf(
    { id: "box", type: "rectangle", ...cells(0, 3, 6, 3) },
    0,
  );
  const loop = shapeOf({
    type: "arrow",
    ...through([0, 0], [1, 1]),
    route: "elbow",
    start: { id: "box", side: "left", ratio: 0 },
    end: { id: "box", side: "top", ratio: 0 },
  }, 1);
  const free = shapeOf({
    type: "line",
    ...through([9, 0], [0, 0]),
    route: "elbow",
    end: { id: "box", side: "bottom", ratio: 0 },
  }, 2);
  const canvas = new Canvas({
    ...SIZE,
    view: { ...VIEW, column: -3 },
  });
  const document = withShapes(EMPTY_DOCUMENT, [box, loop, free]);
  // As they are stored, the ends are where the box has them.
  const settled = [loop, free].map((line) => resolved(document, line));
  canvas.setScene(new Scene(withShapes(document, settled)));
  const before = [
    "            │",
    " ┌─┐        │",
    " │ ▾        │",
    " └─┬────┐   │",
    "   │    │   │",
    "   ├────┘   │",
    "   │        │",
    "   └────────┘",
  ];
  assertEquals(rowsOf(canvas, 8), before);
  canvas.setDrafts([{ shape: { ...box, width: 60 } as Shape, dim: false }]);
  canvas.render();
  canvas.setDrafts([{ shape: { ...box, width: 96 } as Shape, dim: false }]);
  assertEquals(rowsOf(canvas, 8), [
    "            │",
    " ┌─┬────────┘",
    " │ ▾",
    " ├─┬──────────┐",
    " │ │          │",
    " │ ├──────────┘",
    " │ │",
    " └─┘",
  ]);
  canvas.setDrafts([]);
  assertEquals(rowsOf(canvas, 8), before);
});

Deno.test("[R10] a draft of what is not in the room is in front, and may hide a shape", () => {
  const box = shapeOf({ id: "a", type: "rectangle", ...cells(0, 0, 4, 3) }, 9);
  const canvas = new Canvas({ ...SIZE, view: VIEW });
  canvas.setScene(new Scene(withShapes(EMPTY_DOCUMENT, [box])));
  const line = shapeOf({
    id: "new",
    type: "line",
    ...through([0, 1], [6, 1]),
    cross: "over",
  }, 0);
  canvas.setDrafts([{ shape: line, dim: false }]);
  assertEquals(rowsOf(canvas, 3), ["┌──┐", "───────", "└──┘"]);
  canvas.setDrafts([{ shape: line, dim: false, hides: "a" }]);
  assertEquals(rowsOf(canvas, 3), ["", "───────", ""]);
  canvas.setDrafts([]);
  assertEquals(rowsOf(canvas, 3), ["┌──┐", "│  │", "└──┘"]);
});

Deno.test("[R3] a draft goes to the front when its shape is deleted under it", () => {
  const back = shapeOf({ id: "a", type: "rectangle", ...cells(0, 0, 4, 3) }, 0);
  const front = shapeOf({
    id: "b",
    type: "rectangle",
    ...cells(2, 0, 4, 3),
    fill: ".",
  }, 1);
  let document = withShapes(EMPTY_DOCUMENT, [back, front]);
  const scene = new Scene(document);
  const canvas = new Canvas({ ...SIZE, view: VIEW });
  canvas.setScene(scene);
  const draft = { ...back, cross: "over" } as typeof back;
  canvas.setDrafts([{ shape: draft, dim: false }]);
  assertEquals(rowsOf(canvas, 3), ["┌─┬──┐", "│ │..│", "└─┴──┘"]);
  document = withoutShapes(document, ["a"]);
  canvas.damage(scene.update(document, ["a"]));
  assertEquals(rowsOf(canvas, 3), ["┌──┐─┐", "│ ││.│", "└──┘─┘"]);
});
