/**
 * What a click on the chrome means: tools, words of the status line and lines of the help do what
 * their keys do, so that the mouse alone is enough (T20).
 *
 * @module
 */

import { lineWidth } from "../../shared/schema/width.ts";
import type { Keymap } from "../state/keymap.ts";
import type { Model } from "../state/model.ts";
import { CANVAS_TOP } from "../state/viewport.ts";
import {
  chromeOf,
  type ChromeProps,
  type HelpProps,
  MARGIN,
  STRIP_GAP,
  WORD_GAP,
} from "./chrome_props.ts";
import { HELP_COLUMN, HELP_KEYS, type HelpLine } from "./help_lines.ts";

/** The name of the action at a cell of the screen; `null` where a click is none of the chrome's. */
export function actionAt(
  model: Model,
  keys: Keymap,
  column: number,
  row: number,
): string | null {
  const chrome = chromeOf(model, keys);
  if (chrome.tooSmall !== null) return null;
  if (row === 0) return toolAt(chrome, column);
  if (row === chrome.rows - 1) return wordAt(chrome, column);
  return chrome.help === null
    ? null
    : helpAt(chrome.help, column, row - CANVAS_TOP - 1);
}

function toolAt({ room, strip }: ChromeProps, column: number): string | null {
  if (strip === null) return null;
  const from = MARGIN + lineWidth(room) + STRIP_GAP;
  return among(strip.chips, strip.gap, column - from)?.action ?? null;
}

function wordAt({ words }: ChromeProps, column: number): string | null {
  return among(words, WORD_GAP, column - MARGIN)?.action ?? null;
}

/** Which of some texts, side by side, is at a column or nearest to one in a gap. */
function among<T extends { readonly text: string }>(
  texts: readonly T[],
  gap: number,
  column: number,
): T | null {
  let from = 0;
  for (const each of texts) {
    const width = lineWidth(each.text);
    const before = Math.floor(gap / 2), after = Math.ceil(gap / 2);
    if (column >= from - before && column < from + width + after) return each;
    from += width + gap;
  }
  return null;
}

function helpAt(help: HelpProps, column: number, row: number): string | null {
  const at = Math.floor((column - MARGIN) / HELP_COLUMN);
  const line = help.columns[at]?.[row];
  if (line?.kind !== "action") return null;
  return keyAt(line, column - MARGIN - at * HELP_COLUMN);
}

/** A line of several actions means the one whose key is clicked; beside the keys, the first. */
function keyAt(
  { actions, keys }: Extract<HelpLine, { kind: "action" }>,
  column: number,
): string {
  const words = keys.split(" ").map((text) => ({ text }));
  if (column < HELP_KEYS && words.length === actions.length) {
    const word = among(words, 1, column);
    if (word !== null) return actions[words.indexOf(word)]!;
  }
  return actions[0]!;
}
