import { ATTRIBUTE, palette } from "../../../shared/raster/grid.ts";
import { cellsOfBox } from "../../../shared/raster/view.ts";
import { boxOf } from "../../../shared/schema/shape.ts";
import type { Model } from "../../state/model.ts";
import { previewOf } from "../../state/tool_step.ts";
import type { Brush } from "./brush.ts";

/** More frames than this are not seen apart. */
const MOST = 200;

/** Handles stand out from any color of a shape. */
const HANDLE = { fg: palette(14), bg: 0, attributes: ATTRIBUTE.bold };

/** Eight handles around each selected shape, where it is now or is being carried. */
export function selectionMarks(model: Model, brush: Brush): void {
  if (model.entry !== null) return;
  const preview = previewOf(model);
  const carried = preview !== null && "ids" in preview
    ? preview
    : { dx: 0, dy: 0 };
  for (const id of model.selection.slice(0, MOST)) {
    const shape = model.document.shapes.get(id)?.shape;
    if (shape === undefined) continue;
    const box = boxOf(shape);
    const cells = cellsOfBox(
      { ...box, x: box.x + carried.dx, y: box.y + carried.dy },
      model.view.zoom,
    );
    brush.corners(cells, HANDLE);
    brush.middles(cells, HANDLE);
  }
}
