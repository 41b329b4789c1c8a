/**
 * Numbers of several rounds, and what is said of them.
 *
 * @module
 */

/**
 * What one contestant did in one round: figures by name, several where something was done several
 * times; `null` where it has none.
 */
export type Figures = Readonly<
  Record<string, number | readonly number[] | null>
>;

/** The value below which so many of a hundred lie; `null` of none. */
export function percentile(
  values: readonly number[],
  percent: number,
): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const at = Math.ceil(percent / 100 * sorted.length) - 1;
  return sorted[Math.max(0, at)] ?? null;
}

/** The value in the middle, or the mean of the two there. */
function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]!
    : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A figure over all rounds. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** How often it was measured. */
  readonly times: number;
}

/** Median and extremes of a figure; `null` where a round has none. */
export function spreadOf(
  rounds: readonly (Figures[string] | undefined)[],
): Spread | null {
  if (rounds.some((round) => (round ?? null) === null)) return null;
  const values = rounds.flatMap((round) => round ?? []);
  if (values.length === 0) return null;
  return {
    median: medianOf(values),
    least: Math.min(...values),
    most: Math.max(...values),
    times: values.length,
  };
}
