/**
 * When the members of a room make their changes.
 *
 * @module
 */

import { randomFrom } from "../../random.ts";

/** A change that is due. */
export interface Due {
  readonly member: number;
  /** Milliseconds after the beginning. */
  readonly at: number;
}

/**
 * Every member's changes, without end, in the order of their times: one every so many milliseconds,
 * each member's from a moment of its own on. The moments are drawn from the room's name, so that they
 * are the same for whoever is measured.
 *
 * Each time is reckoned from the beginning, never from the change before: timers that are set anew
 * after each change run late by and by, until those of all members ring together, and a server that
 * is asked for fifty things at once needs a third of the time.
 */
export function* changesDue(
  room: string,
  members: number,
  every: number,
): Generator<Due, never> {
  const random = randomFrom(seedOf(room));
  const first = Array.from(
    { length: members },
    (_, member) => ({ member, at: random() * every }),
  ).toSorted((a, b) => a.at - b.at);
  for (let round = 0;; round++) {
    for (const { member, at } of first) {
      yield { member, at: at + round * every };
    }
  }
}

function seedOf(name: string): number {
  return [...name].reduce(
    (seed, letter) => Math.imul(seed, 31) + letter.codePointAt(0)! | 0,
    0,
  );
}
