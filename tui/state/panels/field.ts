/**
 * A field of one line, as panels have it: what is looked for, said, or named.
 *
 * @module
 */

import type { KeyInput } from "../input/input.ts";
import { bufferOf, insert, type TextBuffer } from "../typing/text_buffer.ts";
import { editKey } from "../typing/text_keys.ts";

/** Text of one line under a caret. */
export type Field = TextBuffer;

/** An empty field, or one with a text in it. */
export function fieldOf(text = ""): Field {
  return bufferOf(text);
}

/** What a key does to a field; `null` when it is not one of text editing. Nothing is selected in it. */
export function fieldKey(field: Field, { key, text }: KeyInput): Field | null {
  if (key.includes("shift+")) return null;
  const edited = editKey(field, key);
  if (edited !== null) return edited;
  return text === null || text === "" ? null : fieldPaste(field, text);
}

/** A field with a text put in at the caret; line breaks become spaces. */
export function fieldPaste(field: Field, text: string): Field {
  return insert(field, text.replaceAll(/[\r\n]+/g, " "));
}
