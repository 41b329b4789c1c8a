/**
 * What others are told of what we do (P7).
 *
 * @module
 */

import { MAX_PREVIEW_BYTES } from "../../shared/schema/limits.ts";
import type { Presence, Preview } from "../../shared/schema/presence.ts";
import { centre } from "../tools/cells.ts";
import { pointOfWork } from "./caret.ts";
import type { Model } from "./model.ts";
import { previewOf } from "./tool_step.ts";
import { viewportOf } from "./viewport.ts";

/** Ids of a selection that others are told. */
const MAX_SELECTION = 256;

/** Our presence: it depends on nothing but the model. */
export function presenceOf(model: Model): Presence {
  return {
    cursor: centre(pointOfWork(model), model.view.zoom),
    tool: model.inHand.name,
    selection: model.selection.slice(0, MAX_SELECTION),
    preview: small(previewOf(model)),
    viewport: viewportOf(model),
  };
}

/** A preview that is too large is not shown to others. */
function small(preview: Preview | null): Preview | null {
  return preview === null ||
      JSON.stringify(preview).length > MAX_PREVIEW_BYTES
    ? null
    : preview;
}
