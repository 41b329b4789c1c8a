/**
 * What the server costs, from the measured figures.
 *
 * @module
 */

import type { Row } from "../report/row.ts";
import { OURS } from "../report/row.ts";

/** In seconds of processor time, of all threads. */
export interface Costs {
  /** Of deciding, committing and answering one transaction. */
  readonly perTx: number;
  /** Of delivering one change to one other member. */
  readonly perDelivery: number;
}

/** The measures that the costs are fitted to, and how many hear each change in them. */
export const FITTED: Readonly<Record<string, number>> = {
  "1,000 rooms × 2": 1,
  "20 × 20": 19,
  "50 × 10": 49,
  "200 × 5": 199,
};

/**
 * The median of a figure of ours.
 *
 * @throws {RangeError} If it was not measured.
 */
export function figureOf(
  rows: readonly Row[],
  measure: string,
  figure: string,
): number {
  const median = rows.find((row) =>
    row.measure === measure && row.figure === figure
  )?.by[OURS]?.median;
  if (median === undefined) {
    throw new RangeError(`Cannot tell: ${measure}, ${figure} is not measured`);
  }
  return median;
}

/**
 * Fits `perTx / others + perDelivery` to the processor time a delivery that was measured with so
 * many others in a room: least squares of the relative errors, and nothing costs less than
 * nothing.
 */
export function costsOf(rows: readonly Row[]): Costs {
  const points = Object.entries(FITTED).map(([measure, others]) => ({
    others,
    cost: figureOf(rows, measure, "server CPU s / 100,000 deliveries") /
      100_000,
  }));
  return fit(points);
}

/** As {@linkcode costsOf}, of costs a delivery by the number of others. */
export function fit(
  points: readonly { readonly others: number; readonly cost: number }[],
): Costs {
  // Relative errors: a x + b y = 1 with a = 1 / (others cost), b = 1 / cost.
  let aa = 0, ab = 0, bb = 0, a1 = 0, b1 = 0;
  for (const { others, cost } of points) {
    const a = 1 / (others * cost), b = 1 / cost;
    [aa, ab, bb, a1, b1] = [
      aa + a * a,
      ab + a * b,
      bb + b * b,
      a1 + a,
      b1 + b,
    ];
  }
  const determinant = aa * bb - ab * ab;
  const perTx = (a1 * bb - b1 * ab) / determinant;
  const perDelivery = (aa * b1 - ab * a1) / determinant;
  if (perDelivery < 0) return { perTx: a1 / aa, perDelivery: 0 };
  if (perTx < 0) return { perTx: 0, perDelivery: b1 / bb };
  return { perTx, perDelivery };
}
