/**
 * Marks at the rim of the canvas: somebody is beyond it (T11).
 *
 * @module
 */

import type { CellStyle } from "../../../shared/raster/grid.ts";
import type { Charset } from "../../../shared/raster/pen.ts";
import { lineWidth } from "../../../shared/schema/width.ts";
import type { Cell } from "../../tools/tool.ts";
import type { Brush } from "./brush.ts";

/** None of them is of ambiguous width (R6). */
const POINTERS = {
  unicode: { left: "◄", right: "►", up: "▴", down: "▾" },
  ascii: { left: "<", right: ">", up: "^", down: "v" },
} as const;

/** How many rows a mark goes aside for others, and for what is drawn. */
const ASIDE = 4;

/** A name at the rim, pointing to a cell that is out of sight. */
export function rimMark(
  brush: Brush,
  cell: Cell,
  name: string,
  { charset, ...style }: CellStyle & { readonly charset: Charset },
): void {
  const { view, canvas } = brush;
  const right = view.column + canvas.columns, foot = view.row + canvas.rows;
  const pointer = POINTERS[charset];
  const text = cell.column < view.column
    ? `${pointer.left} ${name}`
    : cell.column >= right
    ? `${name} ${pointer.right}`
    : `${cell.row < view.row ? pointer.up : pointer.down} ${name}`;
  const width = lineWidth(text);
  const column = Math.max(
    view.column,
    Math.min(cell.column, right - width),
  );
  const row = Math.max(view.row, Math.min(cell.row, foot - 1));
  brush.text({ column, row: freeRow(brush, column, row, width) }, text, style);
}

/** The row nearest to one in which a mark hides nothing; that one, if there is none. */
function freeRow(
  brush: Brush,
  column: number,
  row: number,
  width: number,
): number {
  for (let aside = 0; aside <= ASIDE; aside++) {
    for (const at of [row + aside, row - aside]) {
      if (brush.drawnIn({ column, row: at }, width) === 0) return at;
    }
  }
  return row;
}
