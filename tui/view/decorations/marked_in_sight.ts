import {
  type CellBox,
  cellOfPoint,
  grown,
  slackAt,
  type Zoom,
} from "../../../shared/raster/view.ts";
import type { Preview } from "../../../shared/schema/presence.ts";
import type { Brush } from "./brush.ts";

/** Ids of the shapes that may be seen in some cells of the world, in no particular order. */
export type Touching = (cells: CellBox, zoom: Zoom) => readonly string[];

/** How a preview takes all of the selection elsewhere. */
type Move = Extract<Preview, { ids: unknown }>;

/** Fewer than this are walked faster than they are looked up. */
const WALKED = 1_000;

const placesOf = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/**
 * Of a selection, at least what is in sight, in its order. Of a large one the beginning is walked,
 * which is enough where most of it is in sight; from there on the index tells, so that it costs by
 * what is seen (E26).
 *
 * @param moved how all of it is being taken elsewhere, or `null`.
 * @param drafted ids of what is shown otherwise than the index knows it.
 */
export function* markedInSight(
  ids: readonly string[],
  brush: Brush,
  touching: Touching,
  moved: Move | null,
  drafted: Iterable<string>,
): Iterable<string> {
  yield* ids.slice(0, WALKED);
  if (ids.length <= WALKED) return;
  const near = new Set(drafted);
  for (const cells of regionsOf(brush, moved)) {
    for (const id of touching(cells, brush.view.zoom)) near.add(id);
  }
  const places = placesIn(ids);
  const rest: number[] = [];
  for (const id of near) {
    const place = places.get(id);
    if (place !== undefined && place >= WALKED) rest.push(place);
  }
  for (const place of rest.sort((a, b) => a - b)) yield ids[place]!;
}

/** Where the index has what is in sight: where it is, and where it is taken from. */
function regionsOf({ view, canvas }: Brush, moved: Move | null): CellBox[] {
  const { column, row, zoom } = view;
  const slack = slackAt(zoom);
  const seen = { column, row, columns: canvas.columns, rows: canvas.rows };
  const here = grown(seen, slack, slack);
  // What is locked stays.
  return moved === null ? [here] : [here, takenBack(here, moved, zoom)];
}

/** The cells from which a move comes to some cells. */
function takenBack(cells: CellBox, { dx, dy }: Move, zoom: Zoom): CellBox {
  const by = cellOfPoint({ x: dx, y: dy }, zoom);
  const back = {
    ...cells,
    column: cells.column - by.column,
    row: cells.row - by.row,
  };
  // A move need not be one of whole cells.
  return grown(back, 1, 1);
}

function placesIn(ids: readonly string[]): ReadonlyMap<string, number> {
  let places = placesOf.get(ids);
  if (places === undefined) {
    places = new Map(ids.map((id, place) => [id, place]));
    placesOf.set(ids, places);
  }
  return places;
}
