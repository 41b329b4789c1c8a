/**
 * Rows as a Markdown table.
 *
 * @module
 */

import type { Spread } from "./figures.ts";
import { goalsOf } from "./goals.ts";
import { number } from "./number.ts";
import type { Row } from "./row.ts";

/**
 * One table of all rows: for each part of the benchmarks a heading of its columns, for each
 * measure a line that says what is done, and a line a figure, with the median of all rounds, the
 * extremes in brackets where there were several, our multiples, and the goal if there is one.
 */
export function tableOf(rows: readonly Row[]): string {
  const parts = Map.groupBy(rows, ({ bench }) => bench);
  return [...parts.values()].map(partOf).join("\n\n");
}

function partOf(rows: readonly Row[]): string {
  const names = columnsOf(rows, "ours").concat(columnsOf(rows, "peer"));
  const limits = columnsOf(rows, "limit");
  const hasPeers = rows.some(({ ratios }) => ratios.bestPeer !== null);
  const head = [
    rows[0]!.bench,
    ...names,
    ...limits,
    ...(hasPeers ? ["× best peer"] : []),
    ...limits.map((name) => `× ${name}`),
    "goal",
  ];
  const measures = Map.groupBy(rows, ({ measure }) => measure);
  const body = [...measures.values()].flatMap((own) => [
    [`**${own[0]!.measure}**: ${own[0]!.what}`, ...head.slice(1).fill("")],
    ...own.map((row) => [
      `${row.figure}, ${row.unit}`,
      ...[...names, ...limits].map((name) => cellOf(row, name)),
      ...(hasPeers ? [bestPeerOf(row)] : []),
      ...limits.map((name) => timesOf(row.ratios.limits[name])),
      goalTold(row),
    ]),
  ]);
  return [head, head.map(() => "---"), ...body]
    .map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The parties of a role that have a figure in some row, or should have one. */
function columnsOf(
  rows: readonly Row[],
  role: Row["parties"][number]["role"],
): string[] {
  const names = rows.flatMap(({ parties, by, failed }) =>
    parties.filter((party) => party.role === role)
      .map(({ name }) => name)
      .filter((name) => (by[name] ?? null) !== null || name in failed)
  );
  return [...new Set(names)];
}

function cellOf({ by, failed }: Row, name: string): string {
  const spread = by[name] ?? null;
  return name in failed ? "failed" : spread === null ? "–" : shown(spread);
}

function shown({ median, least, most, times }: Spread): string {
  const apart = times === 1 || least === most
    ? ""
    : ` (${number(least)}–${number(most)})`;
  return number(median) + apart;
}

function bestPeerOf({ ratios: { bestPeer } }: Row): string {
  return bestPeer === null ? "" : `${timesOf(bestPeer.ratio)} ${bestPeer.name}`;
}

function goalTold(row: Row): string {
  return goalsOf(row)
    .map(({ told, isMet }) => `${told}: ${isMet ? "met" : "**not met**"}`)
    .join(", ");
}

function timesOf(ratio: number | undefined): string {
  return ratio === undefined ? "" : `${number(ratio)}×`;
}
