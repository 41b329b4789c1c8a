/**
 * Rooms and what they ask of a machine, drawn at random: most are empty, some are busy, a few are
 * crowds.
 *
 * @module
 */

import type { Costs } from "./costs.ts";

/** A room in use, and what it costs meanwhile. */
export interface UsedRoom {
  /** Its number among all rooms. */
  readonly number: number;
  readonly members: number;
  /** Seconds of processor time a second. */
  readonly cpu: number;
}

/** Who is in the rooms, and how busy they are. */
export interface Population {
  readonly rooms: number;
  /** Of the rooms, how many have anybody in them at a time. */
  readonly inUse: number;
  /** Transactions a second and member, on average, of a room in use. */
  readonly txPerMember: number;
  /** The most members that a room may have. */
  readonly mostMembers: number;
  /**
   * How fast large rooms get rare: the share of rooms with at least m members falls as
   * m^-skew. 1 is Zipf's law; teams and classes are nearer to 1.5.
   */
  readonly skew: number;
}

/** Seconds of processor time a second of a room in which everybody makes so many changes. */
export function roomCost(
  members: number,
  txPerMember: number,
  { perTx, perDelivery }: Costs,
): number {
  const txs = members * txPerMember;
  return txs * perTx + txs * (members - 1) * perDelivery;
}

/** The rooms in use, in the order of their numbers. */
export function drawRooms(
  { rooms, inUse, txPerMember, mostMembers, skew }: Population,
  costs: Costs,
  random: () => number,
): UsedRoom[] {
  const used: UsedRoom[] = [];
  for (let number = 0; number < rooms; number++) {
    if (random() >= inUse) continue;
    const drawn = Math.floor((1 - random()) ** (-1 / skew));
    const members = Math.min(mostMembers, drawn);
    const cpu = roomCost(members, txPerMember, costs);
    used.push({ number, members, cpu });
  }
  return used;
}
