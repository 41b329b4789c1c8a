import { PROPERTIES } from "../properties.ts";
import { defineKind } from "./kind.ts";

/** A circle, by its centre; round on screen, where cells are twice as high as wide. */
export const circle = defineKind({
  properties: {
    x: PROPERTIES.x,
    y: PROPERTIES.y,
    radius: PROPERTIES.radius,
    text: PROPERTIES.text,
  },
  defaults: { x: 0, y: 0, radius: 40, text: "", stroke: "rounded" },
  size: ["radius"],
  closed: true,
  box: ({ x, y, radius }) => ({
    x: x - radius,
    y: y - radius,
    width: 2 * radius,
    height: 2 * radius,
  }),
});
