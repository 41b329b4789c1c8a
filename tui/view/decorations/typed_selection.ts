import { ATTRIBUTE, palette } from "../../../shared/raster/grid.ts";
import type { Model } from "../../state/model.ts";
import { typedRows } from "../../state/typing/caret.ts";
import { rangeOf } from "../../state/typing/text_buffer.ts";
import { placeAt } from "../../state/typing/text_rows.ts";
import type { Brush } from "./brush.ts";

const SELECTED = { fg: palette(14), bg: 0, attributes: ATTRIBUTE.inverse };

/** What is selected in the text being typed; of a line break, the cell behind its line. */
export function typedSelection(model: Model, brush: Brush): void {
  const { entry } = model;
  if (entry === null) return;
  const { from, to } = rangeOf(entry.buffer);
  if (from === to) return;
  const { text } = entry.buffer;
  const start = placeAt(text, from), end = placeAt(text, to);
  for (const row of typedRows(model, entry)) {
    if (row.line < start.line || row.line > end.line) continue;
    const first = row.line === start.line ? start.cell - row.from : 0;
    const behind = row.line === end.line ? end.cell - row.from : row.cells + 1;
    const until = Math.min(behind, row.cells + (row.line < end.line ? 1 : 0));
    for (let cell = Math.max(0, first); cell < until; cell++) {
      const column = row.column + cell;
      if (column <= row.last) {
        brush.restyle({ column, row: row.row }, SELECTED);
      }
    }
  }
}
