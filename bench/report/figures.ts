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
    median: percentile(values, 50)!,
    least: Math.min(...values),
    most: Math.max(...values),
    times: values.length,
  };
}
