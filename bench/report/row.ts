/**
 * What a benchmark found out: a figure of a measure, for inkroom and whoever stands beside it.
 *
 * @module
 */

import { type Figures, type Spread, spreadOf } from "./figures.ts";

/** Ours, in every row. */
export const OURS = "inkroom";

/** Somebody in a table. */
export interface Party {
  readonly name: string;
  readonly role: "ours" | "peer" | "limit";
}

/** One figure. */
export interface Row {
  /** The part of the benchmarks: rows of one have the same columns. */
  readonly bench: string;
  readonly measure: string;
  /** What is done, in one sentence. */
  readonly what: string;
  readonly figure: string;
  readonly unit: string;
  /** Is less better, or more? `null` where neither is: the figure explains others. */
  readonly better: "less" | "more" | null;
  readonly parties: readonly Party[];
  /** By party; `null` where one has no such figure. */
  readonly by: Readonly<Record<string, Spread | null>>;
  /** Why a party has none that should have one. */
  readonly failed: Readonly<Record<string, string>>;
  readonly ratios: Ratios;
}

/** Our figure, as a multiple of theirs. */
export interface Ratios {
  /** The best peer, and our multiple of its figure; `null` where one of both has none. */
  readonly bestPeer: { readonly name: string; readonly ratio: number } | null;
  readonly limits: Readonly<Record<string, number>>;
}

/** A figure's name, its unit, and which way it is better. */
export interface FigureKind {
  readonly figure: string;
  readonly unit: string;
  readonly better: Row["better"];
}

/** What a row is made of: of each party a value, or several, of each round. */
export interface Found extends FigureKind {
  readonly bench: string;
  readonly measure: string;
  readonly what: string;
  readonly parties: readonly Party[];
  readonly by: Readonly<
    Record<string, readonly (Figures[string] | undefined)[]>
  >;
  readonly failed?: Readonly<Record<string, string>>;
}

/** A row, with medians and ratios. */
export function rowOf({ by, failed = {}, ...found }: Found): Row {
  const spreads = Object.fromEntries(
    found.parties.map(({ name }) => [name, spreadOf(by[name] ?? [])]),
  );
  return {
    ...found,
    by: spreads,
    failed,
    ratios: ratiosOf(found.parties, spreads, found.better),
  };
}

/**
 * Rounds of a part as one: each figure of the last with the values of all. Who failed in one of them
 * has failed.
 */
export function joined(rounds: readonly (readonly Found[])[]): Found[] {
  return (rounds.at(-1) ?? []).map((last) => {
    const same = rounds.flat().filter(({ measure, figure }) =>
      measure === last.measure && figure === last.figure
    );
    const parties = new Map(
      same.flatMap((each) => each.parties).map((each) => [each.name, each]),
    );
    return {
      ...last,
      parties: [...parties.values()],
      by: Object.fromEntries(
        [...parties.keys()].map((name) => [
          name,
          same.flatMap(({ by }) => by[name] ?? [null]),
        ]),
      ),
      failed: Object.assign({}, ...same.map(({ failed = {} }) => failed)),
    };
  });
}

function ratiosOf(
  parties: readonly Party[],
  by: Readonly<Record<string, Spread | null>>,
  better: Row["better"],
): Ratios {
  const ours = by[OURS]?.median;
  if (ours === undefined || better === null) {
    return { bestPeer: null, limits: {} };
  }
  const known = (role: Party["role"]) =>
    parties.filter((party) => party.role === role).flatMap(({ name }) => {
      const median = by[name]?.median;
      return median === undefined ? [] : [{ name, median }];
    });
  const [best] = known("peer").toSorted((a, b) =>
    better === "less" ? a.median - b.median : b.median - a.median
  );
  // Nothing is a multiple of what shrank, or stayed.
  const isRatio = ({ median }: { median: number }) => median > 0 && ours >= 0;
  return {
    bestPeer: best === undefined || !isRatio(best)
      ? null
      : { name: best.name, ratio: ours / best.median },
    limits: Object.fromEntries(
      known("limit").filter(isRatio)
        .map(({ name, median }) => [name, ours / median]),
    ),
  };
}
