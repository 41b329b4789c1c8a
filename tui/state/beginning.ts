/**
 * How one begins in a room, before anything is heard of it.
 *
 * @module
 */

import type { View } from "../../shared/raster/view.ts";
import type { ToolName } from "../tools/labels.ts";
import type { Cell, Style } from "../tools/tool.ts";

/** The tool in hand. */
export const FIRST_TOOL: ToolName = "select";

/** How shapes are drawn. */
export const FIRST_STYLE: Style = {
  stroke: "rounded",
  color: "default",
  fill: "none",
};

/** What is in sight. */
export const FIRST_VIEW: View = { column: 0, row: 0, zoom: 100 };

/** Where the cursor is on a canvas of a size: above the lines in the middle of an empty room. */
export function firstCursor(
  canvas: { readonly columns: number; readonly rows: number },
): Cell {
  return {
    column: Math.floor(canvas.columns / 3),
    row: Math.floor(canvas.rows / 3),
  };
}
