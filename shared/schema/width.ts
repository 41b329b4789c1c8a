/**
 * Graphemes and the number of terminal cells they take (R34).
 *
 * @module
 */

import stringWidth from "string-width";
import { RecentLines } from "./recent_lines.ts";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A user-perceived character and its width in cells. */
export interface Grapheme {
  readonly text: string;
  /** 1 or 2; a grapheme that a terminal would draw in no cell at all is left out. */
  readonly width: 1 | 2;
}

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/**
 * Cuts one line of text into what a terminal shows cell by cell.
 *
 * Graphemes of no width (a lone combining mark) are dropped, so the sum of the widths is the
 * number of cells the line takes.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { graphemes } from "./width.ts";
 *
 * assertEquals(graphemes("a漢"), [{ text: "a", width: 1 }, { text: "漢", width: 2 }]);
 * ```
 */
export function graphemes(line: string): readonly Grapheme[] {
  const out: Grapheme[] = [];
  if (PRINTABLE_ASCII.test(line)) {
    for (const text of line) out.push({ text, width: 1 });
    return out;
  }
  const known = lines.get(line);
  if (known !== undefined) return known;
  for (const { segment } of segmenter.segment(line)) {
    const width = widthOf(segment);
    if (width !== 0) out.push({ text: segment, width });
  }
  lines.set(line, out);
  return out;
}

const lines = new RecentLines();

/** Widths that were found out, so that a long text is not measured letter by letter at every key. */
const widths = new Map<string, 0 | 1 | 2>();
/** Graphemes that are kept; scripts of everyday use have fewer. */
const MOST_KEPT = 10_000;

function widthOf(grapheme: string): 0 | 1 | 2 {
  let width = widths.get(grapheme);
  if (width === undefined) {
    const cells = stringWidth(grapheme);
    width = cells > 1 ? 2 : cells > 0 ? 1 : 0;
    if (widths.size >= MOST_KEPT) widths.clear();
    widths.set(grapheme, width);
  }
  return width;
}

/** Cells that one line of text takes. */
export function lineWidth(line: string): number {
  if (PRINTABLE_ASCII.test(line)) return line.length;
  let width = 0;
  for (const grapheme of graphemes(line)) width += grapheme.width;
  return width;
}

/** Columns and rows that a text of one or more lines takes; never less than 1 × 1. */
export function textCells(text: string): { columns: number; rows: number } {
  const lines = text.split("\n");
  let columns = 1;
  for (const line of lines) columns = Math.max(columns, lineWidth(line));
  return { columns, rows: lines.length };
}
