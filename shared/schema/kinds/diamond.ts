import { PROPERTIES } from "../properties.ts";
import { defineKind } from "./kind.ts";

/** A rhombus, by the top left corner of its box. */
export const diamond = defineKind({
  properties: {
    x: PROPERTIES.x,
    y: PROPERTIES.y,
    width: PROPERTIES.width,
    height: PROPERTIES.height,
    text: PROPERTIES.text,
  },
  defaults: { x: 0, y: 0, width: 112, height: 112, text: "" },
  size: ["width", "height"],
  closed: true,
  box: ({ x, y, width, height }) => ({ x, y, width, height }),
});
