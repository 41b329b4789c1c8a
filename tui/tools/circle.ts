import type { CellBox, Zoom } from "../../shared/raster/view.ts";
import { LABELS } from "./labels.ts";
import { centreGeometry } from "./geometry/box_geometry.ts";
import { roundSpan } from "./geometry/cells.ts";
import { dragTool } from "./drag_tool.ts";

/** Draws a circle that is round on screen, from corner to corner of the square around it. */
export const circle = dragTool({
  ...LABELS.circle,
  shape: (anchor, far, { zoom }) => ({
    type: "circle",
    ...geometry(roundSpan(anchor, far, zoom), zoom),
  }),
  usual: (anchor, { zoom }) => ({
    type: "circle",
    ...geometry({ ...anchor, columns: 10, rows: 5 }, zoom),
  }),
});

function geometry(cells: CellBox, zoom: Zoom) {
  const { x, y, radiusX } = centreGeometry(cells, zoom);
  return { x, y, radius: radiusX };
}
