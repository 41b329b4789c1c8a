import { LABELS } from "./labels.ts";
import { bindingsOf } from "./geometry/bound_end.ts";
import { dragTool } from "./drag_tool.ts";
import { pathGeometry, routeOf, usualPath } from "./geometry/path_geometry.ts";

/**
 * Draws an arrow, its head where the drag ends; ends at closed shapes are tied to them, and a tied
 * arrow goes in right angles.
 */
export const arrow = dragTool({
  ...LABELS.arrow,
  shape: (anchor, far, { zoom }, near) => {
    const ties = bindingsOf(
      { from: anchor, to: far, nearFrom: near.anchor, nearTo: near.far },
      zoom,
    );
    return {
      type: "arrow",
      ...pathGeometry(anchor, far, zoom),
      ...ties,
      ...routeOf(ties),
    };
  },
  usual: (anchor, { zoom }) => ({ type: "arrow", ...usualPath(anchor, zoom) }),
});
