/**
 * The size of a screen, from a terminal that may say anything.
 *
 * @module
 */

/** A screen's size in cells. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

const MAX_COLUMNS = 1_000;
const MAX_ROWS = 500;

/**
 * A size that can be painted: 80 × 24 where a terminal tells none, and at most 1,000 × 500, since
 * some say 65,535 × 65,535.
 */
export function boundedSize({ columns, rows }: Size): Size {
  return {
    columns: columns > 0 ? Math.min(Math.floor(columns), MAX_COLUMNS) : 80,
    rows: rows > 0 ? Math.min(Math.floor(rows), MAX_ROWS) : 24,
  };
}
