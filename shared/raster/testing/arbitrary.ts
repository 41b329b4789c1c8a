/**
 * Random drawings for tests.
 *
 * @module
 */

import fc from "fast-check";
import { COLOR_NAMES } from "../../schema/color.ts";
import { HEADS, sideSchema, STROKES } from "../../schema/properties.ts";
import { cells, idOf, round, type Sketch } from "./picture.ts";

const column = fc.integer({ min: -30, max: 50 });
const row = fc.integer({ min: -15, max: 25 });
const columns = fc.integer({ min: 1, max: 30 });
const rows = fc.integer({ min: 1, max: 14 });
const box = fc.tuple(column, row, columns, rows);
const off = fc.integer({ min: -12, max: 12 });
// Centres of cells, but moved off them a little.
const point = fc.tuple(column, row, off, off).map(([x, y, dx, dy]) =>
  [x * 8 + 4 + dx / 4, y * 16 + 8 + dy / 2] as const
);
const points = fc.array(point, { minLength: 2, maxLength: 4 }).map((all) => ({
  x: all[0]![0],
  y: all[0]![1],
  points: all.map(([x, y]): [number, number] => [
    x - all[0]![0],
    y - all[0]![1],
  ]),
}));
// The ids that documents in tests have; a line whose target is not there, or not closed, is free.
const binding = fc.option(fc.record({
  id: fc.nat({ max: 6 }).map((index) => idOf(index)),
  side: fc.constantFrom(...sideSchema.options),
  ratio: fc.constantFrom(0, 0.25, 0.5, 1),
}));
const heads = fc.constantFrom(...HEADS);
const route = fc.constantFrom("straight" as const, "elbow" as const);
const words = fc.string({
  unit: fc.constantFrom("a", "b", " ", "漢", "é", "👩‍🚀", "\n", "e\u0301"),
  maxLength: 16,
});

/** Geometry and text of any kind. */
export const geometry: fc.Arbitrary<Sketch> = fc.oneof(
  fc.tuple(box, words).map(([at, text]): Sketch => ({
    type: "rectangle",
    ...cells(...at),
    text,
  })),
  fc.tuple(box, words).map(([at, text]): Sketch => ({
    type: "ellipse",
    ...round(...at),
    text,
  })),
  box.map((at): Sketch => ({ type: "diamond", ...cells(...at) })),
  // Smaller than a cell: rounding may take it out of its box.
  point.map(([x, y]): Sketch => ({
    type: "rectangle",
    x,
    y,
    width: 1,
    height: 1,
  })),
  fc.tuple(points, binding, binding, heads, route, words).map((
    [path, start, end, startHead, route, text],
  ): Sketch => ({
    type: "arrow",
    ...path,
    route,
    startHead,
    start,
    end,
    text,
  })),
  fc.tuple(point, fc.integer({ min: 3, max: 90 })).map((
    [[x, y], radius],
  ): Sketch => ({ type: "circle", x, y, radius })),
  points.map((path): Sketch => ({ type: "line", ...path })),
  fc.tuple(points, route).map(
    ([path, route]): Sketch => ({ type: "arrow", ...path, route }),
  ),
  points.map((path): Sketch => ({ type: "pencil", ...path })),
  fc.tuple(point, words).map(([[x, y], text]): Sketch => ({
    type: "text",
    x,
    y,
    text,
  })),
);

/** Any shape, in any style. */
export const sketch: fc.Arbitrary<Sketch> = fc.tuple(
  geometry,
  fc.record({
    stroke: fc.constantFrom(...STROKES),
    color: fc.constantFrom("default" as const, ...COLOR_NAMES, "#12ab9f"),
    fill: fc.constantFrom("none", "none", "none", ".", " ", "blue", "#000000"),
    cross: fc.constantFrom("join" as const, "join" as const, "over" as const),
  }),
).map(([shape, style]) => ({ ...shape, ...style }));

/** Strokes of one style: nothing in them is text, a fill, or hides what it crosses. */
export const outline: fc.Arbitrary<Sketch> = geometry
  .filter(({ type }) => type !== "text")
  .map((shape) => {
    const bare = shape.text !== undefined ? { ...shape, text: "" } : shape;
    // What a line is bound to would depend on the order, by its id.
    return "points" in bare && bare.type !== "pencil"
      ? { ...bare, start: null, end: null }
      : bare;
  });
