import type { Document } from "../../../shared/document/document.ts";
import { ATTRIBUTE, palette } from "../../../shared/raster/grid.ts";
import type { Zoom } from "../../../shared/raster/view.ts";
import type { Preview } from "../../../shared/schema/presence.ts";
import type { Shape } from "../../../shared/schema/shape.ts";
import type { Model } from "../../state/model.ts";
import { foundShape } from "../../state/search/find.ts";
import { shapesOf } from "../../state/company/shapes_of_preview.ts";
import { previewOf } from "../../state/tool_step.ts";
import {
  handlesOf,
  MOST_RESIZED,
  type PlacedHandle,
} from "../../tools/select/handles.ts";
import {
  cellOfPathPoint,
  cellsOfShape,
  shownShape,
} from "../../tools/geometry/shape_cells.ts";
import type { Brush } from "./brush.ts";
import { markedInSight, type Touching } from "./marked_in_sight.ts";

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
export function selectionMarks(
  model: Model,
  brush: Brush,
  touching: Touching,
): void {
  if (model.entry !== null) return;
  const { zoom } = model.view;
  const isPast = model.past !== null;
  const ids = markedIds(model);
  const shown = shownIn(model);
  const { shownOf, moved, drafted } = shown;
  let marked = 0;
  for (const id of markedInSight(ids, brush, touching, moved, drafted)) {
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
  for (const { cell } of handlesIn(model, ids, shown)) {
    brush.restyle(cell, HANDLE);
  }
}

/** Handles of what rests, which are where they were as long as nothing changes. */
const atRest = new WeakMap<
  readonly string[],
  {
    readonly document: Document;
    readonly zoom: Zoom;
    readonly handles: readonly PlacedHandle[];
  }
>();

function handlesIn(
  { document, view: { zoom } }: Model,
  ids: readonly string[],
  { shownOf, rests }: Shown,
): readonly PlacedHandle[] {
  const known = atRest.get(ids);
  if (rests && known?.document === document && known.zoom === zoom) {
    return known.handles;
  }
  const free = ids.map(shownOf).filter((shape) => shape !== null)
    .filter(({ locked }) => !locked);
  const handles = handlesOf(free, zoom);
  if (rests) atRest.set(ids, { document, zoom, handles });
  return handles;
}

/** What is selected, or was found. */
function markedIds(model: Model): readonly string[] {
  const found = foundShape(model);
  return found === null ? model.selection : [found];
}

/** How what is selected is drawn. */
interface Shown {
  /** A shape where it is, or where it is being taken. */
  readonly shownOf: (id: string) => Shape | null;
  /** How all that is not locked is being taken elsewhere. */
  readonly moved: Extract<Preview, { ids: unknown }> | null;
  /** What is otherwise than in the document. */
  readonly drafted: Iterable<string>;
  /** Is all as it is in the document? */
  readonly rests: boolean;
}

function shownIn(model: Model): Shown {
  const { document, view: { zoom } } = model;
  const preview = previewOf(model);
  const moved = preview !== null && "ids" in preview ? preview : null;
  const drafts = preview === null || moved !== null
    ? []
    : shapesOf(preview, document);
  const changed = new Map(drafts.map((shape) => [shape.id, shape]));
  const shownOf = (id: string) => {
    const shape = changed.get(id) ?? document.shapes.get(id)?.shape;
    if (shape === undefined) return null;
    const shown = shownShape(document, shape, zoom);
    return moved === null || shape.locked
      ? shown
      : { ...shown, x: shown.x + moved.dx, y: shown.y + moved.dy };
  };
  return { shownOf, moved, drafted: changed.keys(), rests: preview === null };
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
