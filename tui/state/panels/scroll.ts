/**
 * Keys of lists: how far each of them goes, and which of them close a panel.
 *
 * @module
 */

import type { Model } from "../model.ts";

const LINES: Readonly<Record<string, number>> = {
  down: 1,
  j: 1,
  up: -1,
  k: -1,
  space: 5,
  pagedown: 5,
  "shift+down": 5,
  pageup: -5,
  "shift+up": -5,
};

/** So many lines a key goes down in a list in which nothing is typed; `null` for other keys. */
export function linesOf(key: string): number | null {
  return LINES[key] ?? null;
}

/** Lines that a notch of the wheel goes. */
export const WHEEL_LINES = 3;

const CLOSING = new Set(["escape", "?", "q", "enter"]);

/** Does a key close a panel in which nothing is typed? */
export function closes(key: string): boolean {
  return CLOSING.has(key);
}

/** Without a panel. */
export function closed(model: Model): Model {
  return { ...model, panel: null };
}
