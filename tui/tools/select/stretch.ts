/**
 * What becomes of a rectangle of cells when one of its handles is pulled.
 *
 * @module
 */

import {
  type CellBox,
  cellHeight,
  cellWidth,
  type Zoom,
} from "../../../shared/raster/view.ts";
import { MAX_SIZE } from "../../../shared/schema/limits.ts";
import type { Cell } from "../tool.ts";
import type { BoxHandle } from "./handles.ts";

/** A rectangle of cells before and after. */
export interface Stretch {
  readonly from: CellBox;
  readonly to: CellBox;
  /** Was it pulled through its opposite side? */
  readonly mirrored: { readonly across: boolean; readonly down: boolean };
}

/** What holds while a handle is pulled. */
export interface StretchRules {
  /** Columns for each row that are kept; `null` for any. */
  readonly ratio: number | null;
  /** The centre stays, instead of the opposite side. */
  readonly centred: boolean;
}

/** A rectangle of cells with a handle at another cell: at least one cell, never negative (R14). */
export function stretch(
  from: CellBox,
  { across, down }: BoxHandle,
  to: Cell,
  { ratio, centred }: StretchRules,
  zoom: Zoom,
): Stretch {
  const most = {
    columns: Math.floor(MAX_SIZE / cellWidth(zoom)),
    rows: Math.floor(MAX_SIZE / cellHeight(zoom)),
  };
  const x = pull(from.column, from.columns, across, to.column, centred);
  const y = pull(from.row, from.rows, down, to.row, centred);
  let columns = Math.min(most.columns, x.count);
  let rows = Math.min(most.rows, y.count);
  if (ratio !== null) {
    const needed = Math.max(
      down === 0 ? 1 : rows,
      across === 0 ? 1 : Math.ceil(columns / ratio),
    );
    rows = Math.min(needed, most.rows, Math.floor(most.columns / ratio));
    columns = Math.max(1, Math.round(rows * ratio));
  }
  return {
    from,
    to: { column: x.start(columns), row: y.start(rows), columns, rows },
    mirrored: { across: x.mirrored, down: y.mirrored },
  };
}

/** One dimension of a stretch. */
interface Pull {
  readonly count: number;
  readonly mirrored: boolean;
  /** Where `count` cells begin. */
  start(count: number): number;
}

function pull(
  first: number,
  count: number,
  side: -1 | 0 | 1,
  to: number,
  centred: boolean,
): Pull {
  const last = first + count - 1;
  const start = (now: number) => first + Math.floor((count - now) / 2);
  if (side === 0) return { count, mirrored: false, start };
  if (centred) {
    const way = 2 * to - first - last;
    return { count: Math.abs(way) + 1, mirrored: way * side < 0, start };
  }
  const fixed = side > 0 ? first : last;
  const way = to - fixed;
  const forwards = way > 0 || way === 0 && side > 0;
  return {
    count: Math.abs(way) + 1,
    mirrored: way * side < 0,
    start: (now) => forwards ? fixed : fixed - now + 1,
  };
}
