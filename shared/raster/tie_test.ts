import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { sideSchema } from "../schema/properties.ts";
import type { ClosedShape, PathShape } from "../schema/shape.ts";
import { ARM_GLYPHS } from "./arm_glyphs.ts";
import { SIDE } from "./arms.ts";
import { graphemeOf } from "./grid.ts";
import { Scene } from "./scene.ts";
import {
  cells,
  documentOf,
  pictureOf,
  round,
  shapeOf,
  type Sketch,
  through,
} from "./testing/picture.ts";
import { renderGrid } from "./text_output.ts";
import { tiesOf } from "./tie.ts";
import { cellsSeen, ZOOMS } from "./view.ts";

/** The arms of a light glyph, as sides. */
function armsOf(glyph: string): number {
  for (const [vertical, row] of ARM_GLYPHS.entries()) {
    const horizontal = [...row].indexOf(glyph);
    if (horizontal < 0) continue;
    return (vertical % 3 && SIDE.up) | (Math.floor(vertical / 3) && SIDE.down) |
      (horizontal % 3 && SIDE.left) |
      (Math.floor(horizontal / 3) && SIDE.right);
  }
  return 0;
}

const place = fc.tuple(
  fc.integer({ min: -9, max: 9 }),
  fc.integer({ min: -9, max: 9 }),
  fc.integer({ min: 3, max: 40 }),
  fc.integer({ min: 3, max: 20 }),
);
const target = fc.oneof(
  place.map((at): Sketch => ({ type: "rectangle", ...cells(...at) })),
  place.map((at): Sketch => ({ type: "ellipse", ...round(...at) })),
  place.map(([column, row, , rows]): Sketch => ({
    type: "circle",
    x: column * 8,
    y: row * 16,
    radius: rows * 8,
  })),
);
const opposite: Readonly<Record<number, number>> = {
  [SIDE.up]: SIDE.down,
  [SIDE.down]: SIDE.up,
  [SIDE.left]: SIDE.right,
  [SIDE.right]: SIDE.left,
};

Deno.test("[R32] a bound end without a head reaches the border, at every side and zoom, leaving no gap", () => {
  const ratio = fc.integer({ min: 0, max: 20 }).map((value) => value / 20);
  fc.assert(
    fc.property(
      target,
      fc.constantFrom(...sideSchema.options),
      ratio,
      fc.constantFrom(...ZOOMS),
      fc.constantFrom("straight" as const, "elbow" as const),
      fc.boolean(),
      (sketch, side, ratio, zoom, route, below) => {
        const away = {
          top: [0, -90],
          right: [180, 0],
          bottom: [0, 90],
          left: [-180, 0],
        };
        const [columns, rows] = away[side];
        const line: Sketch = {
          id: "line",
          type: "line",
          ...through([0, 0], [columns!, rows!]),
          route,
          start: { id: "target", side, ratio },
          z: below ? "a0" : "a2",
        };
        const scene = new Scene(
          documentOf([{ id: "target", z: "a1", ...sketch }, line]),
        );
        const lens = { zoom, charset: "unicode" } as const;
        const shape = scene.get("line") as PathShape;
        const tie = tiesOf(shape, scene.targetsOf("line"), lens).start!;
        fc.pre(tie.joins);
        const region = cellsSeen(scene.boxOf("line")!, zoom);
        const grid = renderGrid(scene, region, zoom, "unicode");
        const glyphAt = ({ column, row }: { column: number; row: number }) =>
          graphemeOf(
            grid.glyphs[
              (row - region.row) * region.columns + column - region.column
            ]!,
          );
        const inward = tie.inward.side;
        assert(
          armsOf(glyphAt(tie.border)) & opposite[inward]!,
          glyphAt(tie.border),
        );
        const touch = glyphAt(tie.touch);
        // A straight line may come in as a slope.
        assert("╱╲╳".includes(touch) || armsOf(touch) & inward, touch);
      },
    ),
    { numRuns: 300 },
  );
});

Deno.test("[R13] a bound line looks the same below and above what it is bound to", () => {
  const ratio = fc.integer({ min: 0, max: 20 }).map((value) => value / 20);
  const side = fc.constantFrom(...sideSchema.options);
  const ends = fc.tuple(side, ratio, side, ratio);
  const zoom = fc.constantFrom(...ZOOMS);
  const charset = fc.constantFrom("unicode" as const, "ascii" as const);
  fc.assert(fc.property(
    target,
    target,
    ends,
    zoom,
    charset,
    (a, b, [startSide, startRatio, endSide, endRatio], zoom, charset) => {
      // Of one style: elsewhere the uppermost's weight counts.
      const style = { stroke: "light", z: "a1" } as const;
      const line = (z: string): Sketch => ({
        type: "line",
        stroke: "light",
        ...through([0, 0], [1, 1]),
        route: "elbow",
        start: { id: "a", side: startSide, ratio: startRatio },
        end: { id: "b", side: endSide, ratio: endRatio },
        z,
      });
      const look = (z: string) =>
        pictureOf([
          { ...a, ...style, id: "a" },
          { ...b, ...style, id: "b" },
          line(z),
        ], {
          view: { column: -60, row: -60, zoom },
          columns: 160,
          rows: 120,
          charset,
        });
      assertEquals(look("a0"), look("a2"));
    },
  ));
});

Deno.test("[R4] what is known of a bound line is known as long as nothing changes", () => {
  const box: Sketch = { id: "box", type: "rectangle", ...cells(0, 0, 8, 4) };
  const scene = new Scene(documentOf([box, {
    id: "line",
    type: "line",
    ...through([0, 0], [20, 9]),
    start: { id: "box", side: "right", ratio: 0.5 },
  }]));
  const shape = scene.get("line") as PathShape;
  const borderOf = (sketch: Sketch, zoom: 50 | 100) => {
    const targets = { start: shapeOf(sketch) as ClosedShape, end: null };
    const ties = () => tiesOf(shape, targets, { zoom, charset: "unicode" });
    assert(ties() === ties());
    return ties().start!.border;
  };
  assertEquals(borderOf(box, 100), { column: 7, row: 2 });
  assertEquals(borderOf({ ...box, width: 32 }, 100), { column: 3, row: 2 });
  assertEquals(borderOf({ ...box, width: 32 }, 50), { column: 1, row: 1 });
});
