/**
 * Shapes as a document, to be drawn.
 *
 * @module
 */

import type { Document } from "../document/document.ts";
import { DocumentBuilder } from "../document/document_builder.ts";
import { fromShapes, recordOf } from "../document/snapshot.ts";
import { chunked } from "./steps.ts";
import { completeShape, type Shape, type ShapeInput } from "../schema/shape.ts";

/** A document of shapes that have their places in the order. */
export function documentOf(shapes: readonly Shape[]): Document {
  return fromShapes(shapes, 0);
}

/** The same, a part of the shapes at a time. */
export function* documentInSteps(
  shapes: readonly Shape[],
): Generator<"", Document> {
  const builder = new DocumentBuilder();
  for (const some of chunked(shapes)) {
    builder.add(some.map(recordOf), []);
    yield "";
  }
  return builder.document(0);
}

/**
 * Shapes that were read, as a room would have them: stacked in the order given. What only a
 * server knows of them is blank.
 */
export function asDrawn(inputs: readonly ShapeInput[]): Shape[] {
  return inputs.map((input, index) => ({
    ...completeShape(input),
    z: `a${String(index).padStart(6, "0")}`,
    version: 1,
    seq: 0,
    createdBy: "",
    updatedBy: "",
    createdAt: 0,
    updatedAt: 0,
  } as Shape));
}
