/**
 * Drawings in tests: from shapes to a picture that one can read.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import {
  type Document,
  EMPTY_DOCUMENT,
  type ShapeRecord,
} from "../../document/document.ts";
import { reindexBindings } from "../../document/bindings.ts";
import {
  completeShape,
  type Shape,
  type ShapeInput,
} from "../../schema/shape.ts";
import { CELL_HEIGHT, CELL_WIDTH } from "../../schema/units.ts";
import { renderText, type TextOptions } from "../text_output.ts";

/** What a test says of a shape; the rest is as its kind has it. */
export type Sketch = Omit<ShapeInput, "id"> & { id?: string; z?: string };

/** The id of the shape at a place of a drawing, where it has none of its own. */
export function idOf(index: number): string {
  return `s${String(index).padStart(6, "0")}`;
}

/** A whole shape, as the server would have it. */
export function shapeOf(sketch: Sketch, index = 0): Shape {
  const { z, ...input } = sketch;
  return {
    ...completeShape({ id: idOf(index), ...input }),
    z: z ?? `a${String(index).padStart(6, "0")}`,
    version: 1,
    seq: 1,
    createdBy: "u_test",
    updatedBy: "u_test",
    createdAt: 0,
    updatedAt: 0,
  } as Shape;
}

/** A document of these shapes, the last in front. */
export function documentOf(sketches: readonly Sketch[]): Document {
  return withShapes(EMPTY_DOCUMENT, sketches.map(shapeOf));
}

/** A document in which these shapes were added or replaced. */
export function withShapes(
  document: Document,
  shapes: readonly Shape[],
): Document {
  let { bound, order } = document;
  const records = document.shapes.withMutations((records) => {
    for (const shape of shapes) {
      const before = records.get(shape.id)?.shape ?? null;
      if (before !== null) order = order.without(before.id, before.z);
      order = order.with(shape.id, shape.z);
      bound = reindexBindings(bound, before, shape);
      // Of a record only the shape is drawn.
      records.set(shape.id, { shape } as ShapeRecord);
    }
  });
  return { ...document, shapes: records, bound, order };
}

/** A document without these shapes. */
export function withoutShapes(
  document: Document,
  ids: readonly string[],
): Document {
  let { bound, order, shapes } = document;
  for (const id of ids) {
    const { shape } = shapes.get(id)!;
    order = order.without(id, shape.z);
    bound = reindexBindings(bound, shape, null);
    shapes = shapes.delete(id);
  }
  return { ...document, shapes, bound, order };
}

/** Geometry in cells at 100 %: a box from a cell, so many columns and rows large. */
export function cells(
  column: number,
  row: number,
  columns: number,
  rows: number,
): { x: number; y: number; width: number; height: number } {
  return {
    x: column * CELL_WIDTH,
    y: row * CELL_HEIGHT,
    width: columns * CELL_WIDTH,
    height: rows * CELL_HEIGHT,
  };
}

/** Centre and radii of an ellipse that covers these cells at 100 %. */
export function round(
  column: number,
  row: number,
  columns: number,
  rows: number,
): { x: number; y: number; radiusX: number; radiusY: number } {
  const { x, y, width, height } = cells(column, row, columns, rows);
  return {
    x: x + width / 2,
    y: y + height / 2,
    radiusX: width / 2,
    radiusY: height / 2,
  };
}

/** A path through the centres of cells at 100 %. */
export function through(
  ...corners: readonly (readonly [column: number, row: number])[]
): { x: number; y: number; points: [number, number][] } {
  const [column, row] = corners[0]!;
  return {
    x: (column + 0.5) * CELL_WIDTH,
    y: (row + 0.5) * CELL_HEIGHT,
    points: corners.map(([toColumn, toRow]) => [
      (toColumn - column) * CELL_WIDTH,
      (toRow - row) * CELL_HEIGHT,
    ]),
  };
}

/** What shapes look like, without a line end after the last line. */
export function pictureOf(
  drawing: readonly Sketch[] | Document,
  options: TextOptions = {},
): string {
  const document = "shapes" in drawing ? drawing : documentOf(drawing);
  return renderText(document, options).replace(/\n$/, "");
}

/**
 * Asserts what shapes look like.
 *
 * @param expected the picture as a template: its first and last line are not part of it, and
 * the indentation that all lines have in common is taken away.
 */
export function assertPicture(
  drawing: readonly Sketch[] | Document,
  expected: string,
  options: TextOptions = {},
): void {
  const lines = expected.split("\n").slice(1, -1).map((line) => line.trimEnd());
  const indents = lines.filter((line) => line !== "")
    .map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  const wanted = lines.map((line) => line.slice(indent)).join("\n");
  const actual = pictureOf(drawing, options);
  assertEquals(
    actual,
    wanted,
    `\nit looks like\n${actual}\nnot like\n${wanted}`,
  );
}
