import { PROPERTIES } from "../properties.ts";
import { defineKind } from "./kind.ts";
import { pointsBox } from "./path.ts";

/** A freehand stroke. */
export const pencil = defineKind({
  properties: {
    x: PROPERTIES.x,
    y: PROPERTIES.y,
    points: PROPERTIES.points.min(1, "a stroke has at least 1 point"),
  },
  defaults: { x: 0, y: 0, points: [[0, 0]] },
  size: [],
  closed: false,
  box: pointsBox,
});
