/**
 * Geometry of lines between the centres of two cells.
 *
 * @module
 */

import type { Zoom } from "../../../shared/raster/view.ts";
import type { Binding } from "../../../shared/schema/properties.ts";
import type { Props } from "../../../shared/schema/shape.ts";
import { centre, distance } from "./cells.ts";
import type { Cell } from "../tool.ts";

/** Cells that a line is long when nobody says how long. */
const USUAL_COLUMNS = 10;

/** A straight line from cell to cell. */
export function pathGeometry(from: Cell, to: Cell, zoom: Zoom): Props {
  const { dx, dy } = distance(from, to, zoom);
  return { ...centre(from, zoom), points: [[0, 0], [dx, dy]] };
}

/** A line of the usual length, to the right. */
export function usualPath(from: Cell, zoom: Zoom): Props {
  const to = { column: from.column + USUAL_COLUMNS, row: from.row };
  return pathGeometry(from, to, zoom);
}

/** Between shapes a line goes in right angles, elsewhere straight. */
export function routeOf(
  { start, end }: {
    readonly start: Binding | null;
    readonly end: Binding | null;
  },
): Props {
  return { route: start === null && end === null ? "straight" : "elbow" };
}
