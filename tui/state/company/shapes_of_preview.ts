/**
 * From previews to shapes (P7).
 *
 * @module
 */

import { resolved } from "../../../shared/document/bindings.ts";
import type { Document } from "../../../shared/document/document.ts";
import type { Preview } from "../../../shared/schema/presence.ts";
import {
  completeShape,
  propertiesOf,
  type Shape,
} from "../../../shared/schema/shape.ts";
import { untied } from "../../tools/shapes/untied.ts";

/** Shapes of one preview that are shown: a move of thousands shows some of them. */
const MOST = 256;

/** Shapes as a preview shows them: those that exist are drawn in their new place or form. */
export function shapesOf(preview: Preview, document: Document): Shape[] {
  if ("parts" in preview) {
    return preview.parts.flatMap((part) => shapesOf(part, document));
  }
  if ("shape" in preview) {
    const known = document.shapes.get(preview.shape.id)?.shape;
    return known === undefined ? [draftOf(completeShape(preview.shape))] : [];
  }
  if ("props" in preview) {
    const shape = drawn(document, preview.id);
    if (shape === null) return [];
    const fits = Object.keys(preview.props).every((name) =>
      (propertiesOf(shape.type) as string[]).includes(name)
    );
    return fits ? [{ ...shape, ...preview.props } as Shape] : [];
  }
  const ids = new Set(preview.ids);
  return preview.ids.slice(0, MOST).flatMap((id) => {
    const shape = drawn(document, id);
    if (shape === null) return [];
    const moved = {
      ...shape,
      x: shape.x + preview.dx,
      y: shape.y + preview.dy,
    };
    return [{ ...moved, ...untied(shape, ids) } as Shape];
  });
}

/** A shape as it is drawn: an end that is let go in the preview starts from there. */
function drawn(document: Document, id: string): Shape | null {
  const shape = document.shapes.get(id)?.shape;
  return shape === undefined ? null : resolved(document, shape);
}

function draftOf(content: ReturnType<typeof completeShape>): Shape {
  const served = {
    z: "~",
    version: 1,
    seq: 0,
    createdBy: "",
    updatedBy: "",
    createdAt: 0,
    updatedAt: 0,
  };
  return { ...content, ...served } as Shape;
}
