/**
 * Shapes in words.
 *
 * @module
 */

import {
  cellOfPathPoint,
  cellsOfShape,
} from "../tools/geometry/shape_cells.ts";
import { isPath, type Shape } from "../../shared/schema/shape.ts";
import { plain } from "../state/words/plain.ts";

/** Characters of a text that are read out. */
const MOST = 120;

/**
 * What a shape is, where, how large, in columns and rows at 100 %: `rectangle "gateway" at 12,5,
 * 20 by 4`.
 */
export function describeShape(shape: Shape): string {
  const { column, row, columns, rows } = cellsOfShape(shape, 100);
  const color = shape.color === "default" ? "" : `, ${shape.color}`;
  const text = "text" in shape && shape.text !== ""
    ? ` ${quoted(shape.text)}`
    : "";
  if (isPath(shape)) {
    const from = cellOfPathPoint(shape, 0, 100);
    const to = cellOfPathPoint(shape, -1, 100);
    const where = `from ${from.column},${from.row} to ${to.column},${to.row}`;
    return `${shape.type}${text} ${where}${color}`;
  }
  const size = shape.type === "text" ? "" : `, ${columns} by ${rows}`;
  const kind = shape.type === "pencil" ? "pencil stroke" : shape.type;
  return `${kind}${text} at ${column},${row}${size}${color}`;
}

/** A text as it is read out: one line, safe, not endless. */
export function quoted(text: string): string {
  const line = plain(text);
  const letters = [...line];
  return letters.length > MOST
    ? `"${letters.slice(0, MOST).join("")}" and more`
    : `"${line}"`;
}
