import { ATTRIBUTE, PLAIN } from "../../../shared/raster/grid.ts";
import { lineWidth } from "../../../shared/schema/width.ts";
import type { Model } from "../../state/model.ts";
import { previewOf } from "../../state/tool_step.ts";
import type { Brush } from "./brush.ts";

const LINES = ["r box    a arrow    t text", "I invite", "? keys"];
const DIM = { ...PLAIN, attributes: ATTRIBUTE.dim };

/** Three dim lines that tell how to begin, until somebody draws (T18). */
export function emptyRoom(model: Model, brush: Brush): void {
  const empty = model.status.state === "synced" &&
    model.document.shapes.size === 0 && !isDrawing(model);
  if (!empty) return;
  const { column, row } = model.view;
  const { columns, rows } = brush.canvas;
  const top = row + Math.max(0, Math.floor((rows - LINES.length) / 2));
  LINES.forEach((line, at) => {
    const left = Math.max(0, Math.floor((columns - lineWidth(line)) / 2));
    brush.text({ column: column + left, row: top + at }, line, DIM);
  });
}

/** Is a first shape under way, ours or another's? */
function isDrawing(model: Model): boolean {
  return previewOf(model) !== null ||
    [...model.presences.values()].some(({ preview }) => preview !== null);
}
