import { dragTool } from "./drag_tool.ts";
import { pathGeometry, usualPath } from "./path_geometry.ts";

/** Draws an arrow, its head where the drag ends, from cell to cell. */
export const arrow = dragTool({
  name: "arrow",
  title: "ARROW",
  help: "arrow",
  keys: ["a", "7"],
  shape: (anchor, far, { zoom }) => ({
    type: "arrow",
    ...pathGeometry(anchor, far, zoom),
  }),
  usual: (anchor, { zoom }) => ({ type: "arrow", ...usualPath(anchor, zoom) }),
});
