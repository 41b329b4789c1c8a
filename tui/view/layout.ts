/**
 * Where on the screen the chrome stands.
 *
 * @module
 */

import type { CellBox } from "../../shared/raster/view.ts";
import { lineWidth } from "../../shared/schema/width.ts";
import type { Keymap } from "../state/input/keymap.ts";
import type { Model } from "../state/model.ts";
import { CANVAS_TOP, canvasSize, tooSmall } from "../state/viewport.ts";
import { messageOf } from "./message_line.ts";
import { panelPicture } from "./panels/pictures.ts";

/** The rectangles of the screen in which the chrome hides the canvas. */
export function panelsOf(model: Model, keys: Keymap): CellBox[] {
  const { columns, rows } = canvasSize(model);
  if (tooSmall(model)) return [{ column: 0, row: 0, ...model.screen }];
  const panels: CellBox[] = [];
  const panel = panelPicture(model, keys);
  if (panel !== null) panels.push(panel.box);
  const message = messageOf(model);
  if (message !== null) {
    panels.push({
      column: 0,
      row: CANVAS_TOP + rows - 1,
      columns: Math.min(columns, lineWidth(message.text) + 2),
      rows: 1,
    });
  }
  return panels;
}
