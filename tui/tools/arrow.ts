import { bindingsOf } from "./bound_end.ts";
import { dragTool } from "./drag_tool.ts";
import { pathGeometry, usualPath } from "./path_geometry.ts";

/** Draws an arrow, its head where the drag ends; ends at closed shapes are tied to them. */
export const arrow = dragTool({
  name: "arrow",
  title: "ARROW",
  help: "arrow",
  keys: ["a", "7"],
  shape: (anchor, far, { zoom }, near) => ({
    type: "arrow",
    ...pathGeometry(anchor, far, zoom),
    ...bindingsOf(
      { from: anchor, to: far, nearFrom: near.anchor, nearTo: near.far },
      zoom,
    ),
  }),
  usual: (anchor, { zoom }) => ({ type: "arrow", ...usualPath(anchor, zoom) }),
});
