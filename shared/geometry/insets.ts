/**
 * Outlines row by row: how far the outline of a round or slanted shape stands in from the
 * left side of its box (R20). The right side mirrors the left.
 *
 * @module
 */

/**
 * Insets of an ellipse of `width` × `height` cells, one a row, from top to bottom: falling to
 * the middle, and mirrored.
 *
 * @param joined for outlines that are walked from cell to cell without diagonal steps: with an
 * odd height the rows beside the middle stand at the side as well. Without that 322 of the
 * 4,361 sizes up to 90 × 50 break apart.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { ellipseInsets } from "./insets.ts";
 *
 * assertEquals(ellipseInsets(20, 10), [6, 3, 1, 0, 0, 0, 0, 1, 3, 6]);
 * ```
 */
export function ellipseInsets(
  width: number,
  height: number,
  joined = false,
): number[] {
  const most = Math.max(0, Math.floor((width - 2) / 2));
  const atSide = joined && height % 2 === 1 ? 2 : 1;
  let last = most;
  return mirrored(height, (row) => {
    if (row >= Math.ceil(height / 2) - atSide) return 0;
    const at = (row + 0.5 - height / 2) / (height / 2);
    const reach = (width / 2) * Math.sqrt(1 - at ** 2);
    const inset = Math.floor(width / 2 - reach + 0.5);
    return last = Math.max(0, Math.min(inset, last));
  });
}

/**
 * Insets of a rhombus of `width` × `height` cells, one a row, as {@linkcode ellipseInsets}.
 * With an odd height the middle row is a point: the rows beside it stand in by one cell.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { diamondInsets } from "./insets.ts";
 *
 * assertEquals(diamondInsets(8, 8), [3, 2, 1, 0, 0, 1, 2, 3]);
 * assertEquals(diamondInsets(14, 7), [6, 4, 1, 0, 1, 4, 6]);
 * ```
 */
export function diamondInsets(width: number, height: number): number[] {
  const most = Math.floor((width - 1) / 2);
  const steep = (width / 2) * (1 - 1 / height);
  // The row next to the middle, which the slope falls to; and what it stands in there.
  const last = Math.ceil(height / 2) - 1 - height % 2;
  const end = height % 2 === 0 ? 0 : Math.min(1, most);
  const top = Math.max(
    end,
    height % 2 === 0 ? Math.floor(steep) : Math.min(most, Math.round(steep)),
  );
  return mirrored(height, (row) => {
    if (row > last) return 0;
    if (row === last) return end;
    return Math.round(end + (top - end) * (1 - row / last));
  });
}

/** Insets of the upper half, from top to bottom, and the same for the lower half. */
function mirrored(height: number, upper: (row: number) => number): number[] {
  const insets = new Array<number>(height);
  for (let row = 0; row < height / 2; row++) {
    insets[row] = insets[height - 1 - row] = upper(row);
  }
  return insets;
}
