import type { Sight } from "./protocol.ts";

const IN_A_ROW = 40, WIDE = 96, HIGH = 64;
/** The size of every shape. */
export const SIZE = { width: 64, height: 48 };

/** Where shape number `n` of a filled room is, in world units: 40 in a row. */
export function placeOf(n: number): { x: number; y: number } {
  return { x: n % IN_A_ROW * WIDE, y: Math.floor(n / IN_A_ROW) * HIGH };
}

/** A terminal of 80 × 22 cells that looks at the middle of a room of so many shapes. */
export function middleOf(count: number): Sight {
  const viewport = {
    x: IN_A_ROW / 2 * WIDE,
    y: Math.floor(count / IN_A_ROW / 2) * HIGH,
    width: 640,
    height: 352,
  };
  const ids = new Set<string>();
  for (let n = 0; n < count; n++) {
    const { x, y } = placeOf(n);
    const isSeen = x < viewport.x + viewport.width &&
      x + SIZE.width > viewport.x && y < viewport.y + viewport.height &&
      y + SIZE.height > viewport.y;
    if (isSeen) ids.add(`f${n}`);
  }
  return { viewport, ids };
}
