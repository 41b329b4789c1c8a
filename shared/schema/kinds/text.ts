import { PROPERTIES } from "../properties.ts";
import { CELL_HEIGHT, CELL_WIDTH } from "../units.ts";
import { textCells } from "../width.ts";
import { defineKind } from "./kind.ts";

/** Text by its top left corner; as large as its lines. */
export const text = defineKind({
  properties: { x: PROPERTIES.x, y: PROPERTIES.y, text: PROPERTIES.text },
  defaults: { x: 0, y: 0, text: "" },
  size: [],
  closed: false,
  box: ({ x, y, text }) => {
    const { columns, rows } = textCells(text);
    return { x, y, width: columns * CELL_WIDTH, height: rows * CELL_HEIGHT };
  },
});
