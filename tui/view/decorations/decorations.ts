/**
 * What stands over the drawing without being part of it: cursors, selections, the rubber band.
 *
 * @module
 */

import type { Grid } from "../../../shared/raster/grid.ts";
import type { Decoration } from "../../screen/compositor.ts";
import type { Model } from "../../state/model.ts";
import { Brush } from "./brush.ts";
import { cursorMark } from "./cursor.ts";
import { emptyRoom } from "./empty_room.ts";
import type { Touching } from "./marked_in_sight.ts";
import { marqueeMark } from "./marquee.ts";
import { pastMarks } from "./past.ts";
import { peerCursors, peerSelections } from "./peers.ts";
import { selectionMarks } from "./selection.ts";
import { typedSelection } from "./typed_selection.ts";

/**
 * Everything over the canvas, from below to above.
 *
 * @param canvas the drawing as it is in sight.
 * @param touching what lies where in it.
 */
export function decorationsOf(
  model: Model,
  canvas: Grid,
  touching: Touching,
): readonly Decoration[] {
  const brush = new Brush(model.view, canvas);
  if (model.past !== null) {
    // The others are in the present.
    pastMarks(model, model.past, brush);
    selectionMarks(model, brush, touching);
    cursorMark(model, brush);
    return brush.cells;
  }
  emptyRoom(model, brush);
  peerSelections(model, brush);
  selectionMarks(model, brush, touching);
  marqueeMark(model, brush);
  typedSelection(model, brush);
  peerCursors(model, brush);
  cursorMark(model, brush);
  return brush.cells;
}
