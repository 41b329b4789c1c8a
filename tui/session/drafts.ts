/**
 * From previews to shapes on the canvas: our own work before it is done, and others' (P7, T11).
 *
 * @module
 */

import type { Draft } from "../../shared/raster/canvas.ts";
import type { Preview } from "../../shared/schema/presence.ts";
import type { Shape } from "../../shared/schema/shape.ts";
import type { Model } from "../state/model.ts";
import { pickerPreviews } from "../state/style/picker.ts";
import { shapesOf } from "../state/company/shapes_of_preview.ts";
import { previewOf } from "../state/tool_step.ts";

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
