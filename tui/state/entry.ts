/**
 * Typing text: into a label, into a text, or where no text is yet.
 *
 * Every key goes to the text while it lasts. Enter ends a label and breaks a text's line; Esc
 * ends both and keeps what was typed, as in vim.
 *
 * @module
 */

import type { Op } from "../../shared/schema/op.ts";
import type { Preview } from "../../shared/schema/presence.ts";
import type { Shape, ShapeInput } from "../../shared/schema/shape.ts";
import type { Point } from "../../shared/schema/units.ts";
import { corner, farCornerOf } from "../tools/cells.ts";
import { cellsOfShape } from "../tools/shape_cells.ts";
import type { EntryTarget } from "../tools/tool.ts";
import { TOOLS } from "../tools/tools.ts";
import type { Effect } from "./effect.ts";
import type { Model } from "./model.ts";
import { notify } from "./notice.ts";
import {
  bufferOf,
  cleanText,
  editKey,
  insert,
  type TextBuffer,
} from "./text_buffer.ts";
import { typedProps } from "./typed_props.ts";
import { pure, type Update } from "./update_type.ts";
import { moveCursor } from "./viewport.ts";
import type { World } from "./world.ts";

/** Text that is being typed. */
export interface Entry {
  readonly target:
    | { readonly kind: "label"; readonly id: string }
    | { readonly kind: "text"; readonly id: string }
    | { readonly kind: "new"; readonly id: string; readonly at: Point };
  readonly buffer: TextBuffer;
  /** The text as it was when typing began. */
  readonly before: string;
  /** Nobody chose the size of the shape: it may become what the text needs. */
  readonly grows: boolean;
}

/** Begins to type, with `typed` as the first letters. */
export function beginEntry(
  model: Model,
  world: World,
  target: EntryTarget,
  typed = "",
): Model {
  const base = { ...model, fresh: null, row: null };
  if (target.kind === "new") {
    const at = corner(model.cursor, model.view.zoom);
    return {
      ...base,
      selection: [],
      entry: {
        target: { kind: "new", id: world.newId(), at },
        buffer: insert(bufferOf(""), typed),
        before: "",
        grows: false,
      },
    };
  }
  const shape = model.document.shapes.get(target.id)?.shape;
  if (shape === undefined || !("text" in shape)) return model;
  return {
    ...base,
    selection: [target.id],
    entry: {
      target: {
        kind: shape.type === "text" ? "text" : "label",
        id: target.id,
      },
      buffer: insert(bufferOf(shape.text), typed),
      before: shape.text,
      grows: target.grows === true,
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
  const breaks = BREAKS.has(key);
  const buffer = breaks
    ? insert(entry.buffer, "\n")
    : editKey(entry.buffer, key) ??
      (text !== "" ? insert(entry.buffer, text) : null);
  return pure(
    buffer === null ? model : { ...model, entry: { ...entry, buffer } },
  );
}

/** Pasted text goes where the caret is. */
export function pasteIntoEntry(
  model: Model,
  entry: Entry,
  text: string,
): Model {
  return { ...model, entry: { ...entry, buffer: insert(entry.buffer, text) } };
}

/** Ends typing and keeps what was typed. */
export function endEntry(model: Model): Update {
  const { entry } = model;
  if (entry === null) return pure(model);
  const ops = opsOf(model, entry);
  const effects: Effect[] = ops.length > 0 ? [{ type: "submit", ops }] : [];
  const gone = ops.some((op) => op.op === "delete") ||
    (entry.target.kind === "new" && ops.length === 0);
  const selection = gone ? [] : [entry.target.id];
  const inHand = model.inHand.name === "text" && !model.keepTool
    ? { name: "select" as const, state: TOOLS.select.idle }
    : model.inHand;
  const ended = { ...model, entry: null, selection, inHand };
  return { model: entry.grows ? atFarCorner(ended, entry) : ended, effects };
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

/** What others see of the typing. */
export function entryPreview(model: Model, entry: Entry): Preview | null {
  const { target } = entry;
  if (target.kind === "new") {
    return { shape: newText(model, target, entry.buffer.text) };
  }
  const shape = model.document.shapes.get(target.id)?.shape;
  return shape === undefined
    ? null
    : { id: target.id, props: typedProps(model, entry, shape) };
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

function opsOf(model: Model, entry: Entry): Op[] {
  const { target, before } = entry;
  const text = entry.buffer.text;
  switch (target.kind) {
    case "new":
      return text.trim() === ""
        ? []
        : [{ op: "create", shape: newText(model, target, text) }];
    case "text":
      if (text.trim() === "") return [{ op: "delete", ids: [target.id] }];
      break;
    case "label":
      break;
  }
  const shape = model.document.shapes.get(target.id)?.shape;
  if (text === before || shape === undefined) return [];
  return [{ op: "set", id: target.id, props: typedProps(model, entry, shape) }];
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
