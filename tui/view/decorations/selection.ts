import { ATTRIBUTE, palette } from "../../../shared/raster/grid.ts";
import type { Zoom } from "../../../shared/raster/view.ts";
import type { Shape } from "../../../shared/schema/shape.ts";
import type { Model } from "../../state/model.ts";
import { foundShape } from "../../state/search/find.ts";
import { shapesOf } from "../../state/company/shapes_of_preview.ts";
import { previewOf } from "../../state/tool_step.ts";
import { handlesOf, MOST_RESIZED } from "../../tools/select/handles.ts";
import {
  cellOfPathPoint,
  cellsOfShape,
  shownShape,
} from "../../tools/geometry/shape_cells.ts";
import type { Brush } from "./brush.ts";

/** More shapes that are marked than this are not seen apart. */
const MOST = 200;

/** Handles stand out from any color of a shape. */
const HANDLE = { fg: palette(14), bg: 0, attributes: ATTRIBUTE.inverse };
/** What is locked can be told from what is not. */
const LOCKED = { ...HANDLE, fg: palette(8) };

/**
 * Corners of each selected shape, and the handles by which all of them are resized: where they
 * are now, or where they are being taken.
 */
export function selectionMarks(model: Model, brush: Brush): void {
  if (model.entry !== null) return;
  const { zoom } = model.view;
  const isPast = model.past !== null;
  const ids = markedIds(model);
  const shownOf = shownIn(model);
  let marked = 0;
  for (const id of ids) {
    if (marked === MOST) break;
    const shape = shownOf(id);
    if (shape === null) continue;
    const cells = cellsOfShape(shape, zoom);
    if (!brush.sees(cells)) continue;
    marked += 1;
    if (shape.locked) brush.corners(cells, LOCKED);
    else if (!("points" in shape)) brush.corners(cells, HANDLE);
    else if (ids.length > 1 || isPast) markEnds(shape, zoom, brush);
  }
  // In the past nothing can be resized.
  if (isPast || ids.length > MOST_RESIZED) return;
  const free = ids.map(shownOf).filter((shape) => shape !== null)
    .filter(({ locked }) => !locked);
  for (const { cell } of handlesOf(free, zoom)) brush.restyle(cell, HANDLE);
}

/** What is selected, or was found. */
function markedIds(model: Model): readonly string[] {
  const found = foundShape(model);
  return found === null ? model.selection : [found];
}

/** Where a shape is drawn: where it is, or where it is being taken. */
function shownIn(model: Model): (id: string) => Shape | null {
  const { document, view: { zoom } } = model;
  const preview = previewOf(model);
  const moved = preview !== null && "ids" in preview ? preview : null;
  const drafts = preview === null || moved !== null
    ? []
    : shapesOf(preview, document);
  const changed = new Map(drafts.map((shape) => [shape.id, shape]));
  return (id) => {
    const shape = changed.get(id) ?? document.shapes.get(id)?.shape;
    if (shape === undefined) return null;
    const shown = shownShape(document, shape, zoom);
    return moved === null || shape.locked
      ? shown
      : { ...shown, x: shown.x + moved.dx, y: shown.y + moved.dy };
  };
}

function markEnds(
  shape: Extract<Shape, { points: unknown }>,
  zoom: Zoom,
  brush: Brush,
): void {
  for (const end of [0, -1]) {
    brush.restyle(cellOfPathPoint(shape, end, zoom), HANDLE);
  }
}
