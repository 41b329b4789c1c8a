/**
 * Which lines of chat were heard (P10).
 *
 * @module
 */

/** Numbers below the highest that are remembered: more than come again with a connection. */
const REMEMBERED = 1_000;

/**
 * Lines by their number, each of which is to be told once. They may come again after a
 * reconnection, and not in their order where they were said on several servers.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { HeardLines } from "./heard_lines.ts";
 *
 * const heard = new HeardLines();
 * assertEquals([2, 1, 2].map((id) => heard.add(id)), [true, true, false]);
 * ```
 */
export class HeardLines {
  readonly #ids = new Set<number>();
  #last = 0;

  /** A line is heard; `false` if it was before. */
  add(id: number): boolean {
    if (this.#ids.has(id) || id <= this.#last - REMEMBERED) return false;
    this.#ids.add(id);
    this.#last = Math.max(this.#last, id);
    if (this.#ids.size > 2 * REMEMBERED) {
      for (const old of this.#ids) {
        if (old <= this.#last - REMEMBERED) this.#ids.delete(old);
      }
    }
    return true;
  }

  /** In another life of the room lines are numbered anew. */
  clear(): void {
    this.#ids.clear();
    this.#last = 0;
  }
}
