import { PROPERTIES } from "../properties.ts";
import { defineKind } from "./kind.ts";

/** A box, by its top left corner. */
export const rectangle = defineKind({
  properties: {
    x: PROPERTIES.x,
    y: PROPERTIES.y,
    width: PROPERTIES.width,
    height: PROPERTIES.height,
    text: PROPERTIES.text,
  },
  defaults: { x: 0, y: 0, width: 96, height: 64, text: "" },
  size: ["width", "height"],
  closed: true,
  box: ({ x, y, width, height }) => ({ x, y, width, height }),
});
