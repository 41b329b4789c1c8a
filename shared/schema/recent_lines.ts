import type { Grapheme } from "./width.ts";

/** Lines that are kept. Each may hold on to the whole text that it was cut from. */
const MOST_LINES = 1_500;
/** Code units of all of them. */
const MOST_UNITS = 60_000;

/**
 * Lines that were cut into graphemes lately. A text of which one letter changes is looked at many
 * times, and finding graphemes takes milliseconds in a long one.
 */
export class RecentLines {
  readonly #lines = new Map<string, readonly Grapheme[]>();
  #units = 0;

  /** What a line was cut into; `undefined` if that is not known any more. */
  get(line: string): readonly Grapheme[] | undefined {
    const known = this.#lines.get(line);
    if (known === undefined) return undefined;
    // What was asked for last goes last.
    this.#lines.delete(line);
    this.#lines.set(line, known);
    return known;
  }

  /** Keeps a line; those that were asked for longest ago go. */
  set(line: string, graphemes: readonly Grapheme[]): void {
    this.#lines.set(line, graphemes);
    this.#units += line.length;
    for (const oldest of this.#lines.keys()) {
      if (this.#lines.size <= MOST_LINES && this.#units <= MOST_UNITS) return;
      this.#lines.delete(oldest);
      this.#units -= oldest.length;
    }
  }
}
