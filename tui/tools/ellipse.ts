import { LABELS } from "./labels.ts";
import { centreGeometry } from "./geometry/box_geometry.ts";
import { dragSpan } from "./geometry/cells.ts";
import { dragTool } from "./drag_tool.ts";

/** Draws an ellipse in the box that is dragged. */
export const ellipse = dragTool({
  ...LABELS.ellipse,
  shape: (anchor, far, { zoom }) => ({
    type: "ellipse",
    ...centreGeometry(dragSpan(anchor, far, zoom), zoom),
  }),
  usual: (anchor, { zoom }) => ({
    type: "ellipse",
    ...centreGeometry({ ...anchor, columns: 16, rows: 5 }, zoom),
  }),
});
