import { PROPERTIES } from "../properties.ts";
import { defineKind } from "./kind.ts";

/** An ellipse, by its centre. */
export const ellipse = defineKind({
  properties: {
    x: PROPERTIES.x,
    y: PROPERTIES.y,
    radiusX: PROPERTIES.radiusX,
    radiusY: PROPERTIES.radiusY,
    text: PROPERTIES.text,
  },
  defaults: {
    x: 0,
    y: 0,
    radiusX: 64,
    radiusY: 40,
    text: "",
    stroke: "rounded",
  },
  size: ["radiusX", "radiusY"],
  closed: true,
  box: ({ x, y, radiusX, radiusY }) => ({
    x: x - radiusX,
    y: y - radiusY,
    width: 2 * radiusX,
    height: 2 * radiusY,
  }),
});
