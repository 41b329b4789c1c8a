/**
 * What may leave the process for a cell, whatever stands in it (R45, L10, L11).
 *
 * @module
 */

import { graphemeOf } from "../../shared/raster/grid.ts";
import { findUnsafe } from "../../shared/schema/safe_text.ts";
import { graphemes } from "../../shared/schema/width.ts";

/** A grapheme as it is sent to a terminal. */
export interface Printable {
  /** One grapheme without control, bidi or invisible characters. */
  readonly text: string;
  /** Cells that it takes. */
  readonly width: 1 | 2;
  /**
   * Do all terminals agree on the width? They do not on graphemes of several code points, nor on
   * what is outside of the BMP: afterwards the cursor may be anywhere in the row.
   */
  readonly certain: boolean;
}

/** Stands for what can't be printed; ASCII, so that it is right in every charset. */
const UNPRINTABLE: Printable = { text: "?", width: 1, certain: true };

const MAX_MARKS = 8;
const KNOWN = 8_192;
const known = new Map<number, Printable>();

/** What is sent for a glyph of a grid (any number at all), but for a continuation. */
export function printable(glyph: number): Printable {
  let found = known.get(glyph);
  if (found === undefined) {
    if (known.size >= KNOWN) known.clear();
    found = examine(textOf(glyph));
    known.set(glyph, found);
  }
  return found;
}

/** A grid can hold numbers that no grapheme was ever given. */
function textOf(glyph: number): string {
  try {
    return graphemeOf(glyph) ?? "";
  } catch {
    return "";
  }
}

function examine(text: string): Printable {
  const tamed = tame(text);
  if (tamed === "" || tamed.includes("\n") || findUnsafe(tamed) !== null) {
    return UNPRINTABLE;
  }
  const [grapheme, ...others] = graphemes(tamed);
  if (grapheme === undefined || others.length > 0) return UNPRINTABLE;
  // What begins with a mark would join the cell to its left.
  if (grapheme.text !== tamed || /^[\p{M}\u200d]/u.test(tamed)) {
    return UNPRINTABLE;
  }
  return {
    ...grapheme,
    certain: [...tamed].length === 1 && tamed.length === 1,
  };
}

/** Merged edits can pile up marks, and leave joiners without an emoji to join. */
function tame(text: string): string {
  let marks = 0;
  let tamed = text.replaceAll(
    /\p{M}/gu,
    (mark) => ++marks > MAX_MARKS ? "" : mark,
  );
  if (
    !/\p{Extended_Pictographic}\p{M}*\p{Emoji_Modifier}?\u200d\p{Extended_Pictographic}/u
      .test(tamed)
  ) {
    tamed = tamed.replaceAll("\u200d", "");
  }
  return tamed;
}
