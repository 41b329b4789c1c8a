import { PROPERTIES } from "../properties.ts";
import type { Box } from "../units.ts";

/** What lines and arrows have in common: corners, route, heads and bindings. */
export const pathProperties = {
  x: PROPERTIES.x,
  y: PROPERTIES.y,
  points: PROPERTIES.points.min(2, "a line has at least 2 points"),
  route: PROPERTIES.route,
  startHead: PROPERTIES.startHead,
  endHead: PROPERTIES.endHead,
  start: PROPERTIES.start,
  end: PROPERTIES.end,
  // Lines that were stored before they could have a label have none.
  text: PROPERTIES.text.default(""),
} as const;

/** A line for a creator who names no geometry: ten cells to the right. */
export const pathDefaults = {
  x: 0,
  y: 0,
  points: [[0, 0], [80, 0]],
  route: "straight",
  startHead: "none",
  endHead: "none",
  start: null,
  end: null,
  text: "",
} as const;

/** The box around points that are relative to `x`, `y`. */
export function pointsBox(
  path: {
    x: number;
    y: number;
    points: readonly (readonly [number, number])[];
  },
): Box {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const [dx, dy] of path.points) {
    left = Math.min(left, dx);
    right = Math.max(right, dx);
    top = Math.min(top, dy);
    bottom = Math.max(bottom, dy);
  }
  return {
    x: path.x + left,
    y: path.y + top,
    width: right - left,
    height: bottom - top,
  };
}
