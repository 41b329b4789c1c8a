/**
 * What holds while boxes and lines are drawn and resized: Shift and Alt of other editors, as keys
 * that are pressed once, since a terminal tells nothing of a key that is held (T20).
 *
 * @module
 */

import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { pure, type Update } from "../update_type.ts";

/** Square on screen, or any form. */
export function turnSquare(model: Model, now: number): Update {
  const square = !model.square;
  const text = square
    ? "Square: boxes are square on screen, lines level or upright."
    : "Boxes may have any form, lines any direction.";
  return pure(notify({ ...model, square }, text, "info", now));
}

/** From the centre, or from a corner. */
export function turnCentred(model: Model, now: number): Update {
  const centred = !model.centred;
  const text = centred
    ? "Boxes grow from their centre."
    : "Boxes grow from a corner.";
  return pure(notify({ ...model, centred }, text, "info", now));
}
