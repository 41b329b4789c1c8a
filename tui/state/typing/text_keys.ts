/**
 * What keys do to a text under a caret.
 *
 * @module
 */

import { caretAt, cut, rangeOf, type TextBuffer } from "./text_buffer.ts";
import {
  graphemeAfter,
  graphemeBefore,
  lineEnd,
  lineStart,
  wordAfter,
  wordBefore,
} from "./text_steps.ts";

/** Where a place in a text goes to. */
type Step = (text: string, at: number) => number;

/** Keys that move the caret; with Shift, they select. */
const MOVES: Readonly<Record<string, Step>> = {
  "left": graphemeBefore,
  "right": graphemeAfter,
  "home": lineStart,
  "ctrl+a": lineStart,
  "end": lineEnd,
  "ctrl+e": lineEnd,
  "ctrl+left": wordBefore,
  "meta+left": wordBefore,
  "ctrl+right": wordAfter,
  "meta+right": wordAfter,
  "ctrl+home": () => 0,
  "ctrl+end": (text) => text.length,
};

/** Keys that delete from the caret to a place; or what is selected. */
const CUTS: Readonly<Record<string, Step>> = {
  "backspace": graphemeBefore,
  "delete": graphemeAfter,
  "ctrl+d": graphemeAfter,
  "ctrl+w": wordBefore,
  "meta+backspace": wordBefore,
  "ctrl+delete": wordAfter,
  "ctrl+u": lineStart,
  "ctrl+k": lineEnd,
};

/**
 * What a key does to a text; `null` when it is not a key of text editing. Up and down depend on
 * where the text stands ({@linkcode verticalKey}).
 *
 * @param marking moves select without Shift as well.
 */
export function editKey(
  buffer: TextBuffer,
  key: string,
  marking = false,
): TextBuffer | null {
  const { text, caret } = buffer;
  const { from, to } = rangeOf(buffer);
  const step = CUTS[key];
  if (step !== undefined) {
    if (from < to) return cut(buffer, from, to);
    const at = step(text, caret);
    return cut(buffer, Math.min(at, caret), Math.max(at, caret));
  }
  const { base, selects } = unshifted(key);
  const move = MOVES[base];
  if (move === undefined) return null;
  if (selects || marking) {
    return caretAt(buffer, move(text, caret), buffer.anchor);
  }
  // What was selected is left by the side to which the key goes.
  if (from < to && base === "left") return caretAt(buffer, from);
  if (from < to && base === "right") return caretAt(buffer, to);
  return caretAt(buffer, move(text, caret));
}

/** A row up or down, and whether that selects; `null` for any other key. */
export function verticalKey(
  key: string,
): { by: -1 | 1; selects: boolean } | null {
  const { base, selects } = unshifted(key);
  if (base === "up") return { by: -1, selects };
  return base === "down" ? { by: 1, selects } : null;
}

function unshifted(key: string): { base: string; selects: boolean } {
  const base = key.replace("shift+", "");
  return { base, selects: base !== key };
}
