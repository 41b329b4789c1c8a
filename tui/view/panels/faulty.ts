/**
 * What stands in the place of a panel that can't be drawn: the drawing goes on beside it, and
 * nothing of it is lost.
 *
 * @module
 */

import { plain } from "../../state/words/plain.ts";
import { type PanelPicture, type PanelPlace, textLine } from "./picture.ts";

/** The panel as `draw` draws it; if that fails, a line that says so. */
export function orFaulty<P extends PanelPicture | null>(
  place: () => PanelPlace,
  draw: () => P,
): P | PanelPicture {
  try {
    return draw();
  } catch (error) {
    return faultyPicture(place(), error);
  }
}

/** A line in the place of a panel. */
export function faultyPicture(box: PanelPlace, error: unknown): PanelPicture {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    box,
    title: "This panel can't be shown",
    word: "the drawing is safe",
    lines: [textLine(plain(reason), { color: "red" })],
    keys: "Esc closes",
  };
}
