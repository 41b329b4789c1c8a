/**
 * From previews to shapes on the canvas: our own work before it is done, and others' (P7, T11).
 *
 * @module
 */

import type { Document } from "../shared/document/document.ts";
import type { Draft } from "../shared/raster/canvas.ts";
import type { Preview } from "../shared/schema/presence.ts";
import {
  completeShape,
  propertiesOf,
  type Shape,
} from "../shared/schema/shape.ts";
import type { Model } from "./state/model.ts";
import { untied } from "./tools/untied.ts";
import { pickerPreviews } from "./state/picker.ts";
import { previewOf } from "./state/tool_step.ts";

/** Shapes of one preview that are shown: a move of thousands shows some of them. */
const MOST = 256;

/** Shapes as a preview shows them: those that exist are drawn in their new place or form. */
export function shapesOf(preview: Preview, document: Document): Shape[] {
  if ("shape" in preview) {
    const known = document.shapes.get(preview.shape.id)?.shape;
    return known === undefined ? [draftOf(completeShape(preview.shape))] : [];
  }
  if ("props" in preview) {
    const shape = document.shapes.get(preview.id)?.shape;
    if (shape === undefined) return [];
    const fits = Object.keys(preview.props).every((name) =>
      (propertiesOf(shape.type) as string[]).includes(name)
    );
    return fits ? [{ ...shape, ...preview.props } as Shape] : [];
  }
  const ids = new Set(preview.ids);
  return preview.ids.slice(0, MOST).flatMap((id) => {
    const shape = document.shapes.get(id)?.shape;
    if (shape === undefined) return [];
    const moved = {
      ...shape,
      x: shape.x + preview.dx,
      y: shape.y + preview.dy,
    };
    return [{ ...moved, ...untied(shape, ids) } as Shape];
  });
}

/** Remembers what was made of which preview: a canvas draws again what is another object. */
export class Drafts {
  #known = new Map<string, { key: string; shapes: readonly Shape[] }>();

  /** All drafts, the others' dim and below our own. */
  of(model: Model): Draft[] {
    const before = this.#known;
    this.#known = new Map();
    const drafts: Draft[] = [];
    const add = (owner: string, preview: Preview | null, dim: boolean) => {
      if (preview === null) return;
      const made = shapesOf(preview, model.document);
      // As text: an equal preview, made anew, is not drawn again.
      const key = JSON.stringify(made);
      const old = before.get(owner);
      const entry = old?.key === key ? old : { key, shapes: made };
      this.#known.set(owner, entry);
      drafts.push(...entry.shapes.map((shape) => ({ shape, dim })));
    };
    for (const [memberId, presence] of model.presences) {
      if (memberId !== model.memberId) add(memberId, presence.preview, true);
    }
    const picked = pickerPreviews(model);
    if (picked.length <= 1) add("", previewOf(model), false);
    else picked.forEach((preview, at) => add(` ${at}`, preview, false));
    return drafts;
  }
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
