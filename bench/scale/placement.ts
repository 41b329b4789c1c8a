/**
 * Which machine a room is on: the ways there are, and what each makes of a population of rooms.
 *
 * @module
 */

import type { RoomLoad } from "./load.ts";

/**
 * Gives each room the number of its machine. `before`: where the rooms were on one machine less;
 * a way that keeps a table moves no more than it wants to.
 */
export type Placement = (
  rooms: readonly (RoomLoad | null)[],
  machines: number,
  before?: Uint16Array,
) => Uint16Array;

/** Room number modulo machines: simple, and nearly every room moves when a machine is added. */
export const modulo: Placement = (rooms, machines) =>
  Uint16Array.from(rooms, (_, room) => hash(room, 0) % machines);

/**
 * Rendezvous hashing (Thaler, Ravishankar 1996): the machine with the highest hash of room and
 * machine. Of n + 1 machines, the new one takes its (n + 1)th part, and nothing else moves.
 */
export const rendezvous: Placement = (rooms, machines) =>
  Uint16Array.from(rooms, (_, room) => ranked(room, machines)[0]);

/**
 * The less loaded of the two highest (Mitzenmacher's two choices), for rooms in use; those that
 * are empty stay where rendezvous hashing has them. Needs a table of the rooms that took their
 * second choice; a room in use stays where it is, unless a new machine is one of its two.
 */
export const twoChoices: Placement = (rooms, machines, before) => {
  const load = new Float64Array(machines);
  return Uint16Array.from(rooms, (room, number) => {
    const [first, second] = ranked(number, machines);
    if (room === null) return first;
    const isTouched = first === machines - 1 || second === machines - 1;
    const chosen = before !== undefined && !isTouched
      ? before[number]!
      : load[first]! <= load[second]!
      ? first
      : second;
    load[chosen]! += room.cpu;
    return chosen;
  });
};

/** What a placement makes of the rooms. */
export interface Outcome {
  /** Processor seconds a second of all machines together. */
  readonly total: number;
  /** The busiest machine's load, as a multiple of the mean. */
  readonly busiest: number;
  /** The dearest room's load, as a part of a machine's mean. */
  readonly dearestRoom: number;
  /** Of the rooms in use, the part that moves when one machine is added. */
  readonly moved: number;
}

/** Places rooms on machines, and again on one more. */
export function outcomeOf(
  place: Placement,
  rooms: readonly (RoomLoad | null)[],
  machines: number,
): Outcome {
  const before = place(rooms, machines);
  const after = place(rooms, machines + 1, before);
  const load = new Float64Array(machines);
  let total = 0, dearest = 0, inUse = 0, moved = 0;
  rooms.forEach((room, number) => {
    if (room === null) return;
    load[before[number]!]! += room.cpu;
    total += room.cpu;
    dearest = Math.max(dearest, room.cpu);
    inUse++;
    if (before[number] !== after[number]) moved++;
  });
  const mean = total / machines;
  return {
    total,
    busiest: Math.max(...load) / mean,
    dearestRoom: dearest / mean,
    moved: moved / inUse,
  };
}

/** The two machines with the highest hash for a room; the same twice where there is but one. */
function ranked(room: number, machines: number): [number, number] {
  let first = 0, second = 0, best = -1, next = -1;
  for (let machine = 0; machine < machines; machine++) {
    const score = hash(room, machine + 1);
    if (score > best) {
      [second, next] = [first, best];
      [first, best] = [machine, score];
    } else if (score > next) {
      [second, next] = [machine, score];
    }
  }
  return [first, second];
}

/** 32 well-mixed bits of two numbers (the finalizer of MurmurHash3, twice). */
function hash(a: number, b: number): number {
  return mix(mix(a + 0x9e3779b9) ^ Math.imul(b, 0x85ebca6b));
}

function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ bits >>> 16, 0x85ebca6b);
  bits = Math.imul(bits ^ bits >>> 13, 0xc2b2ae35);
  return (bits ^ bits >>> 16) >>> 0;
}
