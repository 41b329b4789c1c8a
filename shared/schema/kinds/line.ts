import { defineKind } from "./kind.ts";
import { pathDefaults, pathProperties, pointsBox } from "./path.ts";

/** A line through its points, without heads unless it is given some. */
export const line = defineKind({
  properties: pathProperties,
  defaults: pathDefaults,
  size: [],
  closed: false,
  box: pointsBox,
});
