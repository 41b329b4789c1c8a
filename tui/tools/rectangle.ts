import { LABELS } from "./labels.ts";
import { cornerGeometry, USUAL_BOX } from "./geometry/box_geometry.ts";
import { dragSpan } from "./geometry/cells.ts";
import { dragTool } from "./drag_tool.ts";

/** Draws a rectangle in the box that is dragged. */
export const rectangle = dragTool({
  ...LABELS.rectangle,
  shape: (anchor, far, { zoom }) => ({
    type: "rectangle",
    ...cornerGeometry(dragSpan(anchor, far, zoom), zoom),
  }),
  usual: (anchor, { zoom }) => ({
    type: "rectangle",
    ...cornerGeometry({ ...anchor, ...USUAL_BOX }, zoom),
  }),
});
