/**
 * What people had seen when they set something: the base of what is sent has to say just that, or
 * what is written over goes untold, or is told without need (invariant 12).
 *
 * @module
 */

import { must } from "../violation.ts";
import type { SentTx } from "./sent.ts";

/** How far a room had come for who saw it, in which of its lives. */
interface Sight {
  readonly who: string;
  readonly seen: number;
  readonly life: number;
}

/** Sizes that were set while typing, each with what its author saw then. */
export class Sights {
  /** By size, which is another one each time. */
  readonly #sights = new Map<number, { who: string; seen: number }>();
  /** By the name of what was done. */
  readonly #sightOf = new Map<string, Sight>();
  /** Those who take things back: what they do again, they do in sight of what is there then. */
  readonly #undoing = new Set<string>();

  /** Somebody who sees the room as it is at `seen` sets a size: this one. */
  resize(who: string, seen: number): number {
    const size = this.#sights.size + 1;
    this.#sights.set(size, { who, seen });
    return size;
  }

  /** Somebody does something, in sight of a room as it is in one of its lives. */
  doing({ group, ...sight }: Sight & { readonly group: string }): void {
    this.#sightOf.set(group, sight);
  }

  /**
   * A transaction goes onto the wire.
   *
   * @param life of the room that it goes to.
   * @throws {Violation} if its base is not what its author saw (E18).
   */
  checkBase({ cseq, base, group = "" }: SentTx, life: number): void {
    const sight = this.#sightOf.get(group);
    if (sight === undefined || sight.life !== life) return;
    if (this.#undoing.has(sight.who)) return;
    must(
      base === sight.seen,
      12,
      () => `number ${cseq} has base ${base}, and was made at ${sight.seen}`,
    );
  }

  /** Somebody undoes. */
  undoing(who: string): void {
    this.#undoing.add(who);
  }

  /**
   * A transaction of typing goes onto the wire.
   *
   * @throws {Violation} if its base is not what its author saw who set the size that is in it.
   */
  check({ cseq, base, ops }: SentTx): void {
    for (const op of ops) {
      if (op.op !== "set" || op.props.width === undefined) continue;
      const sight = this.#sights.get(op.props.width);
      if (sight === undefined || this.#undoing.has(sight.who)) continue;
      // Of what was seen of an earlier life of the room nothing is said.
      must(
        base === undefined || base === sight.seen,
        12,
        () =>
          `number ${cseq} has base ${base}, and its size was set at ${sight.seen}`,
      );
    }
  }
}
