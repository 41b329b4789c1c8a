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
  /** Ours, as a multiple of each limit's, by its name. */
  readonly toLimits: Readonly<Record<string, number>>;
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
    const [ours] = of("ours");
    const peers = of("peer");
    const limits = contestants.filter(({ role }) => role === "limit")
      .map((each) => [each.name, spread(each)?.median] as const);
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
      toLimits: Object.fromEntries(
        limits.flatMap(([name, limit]) =>
          ours === undefined || limit === undefined
            ? []
            : [[name, ours / limit]]
        ),
      ),
    };
  });
}

/**
 * The rows of a measure as a Markdown table with only those in it who did it: medians, and how
 * far the rounds lay apart.
 */
export function tableOf(
  { name: title, what }: Measure,
  rows: readonly Row[],
  contestants: readonly Contestant[],
): string {
  const able = contestants.filter(({ name }) =>
    rows.some(({ by }) => (by[name] ?? null) !== null)
  );
  const names = able.map(({ name }) => name);
  const limits = able.filter(({ role }) => role === "limit")
    .map(({ name }) => name);
  const head = [
    "",
    ...names,
    "to the best peer",
    ...limits.map((name) => `to ${name}`),
  ];
  const body = rows.map((row) => [
    `${row.figure}, ${row.unit}`,
    ...names.map((name) => shown(row.by[name] ?? null)),
    row.toBestPeer === null ? "" : times(row.toBestPeer),
    ...limits.map((name) => {
      const ratio = row.toLimits[name];
      return ratio === undefined ? "" : times(ratio);
    }),
  ]);
  const table = [head, head.map(() => "---"), ...body]
    .map((cells) => `| ${cells.join(" | ")} |`);
  return [`**${title}**: ${what}`, "", ...table].join("\n");
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
