/**
 * Many changes of a filled room, by as many clients for every contestant: somebody alone would
 * wait for each answer, and some answer at once, others when it is on disk.
 *
 * @module
 */

import type { Change, Place, Protocol } from "../protocols/protocol.ts";

/** Clients that share the changes. */
export const CLIENTS = 8;

/** What is done to a room. */
export interface Changes {
  /** How many in all. */
  readonly count: number;
  /** Of shapes `f0` to `f<shapes - 1>`, in turns, each by one client. */
  readonly shapes: number;
  /** Characters that each shape says after each change, if any. */
  readonly text: number;
}

/**
 * Changes a room, and resolves with where each shape is afterwards. No change sets what is there
 * already: that would be work for some and none for others.
 *
 * @param round is another one every time that a room is changed.
 */
export async function changeRoom(
  { change }: Pick<Protocol, "change">,
  place: Place,
  { count, shapes, text }: Changes,
  round = 0,
): Promise<Map<string, number>> {
  const shares = Array.from({ length: CLIENTS }, (): Change[] => []);
  const after = new Map<string, number>();
  for (let n = 0; n < count; n++) {
    const shape = n % shapes;
    const id = `f${shape}`;
    const x = -1 - n - round * count;
    const said = text === 0 ? undefined : `${x} `.padEnd(text, "inkroom ");
    shares[shape % CLIENTS]!.push({ id, x, text: said });
    after.set(id, x);
  }
  await Promise.all(shares.map((share) => change(place, share)));
  return after;
}

/** Of the shapes that were changed, how many are where they were left, in percent. */
export function keptOf(
  after: ReadonlyMap<string, number>,
  shapes: ReadonlyMap<string, number>,
): number {
  let kept = 0;
  for (const [id, x] of after) if (shapes.get(id) === x) kept++;
  return kept / after.size * 100;
}
