import { boxOf } from "../../schema/shape.ts";
import { asciiOnly, printableLines } from "../sanitize.ts";
import { clipLine, layLine } from "../text_layout.ts";
import { cellsOfBox } from "../view.ts";
import type { Rasterizer } from "./rasterizer.ts";

/** Text never scales: where its box gets smaller it is cut, and ends with an ellipsis. */
export const text: Rasterizer<"text"> = {
  draw(shape, layers) {
    const { lens, region, pen } = layers;
    const box = cellsOfBox(boxOf(shape), lens.zoom);
    const from = Math.max(box.row, region.row);
    const to = Math.min(box.row + box.rows, region.row + region.rows);
    const lines = printableLines(shape.text);
    for (let row = from; row < to; row++) {
      if (pen.fill.kind !== "none") {
        const end = Math.min(
          box.column + box.columns,
          region.column + region.columns,
        );
        const start = Math.max(box.column, region.column);
        for (let column = start; column < end; column++) {
          layers.fill(column, row);
        }
      }
      const index = row - box.row;
      const line = lines[index];
      if (line === undefined) continue;
      const more = index === box.rows - 1 && lines.length > box.rows;
      const shown = lens.charset === "ascii" ? asciiOnly(line) : line;
      const clipped = clipLine(shown, box.columns, lens.charset, more);
      layLine(layers, clipped, box.column, row);
    }
  },
};
