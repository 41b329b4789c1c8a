/**
 * Typing text: into a label, into a text, or where no text is yet.
 *
 * Every key goes to the text while it lasts, and every letter to the room. Enter ends a label and breaks a text's line; Esc
 * ends both and keeps what was typed, as in vim.
 *
 * @module
 */

import { diffText } from "../../../shared/document/text/diff.ts";
import { applyEdit, findFlaw } from "../../../shared/document/text/edit.ts";
import type { Op, TextEdit } from "../../../shared/schema/op.ts";
import type { Preview } from "../../../shared/schema/presence.ts";
import { codePointLength } from "../../../shared/schema/safe_text.ts";
import type { Shape, ShapeInput } from "../../../shared/schema/shape.ts";
import type { Point } from "../../../shared/schema/units.ts";
import { corner, farCornerOf } from "../../tools/cells.ts";
import { cellsOfShape } from "../../tools/shape_cells.ts";
import type { EntryTarget } from "../../tools/tool.ts";
import { TOOLS } from "../../tools/tools.ts";
import type { Effect } from "../effect.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import {
  bufferOf,
  cleanText,
  editBetween,
  editKey,
  follow,
  insert,
  type TextBuffer,
} from "./text_buffer.ts";
import { typedProps } from "./typed_props.ts";
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
  /** All that is typed until typing ends is undone together. */
  readonly group: string;
  /** Nobody chose the size of the shape: it may become what the text needs. */
  readonly grows: boolean;
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
      entry: {
        target: { kind: "new", id, at },
        buffer: bufferOf(""),
        group: id,
        grows: false,
      },
    };
  }
  const { id, grows = false } = target;
  const shape = model.document.shapes.get(id)?.shape;
  if (shape === undefined || !("text" in shape)) return model;
  const kind = shape.type === "text" ? "text" : "label";
  return {
    ...base,
    selection: [id],
    entry: {
      target: { kind, id },
      buffer: bufferOf(shape.text),
      group: world.newId(),
      grows,
    },
  };
}

const BREAKS = new Set(["enter", "meta+enter", "shift+enter"]);

/** Does a key that types nothing mean something while text is typed? */
export function isEntryKey(entry: Entry, key: string): boolean {
  return BREAKS.has(key) || editKey(entry.buffer, key) !== null;
}

/** A key while text is typed. */
export function typeKey(
  model: Model,
  entry: Entry,
  key: string,
  text: string,
): Update {
  if (key === "escape") return endEntry(model);
  if (key === "enter" && entry.target.kind === "label") return endEntry(model);
  if (BREAKS.has(key)) return typed(model, entry, insert(entry.buffer, "\n"));
  const edited = editKey(entry.buffer, key);
  if (edited !== null) return typed(model, entry, edited);
  return text === "" ? pure(model) : typeText(model, entry, text);
}

/** Typed or pasted text goes where the caret is. */
export function typeText(model: Model, entry: Entry, text: string): Update {
  return typed(model, entry, insert(entry.buffer, text));
}

/** Every change of the text is shared at once, so that others see it grow (E12). */
function typed(model: Model, entry: Entry, buffer: TextBuffer): Update {
  const ops = typingOps(model, entry, buffer);
  const { id, kind } = entry.target;
  const target = kind === "new" && ops.length > 0
    ? { kind: "text" as const, id }
    : entry.target;
  return {
    model: { ...model, entry: { ...entry, target, buffer } },
    effects: submitted(ops, entry),
  };
}

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
    model: entry.grows ? atFarCorner(ended, entry) : ended,
    effects: submitted(ops, entry),
  };
}

/** What others do to the text while it is typed: the caret goes with the letters around it. */
export function followEntry(
  model: Model,
  edits: ReadonlyMap<string, TextEdit>,
): Model {
  const { entry } = model;
  if (entry === null || entry.target.kind === "new") return model;
  const { id } = entry.target;
  const shape = model.document.shapes.get(id)?.shape;
  if (shape === undefined || !("text" in shape)) return model;
  if (shape.text === entry.buffer.text) return model;
  const buffer = followed(entry.buffer, shape.text, edits.get(id));
  return { ...model, entry: { ...entry, buffer } };
}

function followed(
  buffer: TextBuffer,
  text: string,
  edit: TextEdit | undefined,
): TextBuffer {
  const exact = edit !== undefined &&
    findFlaw(edit, codePointLength(buffer.text)) === null &&
    applyEdit(buffer.text, edit) === text;
  return follow(buffer, exact ? edit : diffText(buffer.text, text));
}

/** Ends typing without a word to the server, when the shape is gone. */
export function dropEntryOfDead(model: Model, now: number): Model {
  const { entry } = model;
  if (entry === null || entry.target.kind === "new") return model;
  if (model.document.shapes.has(entry.target.id)) return model;
  return notify(
    { ...model, entry: null },
    "Somebody deleted the shape while you typed in it.",
    "warning",
    now,
  );
}

/** What others see of the typing that is not in the room yet. */
export function entryPreview(model: Model, entry: Entry): Preview | null {
  return entry.target.kind === "new"
    ? { shape: newText(model, entry.target, entry.buffer.text) }
    : null;
}

/** Paste where nothing is typed: a text of its own at the cursor (T22). */
export function pasteAsText(
  model: Model,
  world: World,
  pasted: string,
): Update {
  const text = cleanText(pasted).replace(/\n+$/, "");
  const buffer = insert(bufferOf(""), text);
  if (buffer.text.trim() === "") return pure(model);
  const id = world.newId();
  const at = corner(model.cursor, model.view.zoom);
  const shape = newText(model, { id, at }, buffer.text);
  return {
    model: { ...model, selection: [id], fresh: null },
    effects: [{ type: "submit", ops: [{ op: "create", shape }] }],
  };
}

/** What takes the room from the text as it was to the text as it is typed. */
function typingOps(model: Model, entry: Entry, buffer: TextBuffer): Op[] {
  const { target } = entry;
  if (target.kind === "new") {
    return buffer.text.trim() === ""
      ? []
      : [{ op: "create", shape: newText(model, target, buffer.text) }];
  }
  const { id } = target;
  const shape = model.document.shapes.get(id)?.shape;
  if (shape === undefined || !("text" in shape)) return [];
  const edit = editBetween({ ...entry.buffer, text: shape.text }, buffer);
  if (edit.length === 0) return [];
  const { text: _, ...size } = typedProps(model, { ...entry, buffer }, shape);
  const ops: Op[] = [{ op: "text", id, edit }];
  if (Object.keys(size).length > 0) ops.push({ op: "set", id, props: size });
  return ops;
}

function submitted(ops: readonly Op[], { group }: Entry): Effect[] {
  return ops.length === 0 ? [] : [{ type: "submit", ops, group }];
}

function newText(
  model: Model,
  target: { readonly id: string; readonly at: Point },
  text: string,
): ShapeInput {
  const { id, at: { x, y } } = target;
  return { id, type: "text", x, y, text, color: model.style.color };
}

/** The cursor stays in the corner of a box that grew. */
function atFarCorner(model: Model, entry: Entry): Model {
  const shape = model.document.shapes.get(entry.target.id)?.shape;
  if (shape === undefined) return model;
  const grown = { ...shape, ...typedProps(model, entry, shape) } as Shape;
  return moveCursor(
    model,
    farCornerOf(cellsOfShape(grown, model.view.zoom)),
  );
}
