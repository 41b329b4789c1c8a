import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { sketch } from "./testing/arbitrary.ts";
import { EMPTY_DOCUMENT } from "../document/document.ts";
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
import { centreOfCell } from "./view.ts";

const ids = (shapes: readonly { id: string }[]) => shapes.map(({ id }) => id);
const EVERYWHERE = { x: -1e6, y: -1e6, width: 2e6, height: 2e6 };

Deno.test("[R3] a query gives what meets the box, from back to front", () => {
  const scene = new Scene(documentOf([
    { id: "c", type: "rectangle", ...cells(0, 0, 4, 4), z: "a2" },
    { id: "a", type: "rectangle", ...cells(2, 2, 4, 4), z: "a1" },
    { id: "b", type: "rectangle", ...cells(1, 1, 4, 4), z: "a2" },
    { id: "far", type: "rectangle", ...cells(90, 9, 4, 4), z: "a0" },
  ]));
  assertEquals(ids(scene.query({ x: 20, y: 40, width: 1, height: 1 })), [
    "a",
    "b",
    "c",
  ]);
  assertEquals(ids(scene.query(EVERYWHERE)), ["far", "a", "b", "c"]);
  assertEquals(scene.size, 4);
});

const step = fc.oneof(
  fc.tuple(fc.constant("put"), fc.nat({ max: 7 }), sketch),
  fc.tuple(fc.constant("delete"), fc.nat({ max: 7 }), sketch),
);

Deno.test("[R4] a scene that follows changes is as one made anew", () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 20 }),
      fc.boolean(),
      (steps, told) => {
        let document = EMPTY_DOCUMENT;
        const scene = new Scene(document);
        for (const [what, at, sketch] of steps) {
          const shape = shapeOf(sketch, at);
          if (what === "put") document = withShapes(document, [shape]);
          else if (document.shapes.has(shape.id)) {
            document = withoutShapes(document, [shape.id]);
          }
          scene.update(document, told ? [shape.id] : undefined);
        }
        const fresh = new Scene(document);
        assertEquals(scene.query(EVERYWHERE), fresh.query(EVERYWHERE));
        assertEquals(scene.contentBox(), fresh.contentBox());
      },
    ),
  );
});

Deno.test("[R4] an update tells where things look different: old and new bounds", () => {
  const document = documentOf([
    { id: "a", type: "rectangle", ...cells(0, 0, 4, 4) },
    { id: "b", type: "rectangle", ...cells(9, 0, 4, 4) },
  ]);
  const scene = new Scene(document);
  assertEquals(scene.update(document), []);
  const moved = shapeOf({ id: "a", type: "rectangle", ...cells(1, 0, 4, 4) });
  const next = withShapes(document, [moved]);
  const expected = [cells(0, 0, 4, 4), cells(1, 0, 4, 4)];
  assertEquals(scene.update(next, ["a"]), expected);
  assertEquals(scene.update(next, ["a"]), []);
  assertEquals(scene.update(withoutShapes(next, ["b"])), [cells(9, 0, 4, 4)]);
  assertEquals(scene.get("b"), undefined);
});

Deno.test("[R32] a bound line changes with its target, the border included", () => {
  const target: Sketch = { id: "box", type: "rectangle", ...cells(0, 0, 4, 3) };
  const document = documentOf([target, {
    id: "line",
    type: "line",
    ...through([20, 1], [9, 9]),
    end: { id: "box", side: "right", ratio: 0.5 },
  }]);
  const scene = new Scene(document);
  const before = scene.boxOf("line")!;
  assertEquals([before.x, before.width], [28, 136]);
  const moved = shapeOf({ ...target, x: 16 });
  const damage = scene.update(withShapes(document, [moved]), ["box"]);
  const after = scene.boxOf("line")!;
  assertEquals([after.x, after.width], [44, 120]);
  assert(damage.includes(before) && damage.includes(after));
});

Deno.test("[R2] a hit is the topmost outline, label or fill; else the topmost inside", () => {
  const scene = new Scene(documentOf([
    { id: "filled", type: "rectangle", ...cells(0, 0, 20, 8), fill: "." },
    { id: "open", type: "rectangle", ...cells(2, 1, 16, 6), text: "label" },
    { id: "inner", type: "circle", x: 56, y: 64, radius: 20 },
    { id: "line", type: "line", ...through([30, 0], [40, 5]) },
    { id: "outer", type: "ellipse", x: 240, y: 200, radiusX: 80, radiusY: 80 },
    { id: "word", type: "text", x: 8 * 50, y: 0, text: "漢字" },
  ]));
  const at = (column: number, row: number) =>
    scene.hitTest(centreOfCell(column, row, 100), 100)?.id ?? null;
  const cases: [column: number, row: number, hit: string | null][] = [
    [0, 0, "filled"],
    [1, 3, "filled"],
    [2, 1, "open"],
    // Inside of a shape that has no fill, what is drawn below it is hit.
    [3, 2, "filled"],
    [11, 3, "open"],
    [9, 3, "inner"],
    [35, 2, "line"],
    [36, 2, null],
    [30, 12, "outer"],
    // A corner of the box around an ellipse is outside of it.
    [20, 8, null],
    [50, 0, "word"],
    [53, 0, "word"],
    [54, 0, null],
    [70, 0, null],
  ];
  for (const [column, row, hit] of cases) {
    assertEquals(at(column, row), hit, `${column},${row}`);
  }
  const where = ({ id }: { id: string }) => id !== "filled";
  const inside = scene.hitTest(centreOfCell(3, 2, 100), 100, { where });
  assertEquals(inside?.id, "open");
});

Deno.test("[R2] a hit follows the zoom", () => {
  const scene = new Scene(documentOf([
    { id: "box", type: "diamond", ...cells(0, 0, 40, 20) },
  ]));
  for (const zoom of [25, 50, 100, 200] as const) {
    const middle = { x: 160, y: 160 };
    assertEquals(scene.hitTest(middle, zoom)?.id, "box", `${zoom}`);
    assertEquals(scene.hitTest({ x: 20, y: 20 }, zoom), null, `${zoom}`);
  }
});
