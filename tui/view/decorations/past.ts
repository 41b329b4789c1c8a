import { ATTRIBUTE, palette } from "../../../shared/raster/grid.ts";
import { paintOf } from "../../../shared/raster/pen.ts";
import type { CellBox } from "../../../shared/raster/view.ts";
import type { Model } from "../../state/model.ts";
import type { Past } from "../../state/past/past.ts";
import {
  cellOfPathPoint,
  cellsOfShape,
  shownShape,
} from "../../tools/geometry/shape_cells.ts";
import { colorOfPerson } from "../member_color.ts";
import type { Brush } from "./brush.ts";

/** Shapes of one event that are marked. */
const MOST = 100;

const GONE = { fg: palette(9), bg: 0, attributes: ATTRIBUTE.bold };

/** What the event that is shown has changed: in its author's color; what it deleted, crossed out. */
export function pastMarks(model: Model, past: Past, brush: Brush): void {
  const { moment, words } = past.shown ?? {};
  if (!moment?.event || !words) return;
  const color = colorOfPerson(model, moment.event.userId);
  const style = {
    fg: paintOf(color),
    bg: 0,
    attributes: ATTRIBUTE.bold | ATTRIBUTE.inverse,
  };
  const { zoom } = model.view;
  for (const id of words.ids.slice(0, MOST)) {
    const stored = moment.document.shapes.get(id)?.shape;
    const former = moment.before.shapes.get(id)?.shape;
    if (stored !== undefined) {
      const shape = shownShape(moment.document, stored, zoom);
      if ("points" in shape) {
        for (const end of [0, -1]) {
          brush.restyle(cellOfPathPoint(shape, end, zoom), style);
        }
      } else markRim(cellsOfShape(shape, zoom), style, brush);
    } else if (former !== undefined) {
      crossOut(cellsOfShape(former, zoom), brush);
    }
  }
}

/** The cells of the rim that are drawn in. */
function markRim(
  box: CellBox,
  style: Parameters<Brush["restyle"]>[1],
  brush: Brush,
): void {
  if (!brush.sees(box)) return;
  for (const cell of rimOf(box, brush)) {
    if (brush.drawnIn(cell, 1) === 1) brush.restyle(cell, style);
  }
}

/** Where something was that is not there any more. */
function crossOut(box: CellBox, brush: Brush): void {
  if (!brush.sees(box)) return;
  for (const cell of rimOf(box, brush)) {
    if (brush.drawnIn(cell, 1) === 0) brush.put(cell, "x", GONE);
  }
}

/** The cells in sight of a rectangle's rim: a shape may be as large as the world. */
function* rimOf(
  { column, row, columns, rows }: CellBox,
  { view, canvas }: Brush,
) {
  const left = Math.max(column, view.column);
  const right = Math.min(column + columns, view.column + canvas.columns) - 1;
  const top = Math.max(row, view.row);
  const bottom = Math.min(row + rows, view.row + canvas.rows) - 1;
  for (let y = top; y <= bottom; y++) {
    const isSide = y === row || y === row + rows - 1;
    for (let x = left; x <= right; x++) {
      if (isSide || x === column || x === column + columns - 1) {
        yield { column: x, row: y };
      }
    }
  }
}
