/**
 * What a viewer sees that is not in the document: own gestures and others' previews.
 *
 * @module
 */

import { resolved } from "../document/bindings.ts";
import type { Document } from "../document/document.ts";
import type { Shape } from "../schema/shape.ts";

/** A shape as it may become. */
export interface Draft {
  /** In place of the document's shape of the same id, or else in front of everything. */
  readonly shape: Shape;
  /** Drawn dim: not the viewer's own. */
  readonly dim: boolean;
  /** Id of a shape of the document that is not shown meanwhile. */
  readonly hides?: string;
}

/**
 * Drafts as they are drawn: bound ends at their targets, and with them the lines that are bound
 * to a draft's shape, which follow it (R32).
 */
export function withFollowers(
  document: Document,
  drafts: readonly Draft[],
): Draft[] {
  let shapes = document.shapes;
  const lines = new Map<string, Draft>();
  for (const draft of drafts) {
    const { id } = draft.shape;
    const record = shapes.get(id);
    if (record === undefined) continue;
    shapes = shapes.set(id, { ...record, shape: draft.shape });
    for (const line of document.bound.get(id) ?? []) lines.set(line, draft);
  }
  const imagined = { ...document, shapes };
  const own = drafts.map((draft) => {
    const shape = resolved(imagined, draft.shape);
    return shape === draft.shape ? draft : { ...draft, shape };
  });
  const followers = [...lines].flatMap(([id, { dim }]) => {
    const stored = document.shapes.get(id)?.shape;
    if (stored === undefined || drafts.some(({ shape }) => shape.id === id)) {
      return [];
    }
    return [{ shape: resolved(imagined, stored), dim }];
  });
  return [...own, ...followers];
}
