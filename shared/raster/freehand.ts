/**
 * Freehand strokes.
 *
 * @module
 */

import type { ShapeOf } from "../schema/shape.ts";
import { strokeChain } from "./chain.ts";
import { strokeDotted } from "./dots.ts";
import type { Layers } from "./layers.ts";
import { pointCells, withoutRepeats } from "./path.ts";
import { cellHeight, cellWidth } from "./view.ts";

/** Lays a freehand stroke on the cells: its samples, joined by straight lines (R33). */
export function drawSamples(shape: ShapeOf<"pencil">, layers: Layers): void {
  const { lens, pen } = layers;
  const width = cellWidth(lens.zoom), height = cellHeight(lens.zoom);
  if (pen.braille) {
    strokeDotted(
      withoutRepeats(pointCells(shape, width / 2, height / 4)),
      layers,
    );
  } else strokeChain(withoutRepeats(pointCells(shape, width, height)), layers);
}
