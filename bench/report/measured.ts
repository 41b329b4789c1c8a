import type { Figures } from "./figures.ts";
import type { FigureKind, Found, Party } from "./row.ts";

/** What one part of the benchmarks has measured until now, in one round. */
export class Measured {
  readonly #bench: string;
  readonly #parties: readonly Party[];
  readonly #failed: Readonly<Record<string, string>>;
  readonly found: Found[] = [];

  /**
   * @param parties inkroom, and whoever stands beside it.
   * @param failed who of them did not do the work, and why.
   */
  constructor(
    bench: string,
    parties: readonly Party[],
    failed: Readonly<Record<string, string>> = {},
  ) {
    this.#bench = bench;
    this.#parties = parties;
    this.#failed = failed;
  }

  /** Adds a figure; several values are of what was done several times. */
  add(
    { measure, what }: Pick<Found, "measure" | "what">,
    kind: FigureKind,
    by: Readonly<Record<string, NonNullable<Figures[string]>>>,
  ): void {
    this.found.push({
      ...{ bench: this.#bench, parties: this.#parties, measure, what },
      failed: this.#failed,
      ...kind,
      by: Object.fromEntries(
        Object.entries(by).map(([name, values]) => [name, [values]]),
      ),
    });
  }
}

/** A figure in milliseconds, of which less is better. */
export function inMs(figure: string): FigureKind {
  return { figure, unit: "ms", better: "less" };
}
