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

const LINES_BESIDE_FIELD: Readonly<Record<string, number>> = {
  down: 1,
  "ctrl+n": 1,
  up: -1,
  "ctrl+p": -1,
  pagedown: 5,
  pageup: -5,
};

/** So many lines a key goes down in a list above which something is typed; `null` for other keys. */
export function linesBesideField(key: string): number | null {
  return LINES_BESIDE_FIELD[key] ?? null;
}

/** A line of a list, so many further down; it may not leave the list. */
export function movedLine(at: number, by: number, count: number): number {
  return Math.max(0, Math.min(at + by, count - 1));
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
