import type { Point } from "../../../shared/schema/units.ts";
import type { CellVector } from "../tool.ts";

/**
 * How far it is from here to there for one who goes the way of an arrow key, in world units: what
 * lies aside counts twice.
 *
 * @returns `null` where that is rather another way than `by`.
 */
export function wayAhead(
  here: Point,
  there: Point,
  by: CellVector,
): number | null {
  const dx = there.x - here.x, dy = there.y - here.y;
  const ahead = by.columns !== 0
    ? dx * Math.sign(by.columns)
    : dy * Math.sign(by.rows);
  const aside = Math.abs(by.columns !== 0 ? dy : dx);
  return ahead <= 0 || aside > ahead ? null : ahead + 2 * aside;
}
