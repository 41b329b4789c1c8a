import { boxOf, type ShapeOf } from "../../schema/shape.ts";
import type { Layers } from "../layers.ts";
import { linesOf, perShape } from "../per_shape.ts";
import { asciiOnly } from "../sanitize.ts";
import { clipLine, layLine } from "../text_layout.ts";
import { type CellBox, cellsOfBox } from "../view.ts";
import type { Rasterizer } from "./rasterizer.ts";

const boxOfText = perShape((shape: ShapeOf<"text">) => boxOf(shape));

/** Text never scales: where its box gets smaller it is cut, and ends with an ellipsis. */
export const text: Rasterizer<"text"> = {
  draw(shape, layers) {
    const { lens, region, pen } = layers;
    const box = cellsOfBox(boxOfText(shape), lens.zoom);
    const from = Math.max(box.row, region.row);
    const to = Math.min(box.row + box.rows, region.row + region.rows);
    const lines = linesOf(shape);
    for (let row = from; row < to; row++) {
      if (pen.fill.kind !== "none") layPlate(box, row, layers);
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

/** Fills the cells of a row of the box that lie in the region. */
function layPlate(box: CellBox, row: number, layers: Layers): void {
  const { region } = layers;
  const from = Math.max(box.column, region.column);
  const to = Math.min(
    box.column + box.columns,
    region.column + region.columns,
  );
  for (let column = from; column < to; column++) layers.fill(column, row);
}
