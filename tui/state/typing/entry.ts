/**
 * Typing text: into a label, into a text, or where no text is yet.
 *
 * Every key goes to the text while it lasts, and every letter to the room. Enter ends a label and
 * breaks a text's line; Esc ends both and keeps what was typed, as in vim.
 *
 * @module
 */

import type { Op } from "../../../shared/schema/op.ts";
import type { Preview } from "../../../shared/schema/presence.ts";
import type { Shape } from "../../../shared/schema/shape.ts";
import type { Point } from "../../../shared/schema/units.ts";
import { corner, farCornerOf } from "../../tools/geometry/cells.ts";
import { cellsOfShape } from "../../tools/geometry/shape_cells.ts";
import type { EntryTarget, Growth } from "../../tools/tool.ts";
import { TOOLS } from "../../tools/tools.ts";
import type { Model } from "../model.ts";
import { newText, submitted } from "./shared_text.ts";
import { bufferOf, type TextBuffer } from "./text_buffer.ts";
import type { TextPress } from "./text_mouse.ts";
import { growthOf, typedShape } from "./typed_props.ts";
import { NOTHING_TYPED, type TypingUndo } from "./typing_undo.ts";
import { pure, type Update } from "../update_type.ts";
import { moveCursor } from "../viewport.ts";
import type { World } from "../world.ts";

/** Text that is being typed. */
export interface Entry {
  readonly target:
    | { readonly kind: "label"; readonly id: string }
    | { readonly kind: "text"; readonly id: string }
    | { readonly kind: "new"; readonly id: string; readonly at: Point };
  /** As long as the shape lives, the text is the shape's. */
  readonly buffer: TextBuffer;
  /** When typing has ended, all of it is undone together. */
  readonly group: string;
  /** Until then, step by step. */
  readonly undo: TypingUndo;
  /** How the shape may become what the text needs; `null` if it may not. */
  readonly grows: Growth | null;
  /** Columns that the shape had when typing began, at 100 %. */
  readonly columns: number;
  /** Moves select, without Shift as well. */
  readonly marking: boolean;
  /** The column to which the caret goes back, moving up and down. */
  readonly goal: number | null;
  /** The last press of the mouse in the text. */
  readonly press: TextPress | null;
}

/** Begins to type. */
export function beginEntry(
  model: Model,
  world: World,
  target: EntryTarget,
): Model {
  const base = { ...model, fresh: null, row: null };
  if (target.kind === "new") {
    const id = world.newId();
    const at = corner(model.cursor, model.view.zoom);
    return {
      ...base,
      selection: [],
      entry: { ...BEGUN, target: { kind: "new", id, at }, group: id },
    };
  }
  const { id } = target;
  const shape = model.document.shapes.get(id)?.shape;
  if (shape === undefined || !("text" in shape)) return model;
  const grows = target.grows ?? growthOf(shape);
  const kind = shape.type === "text" ? "text" : "label";
  const buffer = bufferOf(shape.text);
  const group = world.newId();
  const { columns } = cellsOfShape(shape, 100);
  return {
    ...base,
    selection: [id],
    entry: { ...BEGUN, target: { kind, id }, buffer, group, grows, columns },
  };
}

const BEGUN = {
  buffer: bufferOf(""),
  undo: NOTHING_TYPED,
  grows: null,
  columns: 0,
  marking: false,
  goal: null,
  press: null,
} as const;

/** Ends typing; what was typed is there already. */
export function endEntry(model: Model): Update {
  const { entry } = model;
  if (entry === null) return pure(model);
  const { target, buffer } = entry;
  // A text of nothing can't be seen, nor selected again.
  const blank = buffer.text.trim() === "";
  const ops: Op[] = blank && target.kind === "text"
    ? [{ op: "delete", ids: [target.id] }]
    : [];
  const gone = blank && target.kind !== "label";
  const inHand = model.inHand.name === "text" && !model.keepTool
    ? { name: "select" as const, state: TOOLS.select.idle }
    : model.inHand;
  const selection = gone ? [] : [target.id];
  const ended = { ...model, entry: null, selection, inHand };
  return {
    model: entry.grows !== null ? atFarCorner(ended, entry) : ended,
    effects: submitted(ops, entry),
  };
}

/** What others see of the typing that is not in the room yet. */
export function entryPreview(model: Model, entry: Entry): Preview | null {
  return entry.target.kind === "new"
    ? { shape: newText(model, entry.target, entry.buffer.text) }
    : null;
}

/** The shape whose text is typed, as it is with it; `null` where it is not there yet. */
export function entryShape(model: Model, entry: Entry): Shape | null {
  const stored = model.document.shapes.get(entry.target.id)?.shape;
  return stored === undefined ? null : typedShape(model, entry, stored);
}

/** The cursor stays in the corner of a box that grew. */
function atFarCorner(model: Model, entry: Entry): Model {
  const grown = entryShape(model, entry);
  return grown === null ? model : moveCursor(
    model,
    farCornerOf(cellsOfShape(grown, model.view.zoom)),
  );
}
