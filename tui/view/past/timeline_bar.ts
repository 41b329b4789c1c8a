/**
 * The bar of the past as spans of one look: density by characters, authors by color.
 *
 * @module
 */

import type { Paint } from "../../../shared/schema/color.ts";
import type { Model } from "../../state/model.ts";
import { cellOfSeq, timelineWidth } from "../../state/past/timeline.ts";
import { colorOfPerson } from "../member_color.ts";

/** Cells of one look. */
export interface BarSpan {
  readonly text: string;
  readonly color: Paint | null;
  /** The moment that is shown. */
  readonly isHere: boolean;
}

/** The bar of the past. */
export interface TimelineBar {
  readonly isPlaying: boolean;
  readonly spans: readonly BarSpan[];
}

/** By density; the last one where nothing is known yet. */
const GLYPHS = [".", ":", "-", "=", "#"], UNKNOWN = "_";

/** The bar as it is shown; `null` in the present. */
export function timelineBar(model: Model): TimelineBar | null {
  const { past, screen } = model;
  if (past === null) return null;
  const here = cellOfSeq(past, past.at, timelineWidth(screen.columns));
  const colors = new Map<string, Paint>();
  const colorOf = (author: string): Paint => {
    const color = colors.get(author) ?? colorOfPerson(model, author);
    colors.set(author, color);
    return color;
  };
  const spans: BarSpan[] = [];
  past.timeline.forEach(({ density, author }, cell) => {
    const isHere = cell === here;
    const text = isHere ? "|" : density === null ? UNKNOWN : GLYPHS[density]!;
    const color = author === null ? null : colorOf(author);
    const last = spans.at(-1);
    if (last !== undefined && last.color === color && !isHere && !last.isHere) {
      spans[spans.length - 1] = { ...last, text: last.text + text };
    } else spans.push({ text, color, isHere });
  });
  return { isPlaying: past.playing !== null, spans };
}
