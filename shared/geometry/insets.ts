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
  return insetsBy(width, height, joined, (slope) => Math.sqrt(1 - slope ** 2));
}

/** Insets of a rhombus of `width` × `height` cells, one a row, as {@linkcode ellipseInsets}. */
export function diamondInsets(width: number, height: number): number[] {
  return insetsBy(width, height, false, (slope) => 1 - Math.abs(slope));
}

/**
 * @param reach how much of half the width the shape has at a height, which goes from -1 at the
 * top to 0 in the middle.
 */
function insetsBy(
  width: number,
  height: number,
  joined: boolean,
  reach: (at: number) => number,
): number[] {
  const insets = new Array<number>(height).fill(0);
  const most = Math.max(0, Math.floor((width - 2) / 2));
  const atSide = height % 2 === 0 ? 1 : joined ? 2 : 1;
  const curved = Math.ceil(height / 2) - atSide;
  let last = most;
  for (let row = 0; row < curved; row++) {
    const at = (row + 0.5 - height / 2) / (height / 2);
    const inset = Math.floor(width / 2 - (width / 2) * reach(at) + 0.5);
    last = Math.max(0, Math.min(inset, last));
    insets[row] = last;
    insets[height - 1 - row] = last;
  }
  return insets;
}
