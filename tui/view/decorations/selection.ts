import { ATTRIBUTE, palette } from "../../../shared/raster/grid.ts";
import type { Zoom } from "../../../shared/raster/view.ts";
import type { Shape } from "../../../shared/schema/shape.ts";
import type { Model } from "../../state/model.ts";
import { foundShape } from "../../state/search/find.ts";
import { previewOf } from "../../state/tool_step.ts";
import { cellsOfShape, endsOfShape } from "../../tools/shape_cells.ts";
import type { Brush } from "./brush.ts";

/** More shapes with handles than this are not seen apart. */
const MOST = 200;

/** Handles stand out from any color of a shape. */
const HANDLE = { fg: palette(14), bg: 0, attributes: ATTRIBUTE.inverse };

/** Handles of each selected shape, where it is now or is being carried. */
export function selectionMarks(model: Model, brush: Brush): void {
  if (model.entry !== null) return;
  const preview = previewOf(model);
  const carried = preview !== null && "ids" in preview
    ? preview
    : { dx: 0, dy: 0 };
  let marked = 0;
  const found = foundShape(model);
  for (const id of found === null ? model.selection : [found]) {
    if (marked === MOST) return;
    const shape = model.document.shapes.get(id)?.shape;
    if (shape === undefined) continue;
    const shown = {
      ...shape,
      x: shape.x + carried.dx,
      y: shape.y + carried.dy,
    };
    if (!brush.sees(cellsOfShape(shown, model.view.zoom))) continue;
    marked += 1;
    markShape(shown, model.view.zoom, brush);
  }
}

/** Handles: eight on the rim of a shape, or one at each end of a line. */
function markShape(
  shape: Shape,
  zoom: Zoom,
  brush: Brush,
): void {
  const ends = endsOfShape(shape, zoom);
  for (const end of ends) brush.restyle(end, HANDLE);
  if (ends.length > 0) return;
  const cells = cellsOfShape(shape, zoom);
  brush.corners(cells, HANDLE);
  brush.middles(cells, HANDLE);
}
