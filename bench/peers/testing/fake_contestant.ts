/**
 * A contestant in memory, which does its work as the others do, or not.
 *
 * @module
 */

import type { Contestant } from "../contestants.ts";
import type { Change, Ears, Loaded } from "../protocols/protocol.ts";
import { placeOf } from "../protocols/places.ts";

/** What it does wrong. */
export interface Faults {
  /** The delivery of every so manieth change is left out. */
  readonly loses?: number;
  /** The last change of all is not delivered. */
  readonly losesTail?: boolean;
  /** Each change is delivered twice. */
  readonly doubles?: boolean;
  /** Only every second change is delivered, with the one before it in it. */
  readonly squashes?: boolean;
  /** Every so manieth ack is left out. */
  readonly losesAcks?: number;
  /** After a restart the last changes are not there. */
  readonly forgets?: boolean;
  /** Who comes in gets one shape less than there are. */
  readonly hides?: boolean;
}

type Room = Map<string, number>;

/** A contestant with some faults. */
export function fakeContestant(
  faults: Faults = {},
  promises: Partial<Contestant> = {},
): Contestant {
  const rooms = new Map<string, Room>();
  let starts = 0;
  const members = new Map<string, Ears[]>();
  const roomOf = (name: string): Room => {
    const room = rooms.get(name) ?? new Map();
    rooms.set(name, room);
    return room;
  };
  return {
    name: "fake",
    role: "peer",
    acks: "durable",
    squashes: false,
    keepsAfter: "SIGKILL",
    keepsAfterMs: 0,
    ...promises,
    start() {
      if (starts++ > 0 && faults.forgets === true) forget(rooms);
      return Promise.resolve({
        url: "",
        usage: () => Promise.resolve({ cpu: 0, memory: 0 }),
        stop: () => Promise.resolve(),
      });
    },
    join({ room }, index, ears) {
      const all = members.get(room) ?? [];
      members.set(room, all);
      all[index] = ears;
      return Promise.resolve({
        bytes: 0,
        isClosed: false,
        move: (n) => deliver(all, index, n, faults),
        stall() {},
        resume() {},
        close() {},
      });
    },
    rooms: {
      fill({ room }, count) {
        for (let n = 0; n < count; n++) {
          roomOf(room).set(`f${n}`, placeOf(n).x);
        }
        return Promise.resolve();
      },
      change({ room }, changes: readonly Change[]) {
        for (const { id, x } of changes) roomOf(room).set(id, x);
        return Promise.resolve();
      },
      load({ room }): Promise<Loaded> {
        const shapes = new Map(roomOf(room));
        if (faults.hides) shapes.delete("f0");
        return Promise.resolve({
          ...{ firstMs: 1, allMs: 1, bytes: 1, token: null },
          shapes,
        });
      },
    },
  };
}

/** What the last client wrote is not there. */
function forget(rooms: ReadonlyMap<string, Room>): void {
  for (const room of rooms.values()) {
    const last = [...room.keys()].at(-1);
    if (last !== undefined) room.set(last, 0);
  }
}

function deliver(
  all: readonly Ears[],
  by: number,
  n: number,
  { loses, losesTail, doubles, squashes, losesAcks }: Faults,
): void {
  if (losesAcks === undefined || n % losesAcks > 0) all[by]!.acked(n);
  if (loses !== undefined && n % loses === 0) return;
  if (losesTail === true && n > 2) return;
  if (squashes === true && n % 2 === 1) return;
  all.forEach((ears, member) => {
    if (member === by) return;
    ears.heard(by, n);
    if (doubles === true) ears.heard(by, n);
  });
}
