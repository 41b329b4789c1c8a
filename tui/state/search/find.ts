/**
 * Looking for text while it is typed (T16).
 *
 * @module
 */

import { centre } from "../../tools/geometry/cells.ts";
import type { Model } from "../model.ts";
import { type Field, fieldOf } from "../panels/field.ts";
import { footRows } from "../viewport.ts";
import { type Found, NOTHING_FOUND, shapesWith } from "./labels.ts";
import { lookAtShape } from "./look_at.ts";

/** Rows at the foot of the canvas for what was found. */
export const FIND_ROWS = 8;
/** Shapes that can be gone through. */
const MOST = 1_000;

/** A search; `at` is the shape in sight, of those that were found. */
export interface FindPanel {
  readonly kind: "find";
  readonly field: Field;
  readonly at: number;
  readonly found: Found;
  /** Where one was before, and what was searched from there on: what others draw meanwhile is not. */
  readonly from: Pick<Model, "view" | "cursor" | "document">;
}

/** Begins to look for something. */
export function beginFind(model: Model, typed: string): Model {
  const { view, cursor, document } = model;
  const from = { view, cursor, document };
  const field = fieldOf(typed);
  const panel = {
    kind: "find",
    field,
    at: 0,
    found: NOTHING_FOUND,
    from,
  } as const;
  return lookFor(model, panel, field);
}

/** Looks for something else: what is nearest to where one was comes into sight. */
export function lookFor(model: Model, panel: FindPanel, field: Field): Model {
  const { document, cursor, view: { zoom } } = panel.from;
  const found = field.text.trim() === ""
    ? NOTHING_FOUND
    : shapesWith(document, field.text, centre(cursor, zoom), MOST);
  return showFound(model, { ...panel, field, found }, 0);
}

/** Goes to another of the shapes that were found; back to where one was, if there is none. */
export function showFound(model: Model, panel: FindPanel, at: number): Model {
  const id = panel.found.ids[at];
  const shown = { ...model, panel: { ...panel, at } };
  return id === undefined
    ? wentBack(shown, panel)
    : lookAtShape(shown, id, footRows(model, FIND_ROWS));
}

/** Where one was before the search. */
export function wentBack(model: Model, { from }: FindPanel): Model {
  return { ...model, view: from.view, cursor: from.cursor };
}

/** The shape that a search has in sight; `null` where there is none. */
export function foundShape({ panel }: Model): string | null {
  return panel?.kind === "find" ? panel.found.ids[panel.at] ?? null : null;
}
