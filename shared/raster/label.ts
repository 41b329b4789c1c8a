/**
 * Labels: text centred in a closed shape, and cut to it (R34).
 *
 * @module
 */

import type { ClosedShape } from "../schema/shape.ts";
import type { Layers } from "./layers.ts";
import { borderOf, type Outline } from "./outline.ts";
import { linesOf } from "./per_shape.ts";
import { asciiOnly } from "./sanitize.ts";
import { cellsOf, clipLine, layLine } from "./text_layout.ts";

/** Lays the lines of a shape's label on the inside of an outline. */
export function layLabel(
  shape: ClosedShape,
  outline: Outline,
  layers: Layers,
): void {
  const { box } = outline;
  const { charset } = layers.lens;
  const room = box.rows - 2;
  if (room < 1) return;
  const all = linesOf(shape);
  const shown = Math.min(room, all.length);
  const top = box.row + 1 + Math.floor((room - shown) / 2);
  for (let index = 0; index < shown; index++) {
    const row = top + index;
    const { leftEnd, rightStart } = borderOf(outline, row);
    const columns = rightStart - leftEnd - 1;
    const line = charset === "ascii" ? asciiOnly(all[index]!) : all[index]!;
    const more = index === shown - 1 && all.length > shown;
    const clipped = clipLine(line, columns, charset, more);
    const indent = Math.floor((columns - cellsOf(clipped)) / 2);
    layLine(layers, clipped, leftEnd + 1 + indent, row);
  }
}
