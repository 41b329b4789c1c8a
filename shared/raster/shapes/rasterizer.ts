/**
 * What a rasterizer is. One file a kind stands beside this one, and one line in `shapes.ts`.
 *
 * @module
 */

import type { Cell } from "../../geometry/line_cells.ts";
import type { KindName } from "../../schema/kinds/kinds.ts";
import type { ShapeOf } from "../../schema/shape.ts";
import type { LabelRow } from "../label.ts";
import type { Layers, Lens } from "../layers.ts";
import type { Ties } from "../tie.ts";

/** Turns shapes of one kind into cells. */
export interface Rasterizer<K extends KindName> {
  /**
   * Lays the shape on the cells, with the pen that was begun. Costs by what of it lies in the
   * region, not by how large the shape is.
   *
   * @param shape with the ends of bound lines where they are to be.
   * @param ties of a line: where its bound ends meet their targets.
   */
  draw(shape: ShapeOf<K>, layers: Layers, ties: Ties): void;
  /** For closed kinds: does the cell belong to the outline or the inside? */
  contains?(shape: ShapeOf<K>, cell: Cell, lens: Lens): boolean;
  /** For closed kinds: is the outline made of strokes that an arm from outside can join? */
  joins?(shape: ShapeOf<K>, lens: Lens): boolean;
  /** For kinds that have one: the rows of the label. */
  label?(shape: ShapeOf<K>, lens: Lens, ties: Ties): readonly LabelRow[];
}
