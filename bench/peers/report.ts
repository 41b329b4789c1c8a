/**
 * The table, and the same as JSON.
 *
 * @module
 */

import type { Contestant } from "./contestants.ts";
import { type Figures, type Spread, spreadOf } from "./figures.ts";
import type { Measure } from "./measures/measure.ts";

/** A figure of a measure, by contestant. */
export interface Row {
  readonly measure: string;
  readonly figure: string;
  readonly unit: string;
  readonly by: Readonly<Record<string, Spread | null>>;
  /** Ours, as a part of the best peer's; `null` where one of them has none. */
  readonly toBestPeer: number | null;
  /** Ours, as a multiple of the limit's. */
  readonly toLimit: number | null;
}

/** The rows of a measure, from what every contestant did in every round. */
export function rowsOf(
  measure: Measure,
  contestants: readonly Contestant[],
  rounds: ReadonlyMap<string, readonly Figures[]>,
): Row[] {
  return Object.entries(measure.units).map(([figure, unit]) => {
    const spread = ({ name }: Contestant) =>
      spreadOf((rounds.get(name) ?? []).map((round) => round[figure] ?? null));
    const of = (role: Contestant["role"]) =>
      contestants.filter((each) => each.role === role)
        .map((each) => spread(each)?.median)
        .filter((median) => median !== undefined);
    const [ours] = of("ours"), [limit] = of("limit");
    const peers = of("peer");
    return {
      measure: measure.name,
      figure,
      unit,
      by: Object.fromEntries(
        contestants.map((each) => [each.name, spread(each)]),
      ),
      toBestPeer: ours === undefined || peers.length === 0
        ? null
        : ours / Math.min(...peers),
      toLimit: ours === undefined || limit === undefined ? null : ours / limit,
    };
  });
}

/** Rows as a Markdown table: medians, and how far the rounds lay apart. */
export function tableOf(
  rows: readonly Row[],
  contestants: readonly Contestant[],
): string {
  const names = contestants.map(({ name }) => name);
  const head = ["", ...names, "ours / best peer", "ours / limit"];
  const body = rows.map((row) => [
    `${row.measure}: ${row.figure}, ${row.unit}`,
    ...names.map((name) => shown(row.by[name] ?? null)),
    row.toBestPeer === null ? "" : times(row.toBestPeer),
    row.toLimit === null ? "" : times(row.toLimit),
  ]);
  return [head, head.map(() => "---"), ...body]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function shown(spread: Spread | null): string {
  if (spread === null) return "–";
  const { median, least, most } = spread;
  const apart = least === most ? "" : ` (${number(least)}–${number(most)})`;
  return number(median) + apart;
}

function number(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)}×`;
}
