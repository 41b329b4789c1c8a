/**
 * Sorting what comes a part at a time.
 *
 * @see Bentley, Saxe: Decomposable Searching Problems I, 1980, for runs that grow by powers of two.
 * @module
 */

/**
 * Texts in the order of their code units. Each part is sorted when it comes and put together with
 * those that are no longer than it: no step takes as long as sorting all of it in the end would.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { SortedRuns } from "./sorted_runs.ts";
 *
 * const runs = new SortedRuns();
 * runs.add(["d", "a"]);
 * runs.add(["c", "b"]);
 * assertEquals(runs.all(), ["a", "b", "c", "d"]);
 * ```
 */
export class SortedRuns {
  /** Each at least twice as long as the next one. */
  readonly #runs: string[][] = [];

  /** Adds texts, which are sorted in place. */
  add(texts: string[]): void {
    let run = texts.sort();
    while (this.#runs.length > 0) {
      const last = this.#runs.at(-1)!;
      if (last.length >= 2 * run.length) break;
      this.#runs.pop();
      run = merged(last, run);
    }
    this.#runs.push(run);
  }

  /** All that was added, in order. */
  all(): string[] {
    return this.#runs.reduceRight((all, run) => merged(run, all), []);
  }
}

function merged(a: readonly string[], b: string[]): string[] {
  if (a.length === 0) return b;
  const all: string[] = new Array(a.length + b.length);
  let i = 0, j = 0, at = 0;
  while (i < a.length && j < b.length) {
    all[at++] = a[i]! <= b[j]! ? a[i++]! : b[j++]!;
  }
  while (i < a.length) all[at++] = a[i++]!;
  while (j < b.length) all[at++] = b[j++]!;
  return all;
}
