import { LABELS } from "./labels.ts";
import { cornerGeometry } from "./geometry/box_geometry.ts";
import { dragSpan } from "./geometry/cells.ts";
import { dragTool } from "./drag_tool.ts";

/** Draws a diamond in the box that is dragged. */
export const diamond = dragTool({
  ...LABELS.diamond,
  shape: (anchor, far, { zoom }) => ({
    type: "diamond",
    ...cornerGeometry(dragSpan(anchor, far, zoom), zoom),
  }),
  usual: (anchor, { zoom }) => ({
    type: "diamond",
    ...cornerGeometry({ ...anchor, columns: 14, rows: 7 }, zoom),
  }),
});
