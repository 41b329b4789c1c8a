import { dragTool } from "./drag_tool.ts";
import { pathGeometry, usualPath } from "./path_geometry.ts";

/** Draws a straight line from cell to cell. */
export const line = dragTool({
  name: "line",
  title: "LINE",
  help: "line",
  keys: ["l", "6"],
  shape: (anchor, far, { zoom }) => ({
    type: "line",
    ...pathGeometry(anchor, far, zoom),
  }),
  usual: (anchor, { zoom }) => ({ type: "line", ...usualPath(anchor, zoom) }),
});
