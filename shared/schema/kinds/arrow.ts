import { defineKind } from "./kind.ts";
import { pathDefaults, pathProperties, pointsBox } from "./path.ts";

/** A line with a head at its end. */
export const arrow = defineKind({
  properties: pathProperties,
  defaults: { ...pathDefaults, endHead: "arrow" },
  size: [],
  closed: false,
  box: pointsBox,
});
