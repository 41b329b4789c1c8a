/**
 * Words in a line that is too short for all of them.
 *
 * @module
 */

import { graphemes, lineWidth } from "../../shared/schema/width.ts";

/** A word that gives way to those of higher rank. */
export interface Ranked {
  readonly text: string;
  /** 0 stays longest. */
  readonly rank: number;
}

/**
 * The words that fit into `columns` cells with `gap` cells between them, in their order: those of
 * the lowest rank go first.
 */
export function fitWords<W extends Ranked>(
  words: readonly W[],
  columns: number,
  gap: number,
): W[] {
  const kept = words.filter((word) => word.text !== "");
  const width = () =>
    kept.reduce((sum, word) => sum + lineWidth(word.text) + gap, -gap);
  while (kept.length > 0 && width() > columns) {
    const worst = kept.reduce((a, b) => b.rank >= a.rank ? b : a);
    kept.splice(kept.indexOf(worst), 1);
  }
  return kept;
}

/** The end of a line that takes at most `columns` cells. */
export function lastCells(line: string, columns: number): string {
  const all = [...graphemes(line)];
  let width = 0, from = all.length;
  while (from > 0 && width + all[from - 1]!.width <= columns) {
    width += all[--from]!.width;
  }
  return all.slice(from).map(({ text }) => text).join("");
}

/** The start of a line that takes at most `columns` cells; `~` where something is cut off. */
export function clip(line: string, columns: number): string {
  if (lineWidth(line) <= columns) return line;
  let text = "", width = 0;
  for (const grapheme of graphemes(line)) {
    if (width + grapheme.width > columns - 1) break;
    text += grapheme.text;
    width += grapheme.width;
  }
  return columns > 0 ? `${text}~` : "";
}
