/**
 * What others do to the text while it is typed.
 *
 * @module
 */

import { diffText } from "../../../shared/document/text/diff.ts";
import { applyEdit, findFlaw } from "../../../shared/document/text/edit.ts";
import type { TextEdit } from "../../../shared/schema/op.ts";
import { codePointLength } from "../../../shared/schema/safe_text.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import type { World } from "../world.ts";
import { follow } from "./text_buffer.ts";
import { kept } from "./text_clipboard.ts";
import { carried } from "./typing_undo.ts";

/** The caret, and what is selected, goes with the letters around it. */
export function followEntry(
  model: Model,
  edits: ReadonlyMap<string, TextEdit>,
): Model {
  const { entry } = model;
  if (entry === null || entry.target.kind === "new") return model;
  const { id } = entry.target;
  const shape = model.document.shapes.get(id)?.shape;
  if (shape === undefined || !("text" in shape)) return model;
  const before = entry.buffer.text;
  if (shape.text === before) return model;
  const edit = editTo(before, shape.text, edits.get(id));
  const buffer = follow(entry.buffer, edit);
  const undo = carried(entry.undo, edit);
  return { ...model, entry: { ...entry, buffer, undo, goal: null } };
}

/** The edit that is told, if it makes that of the text; else what can be guessed. */
function editTo(
  before: string,
  text: string,
  edit: TextEdit | undefined,
): TextEdit {
  const exact = edit !== undefined &&
    findFlaw(edit, codePointLength(before)) === null &&
    applyEdit(before, edit) === text;
  return exact ? edit : diffText(before, text);
}

/**
 * Ends typing without a word to the server, when the shape is gone. The text is kept on our
 * clipboard: nothing that was typed is lost.
 */
export function dropEntryOfDead(model: Model, world: World): Model {
  const { entry } = model;
  if (entry === null || entry.target.kind === "new") return model;
  if (model.document.shapes.has(entry.target.id)) return model;
  const { text } = entry.buffer;
  const ended = { ...model, entry: null };
  const told = "Somebody deleted the shape while you typed in it.";
  return text.trim() === ""
    ? notify(ended, told, "warning", world.now)
    : notify(
      kept(ended, world, text),
      `${told} P pastes your text.`,
      "warning",
      world.now,
    );
}
