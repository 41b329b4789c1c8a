/**
 * Labels: text in the middle of a closed shape, in as many rows as it needs, cut to what there is
 * (R34).
 *
 * @module
 */

import type { Grapheme } from "../schema/width.ts";
import type { Layers, Lens } from "./layers.ts";
import type { Charset } from "./pen.ts";
import { borderOf, type Outline } from "./outline.ts";
import { asciiOnly } from "./sanitize.ts";
import { cellsOf, layLine } from "./text_layout.ts";
import { type FlownRow, flowText } from "./text_flow.ts";

/** A row of a label. */
export interface LabelRow extends FlownRow {
  /** Where it begins. */
  readonly column: number;
  readonly row: number;
  /** The last column that it may have. */
  readonly last: number;
}

/**
 * The rows of a label in an outline, from top to bottom: as few as it fits into, the same number
 * free above as below. Words go on in the next row; below 100 %, where text does not get smaller
 * with its shape, those that are too long for a row are cut; and where no row is left inside, the
 * first line stands in the upper border, as a title does.
 */
export function labelRows(
  lines: readonly (readonly Grapheme[])[],
  outline: Outline,
  { charset, zoom }: Lens,
): LabelRow[] {
  const room = outline.box.rows - 2;
  const shown = charset === "ascii" ? lines.map(asciiOnly) : lines;
  if (room < 1) {
    return zoom < 100 ? inBorder(shown, outline, charset) : [];
  }
  const options = { charset, breakWords: zoom >= 100 };
  const cells = shown.reduce((sum, line) => sum + cellsOf(line), 0);
  const atLeast = Math.max(
    shown.length,
    Math.ceil(cells / outline.box.columns),
  );
  const inside = insideOf(outline, room);
  const widths = inside.map(widthOf);
  if (widths.every((width) => width === widths[0])) {
    // Where it stands does not change how it flows.
    const flown = flowText(shown, widths, options);
    if (flown !== null) return centred(flown, insideOf(outline, flown.length));
  } else {
    for (let rows = Math.min(room, atLeast); rows < room; rows++) {
      const inside = insideOf(outline, rows);
      const flown = flowText(shown, inside.map(widthOf), options);
      if (flown !== null) return centred(flown, inside);
    }
  }
  return centred(flowText(shown, widths, { ...options, cut: true })!, inside);
}

/** Cells between the corners of a border in which a title is worth its place. */
const TITLE = 3;

function inBorder(
  [line]: readonly (readonly Grapheme[])[],
  outline: Outline,
  charset: Charset,
): LabelRow[] {
  const { row } = outline.box;
  const { left, right } = borderOf(outline, row);
  const place = { row, first: left + 1, last: right - 1 };
  if (line === undefined || widthOf(place) < TITLE) return [];
  const options = { charset, breakWords: false, cut: true };
  return centred(flowText([line], [widthOf(place)], options)!, [place]);
}

/** Lays the rows of a label on the cells. */
export function layLabel(rows: readonly LabelRow[], layers: Layers): void {
  for (const { graphemes, column, row } of rows) {
    layLine(layers, graphemes, column, row);
  }
}

interface Inside {
  readonly row: number;
  readonly first: number;
  readonly last: number;
}

/** The inside of the middle rows of an outline. */
function insideOf(outline: Outline, rows: number): Inside[] {
  const { box } = outline;
  const top = box.row + 1 + Math.floor((box.rows - 2 - rows) / 2);
  return Array.from({ length: rows }, (_, index) => {
    const row = top + index;
    const { leftEnd, rightStart } = borderOf(outline, row);
    return { row, first: leftEnd + 1, last: rightStart - 1 };
  });
}

function widthOf({ first, last }: Inside): number {
  return last - first + 1;
}

function centred(
  flown: readonly FlownRow[],
  inside: readonly Inside[],
): LabelRow[] {
  return flown.map((row, index) => {
    const place = inside[index]!;
    const indent = Math.floor((widthOf(place) - cellsOf(row.graphemes)) / 2);
    const column = place.first + indent;
    return { ...row, column, row: place.row, last: place.last };
  });
}
