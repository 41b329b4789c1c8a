/**
 * Numbers of several rounds, and what is said of them.
 *
 * @module
 */

/** What one contestant did in one round: figures by name; `null` where it has none. */
export type Figures = Readonly<Record<string, number | null>>;

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
}

/** Median and extremes of a figure; `null` where a round has none. */
export function spreadOf(values: readonly (number | null)[]): Spread | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0 || known.length < values.length) return null;
  return {
    median: percentile(known, 50)!,
    least: Math.min(...known),
    most: Math.max(...known),
  };
}
