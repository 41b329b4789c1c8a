/**
 * Cursor moves: the shortest way from one cell to another.
 *
 * @module
 */

/** Where a terminal's cursor is, counted from 0; `null` where that is not known. */
export interface Place {
  readonly column: number | null;
  readonly row: number | null;
}

/**
 * The shortest sequence that moves the cursor; `""` if it is there.
 *
 * Carriage return, line feed and backspace are never used: what a line feed does depends on the
 * terminal's settings, and a painter that sends no control character but ESC is easier to trust.
 */
export function moveCursor(from: Place, column: number, row: number): string {
  if (from.row === row) {
    if (from.column === column) return "";
    const absolute = csi(column + 1, "G");
    if (from.column === null) return absolute;
    const distance = column - from.column;
    const relative = csi(Math.abs(distance), distance > 0 ? "C" : "D");
    return relative.length <= absolute.length ? relative : absolute;
  }
  const absolute = column === 0
    ? csi(row + 1, "H")
    : `\x1b[${row === 0 ? "" : row + 1};${column + 1}H`;
  if (from.row === null) return absolute;
  const distance = row - from.row, down = distance > 0;
  // E and F go to the first column of a row further down or up, B and A stay in theirs.
  const straight = column === 0
    ? csi(Math.abs(distance), down ? "E" : "F")
    : column === from.column
    ? csi(Math.abs(distance), down ? "B" : "A")
    : absolute;
  return straight.length < absolute.length ? straight : absolute;
}

function csi(count: number, final: string): string {
  return `\x1b[${count === 1 ? "" : count}${final}`;
}
