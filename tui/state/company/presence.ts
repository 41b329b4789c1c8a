/**
 * What others are told of what we do (P7).
 *
 * @module
 */

import {
  MAX_POINTS,
  MAX_PREVIEW_BYTES,
} from "../../../shared/schema/limits.ts";
import type { Presence, Preview } from "../../../shared/schema/presence.ts";
import { utf8Length } from "../../../shared/schema/utf8.ts";
import { centre } from "../../tools/geometry/cells.ts";
import { pointOfWork } from "../typing/caret.ts";
import type { Model } from "../model.ts";
import { previewOf } from "../tool_step.ts";
import { viewportOf } from "../viewport.ts";

/** Ids of a selection that others are told. */
const MAX_SELECTION = 256;

/** Our presence: it depends on nothing but the model. */
export function presenceOf(model: Model): Presence {
  // Who looks at the past is here, but not at anything that the others see.
  if (model.past !== null) {
    const { inHand: { name: tool } } = model;
    return { cursor: null, tool, selection: [], preview: null, viewport: null };
  }
  return {
    cursor: centre(pointOfWork(model), model.view.zoom),
    tool: model.inHand.name,
    selection: model.selection.slice(0, MAX_SELECTION),
    preview: small(previewOf(model)),
    viewport: viewportOf(model),
    zoom: model.view.zoom,
  };
}

/** A preview that is too large is shown in part, or else not at all. */
function small(preview: Preview | null): Preview | null {
  if (preview === null || isSmall(preview)) return preview;
  if (!("shape" in preview) || preview.shape.points === undefined) return null;
  for (let every = 2; every < MAX_POINTS; every *= 2) {
    const points = sparse(preview.shape.points, every);
    const smaller = { shape: { ...preview.shape, points } };
    if (isSmall(smaller)) return smaller;
  }
  return null;
}

function isSmall(preview: Preview): boolean {
  return utf8Length(JSON.stringify(preview)) <= MAX_PREVIEW_BYTES;
}

/** Every so many of some points, and the last one. */
function sparse<T>(points: readonly T[], every: number): T[] {
  const last = points.length - 1;
  return points.filter((_, index) => index % every === 0 || index === last);
}
