import { type CellBox, cellOfPoint } from "../../../shared/raster/view.ts";
import type { Point } from "../../../shared/schema/units.ts";
import { cellsOfShape } from "../../tools/geometry/shape_cells.ts";
import type { Model } from "../model.ts";
import { canvasSize, moveCursor } from "../viewport.ts";

/**
 * With the cursor on the top left cell of a shape. A shape that is not all in sight comes into the
 * middle, or where it is too large for that, its top left corner into that of the screen.
 *
 * @param covered rows at the foot of the canvas that are not in sight.
 * @returns the model as it is, if there is no such shape.
 */
export function lookAtShape(model: Model, id: string, covered = 0): Model {
  const shape = model.document.shapes.get(id)?.shape;
  if (shape === undefined) return model;
  return lookAt(model, cellsOfShape(shape, model.view.zoom), covered);
}

/** The same for a point of the world. */
export function lookAtPoint(model: Model, point: Point): Model {
  const cell = cellOfPoint(point, model.view.zoom);
  return lookAt(model, { ...cell, columns: 1, rows: 1 }, 0);
}

function lookAt(model: Model, cells: CellBox, covered: number): Model {
  const canvas = canvasSize(model);
  const columns = canvas.columns, rows = Math.max(1, canvas.rows - covered);
  const { view } = model;
  const isSeen = cells.column >= view.column && cells.row >= view.row &&
    cells.column + cells.columns <= view.column + columns &&
    cells.row + cells.rows <= view.row + rows;
  const start = (from: number, size: number, room: number) =>
    from - Math.max(0, Math.floor((room - size) / 2));
  const looking = isSeen ? model : {
    ...model,
    view: {
      ...view,
      column: start(cells.column, cells.columns, columns),
      row: start(cells.row, cells.rows, rows),
    },
  };
  return moveCursor(looking, { column: cells.column, row: cells.row });
}
