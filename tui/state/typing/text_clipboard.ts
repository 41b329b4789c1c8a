/**
 * Copying, cutting and pasting inside of a text (T22). What is copied is a text shape to our own
 * clipboard, so that it can be pasted anywhere.
 *
 * @module
 */

import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { pure, then, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import type { Entry } from "./entry.ts";
import { typeText } from "./entry_keys.ts";
import { changeText } from "./shared_text.ts";
import { cut, rangeOf, selectedText } from "./text_buffer.ts";

/**
 * Copies what is selected.
 *
 * @param hint what can be done next.
 */
export function copyText(
  model: Model,
  world: World,
  { buffer }: Entry,
  hint = "Ctrl+V pastes here.",
): Update {
  const text = selectedText(buffer);
  if (text === "") {
    const how = "Nothing is selected: Shift+arrows, or Ctrl+Space and arrows.";
    return pure(notify(model, how, "info", world.now));
  }
  const count = [...text].length;
  const what = count === 1 ? "1 character" : `${count} characters`;
  const told = `Sent to the terminal: ${what}. ${hint}`;
  return {
    model: notify(kept(model, world, text), told, "info", world.now),
    effects: [{ type: "copy", text }],
  };
}

/** Copies what is selected, and deletes it. */
export function cutText(model: Model, world: World, entry: Entry): Update {
  const { from, to } = rangeOf(entry.buffer);
  return then(
    copyText(model, world, entry),
    (next) => changeText(next, world, entry, cut(entry.buffer, from, to)),
  );
}

/** Pastes our own clipboard: what its shapes say. */
export function pasteText(model: Model, world: World, entry: Entry): Update {
  const texts = (model.clipboard?.shapes ?? [])
    .map((shape) => "text" in shape ? shape.text ?? "" : "")
    .filter((text) => text !== "");
  if (texts.length === 0) {
    const text = "No text was copied here yet: your terminal pastes its own.";
    return pure(notify(model, text, "info", world.now));
  }
  return typeText(model, world, entry, texts.join("\n"));
}

/** With a text on our own clipboard. */
export function kept(model: Model, world: World, text: string): Model {
  const shape = { id: world.newId(), type: "text" as const, x: 0, y: 0, text };
  return { ...model, clipboard: { shapes: [shape], pasted: null } };
}
