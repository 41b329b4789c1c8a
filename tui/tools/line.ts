import { LABELS } from "./labels.ts";
import { rimBindingsOf } from "./geometry/bound_end.ts";
import { dragTool } from "./drag_tool.ts";
import { pathGeometry, routeOf, usualPath } from "./geometry/path_geometry.ts";

/**
 * Draws a straight line from cell to cell. From one box's border to another's it is tied to them,
 * as an arrow is.
 */
export const line = dragTool({
  ...LABELS.line,
  shape: (anchor, far, { zoom }, near) => {
    const ties = rimBindingsOf(
      { from: anchor, to: far, nearFrom: near.anchor, nearTo: near.far },
      zoom,
    );
    return {
      type: "line",
      ...pathGeometry(anchor, far, zoom),
      ...ties,
      ...routeOf(ties),
    };
  },
  usual: (anchor, { zoom }) => ({ type: "line", ...usualPath(anchor, zoom) }),
});
