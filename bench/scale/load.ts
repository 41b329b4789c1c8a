/**
 * Rooms and what they ask of a machine, drawn at random: most are empty, some are busy, a few are
 * crowds.
 *
 * @module
 */

/** What a room costs while it is in use. */
export interface RoomLoad {
  readonly members: number;
  /** Seconds of processor time a second. */
  readonly cpu: number;
}

/** What was measured of the server, in seconds of processor time. */
export interface Costs {
  /** Of deciding, committing and answering one transaction. */
  readonly perTx: number;
  /** Of delivering one change to one other member. */
  readonly perDelivery: number;
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

/** Numbers in [0, 1) from a seed, the same in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ state >>> 15, state | 1);
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
    return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32;
  };
}

/** The loads of all rooms, by their number; `null` for those that nobody is in. */
export function drawLoads(
  population: Population,
  costs: Costs,
  random: () => number,
): (RoomLoad | null)[] {
  const { rooms, inUse, txPerMember, mostMembers, skew } = population;
  return Array.from({ length: rooms }, () => {
    if (random() >= inUse) return null;
    const members = Math.min(
      mostMembers,
      Math.floor((1 - random()) ** (-1 / skew)),
    );
    const txs = members * txPerMember;
    const deliveries = txs * (members - 1);
    return {
      members,
      cpu: txs * costs.perTx + deliveries * costs.perDelivery,
    };
  });
}
