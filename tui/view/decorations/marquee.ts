import { ATTRIBUTE, palette } from "../../../shared/raster/grid.ts";
import type { Model } from "../../state/model.ts";
import { marqueeOf } from "../../state/tool_step.ts";
import type { Brush } from "./brush.ts";

const BAND = { fg: palette(14), bg: 0, attributes: ATTRIBUTE.dim };

/** The rubber band, its corners the cells of press and cursor; what is drawn shows through. */
export function marqueeMark(model: Model, brush: Brush): void {
  const band = marqueeOf(model);
  if (band === null) return;
  const { column, row, columns, rows } = band;
  const right = column + columns - 1, bottom = row + rows - 1;
  // What is out of sight is not walked: a band may be as long as the world is wide.
  const { view, canvas } = brush;
  const from = Math.max(column, view.column);
  const to = Math.min(right, view.column + canvas.columns - 1);
  for (let x = from; x <= to; x++) {
    const mark = x === column || x === right ? "+" : "-";
    brush.putUnder({ column: x, row }, mark, BAND);
    brush.putUnder({ column: x, row: bottom }, mark, BAND);
  }
  const top = Math.max(row + 1, view.row);
  const last = Math.min(bottom - 1, view.row + canvas.rows - 1);
  for (let y = top; y <= last; y++) {
    brush.putUnder({ column, row: y }, "|", BAND);
    brush.putUnder({ column: right, row: y }, "|", BAND);
  }
}
