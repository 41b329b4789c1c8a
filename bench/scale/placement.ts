/**
 * Which machine a room is on: the ways there are, and what each makes of a population of rooms.
 *
 * @module
 */

import type { UsedRoom } from "./load.ts";

/** Where rooms were, while there were so many machines. */
export interface Before {
  readonly machines: number;
  /** The machine of each room, in the order of the rooms. */
  readonly placed: Uint16Array;
}

/**
 * Gives each room in use the number of its machine.
 *
 * @param before where they are now: a way that keeps a table moves no more than it wants to.
 */
export type Placement = (
  rooms: readonly UsedRoom[],
  machines: number,
  before?: Before,
) => Uint16Array;

/** A hash modulo the machines: simple, and nearly every room moves when a machine is added. */
export const modulo: Placement = (rooms, machines) =>
  Uint16Array.from(rooms, ({ number }) => hash(number, 0) % machines);

/**
 * Rendezvous hashing (Thaler, Ravishankar 1996): the machine with the highest hash of room and
 * machine. Of n + 1 machines, the new one takes its (n + 1)th part, and nothing else moves.
 */
export const rendezvous: Placement = (rooms, machines) =>
  Uint16Array.from(rooms, ({ number }) => highest(number, machines)!);

/** How far above the mean {@linkcode boundedLoads} lets a machine go. */
export const BOUND = 1.1;

/**
 * Consistent hashing with bounded loads (Mirrokni, Thorup, Zadimoghaddam 2016): the first machine,
 * in the order of rendezvous hashing, that the room does not bring above {@linkcode BOUND} times
 * the mean; the least loaded one if there is none. Needs to know all loads, and a table of the
 * rooms that are not at their first.
 */
export const boundedLoads: Placement = (rooms, machines) => {
  const load = new Float64Array(machines);
  const total = rooms.reduce((sum, { cpu }) => sum + cpu, 0);
  const most = BOUND * total / machines;
  return Uint16Array.from(rooms, ({ number, cpu }) => {
    const fits = (machine: number) => load[machine]! + cpu <= most;
    const chosen = highest(number, machines, fits) ??
      load.indexOf(Math.min(...load));
    load[chosen]! += cpu;
    return chosen;
  });
};

/**
 * The less loaded of the two highest (Mitzenmacher's two choices). Needs a table of the rooms that
 * took their second; a room stays where it is, unless its machine is gone or a new one is among
 * its two.
 */
export const twoChoices: Placement = (rooms, machines, before) => {
  const load = new Float64Array(machines);
  const isNew = (machine: number) =>
    before !== undefined && machine >= before.machines;
  return Uint16Array.from(rooms, ({ number, cpu }, at) => {
    const first = highest(number, machines)!;
    const second = highest(number, machines, (each) => each !== first) ?? first;
    const now = before?.placed[at];
    const stays = now !== undefined && now < machines && !isNew(first) &&
      !isNew(second);
    const chosen = stays ? now : load[first]! <= load[second]! ? first : second;
    load[chosen]! += cpu;
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
  /** Of the rooms, the part that moves when one machine is added. */
  readonly movedByOneMore: number;
  /** Of the rooms, the part that moves when one machine is lost. */
  readonly movedByOneLess: number;
  /** The busiest machine's load after that, as a multiple of the mean. */
  readonly busiestAfterLoss: number;
}

/** Places rooms on machines, and again on one more, and on one less. */
export function outcomeOf(
  place: Placement,
  rooms: readonly UsedRoom[],
  machines: number,
): Outcome {
  const placed = place(rooms, machines);
  const before = { machines, placed };
  const grown = place(rooms, machines + 1, before);
  const left = Math.max(1, machines - 1);
  const shrunk = place(rooms, left, before);
  const total = rooms.reduce((sum, { cpu }) => sum + cpu, 0);
  const dearest = rooms.reduce((most, { cpu }) => Math.max(most, cpu), 0);
  return {
    total,
    busiest: busiestOf(rooms, placed, machines) / (total / machines),
    dearestRoom: dearest / (total / machines),
    movedByOneMore: movedOf(placed, grown),
    movedByOneLess: movedOf(placed, shrunk),
    busiestAfterLoss: busiestOf(rooms, shrunk, left) / (total / left),
  };
}

function busiestOf(
  rooms: readonly UsedRoom[],
  placed: Uint16Array,
  machines: number,
): number {
  const load = new Float64Array(machines);
  rooms.forEach(({ cpu }, at) => load[placed[at]!]! += cpu);
  return Math.max(...load);
}

function movedOf(before: Uint16Array, after: Uint16Array): number {
  return before.filter((machine, at) => machine !== after[at]).length /
    before.length;
}

/** The machine with the highest hash for a room, of those that are able; `undefined` if none is. */
function highest(
  room: number,
  machines: number,
  isAble: (machine: number) => boolean = () => true,
): number | undefined {
  let chosen: number | undefined, best = -1;
  for (let machine = 0; machine < machines; machine++) {
    const score = hash(room, machine + 1);
    if (score <= best || !isAble(machine)) continue;
    [chosen, best] = [machine, score];
  }
  return chosen;
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
