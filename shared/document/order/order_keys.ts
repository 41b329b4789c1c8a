/**
 * Order keys: fractional indexes, kept short by rewriting neighbours (E15).
 *
 * A key between two others can always be made, but each one made in the same gap may be longer
 * than the last. Above {@linkcode MAX_ORDER_KEY} the gap is made wider instead: its neighbours
 * move apart to fresh keys.
 *
 * @see Wallace: Realtime Editing of Ordered Sequences, 2017
 * (https://www.figma.com/blog/realtime-editing-of-ordered-sequences/); Greenspan: Implementing
 * Fractional Indexing, 2020 (https://observablehq.com/@dgreensp/implementing-fractional-indexing).
 * @module
 */

import { generateNKeysBetween } from "fractional-indexing";
import { MAX_ORDER_KEY } from "../../schema/limits.ts";
import type { OpOf } from "../../schema/op.ts";
import type { ZOrder } from "./z_order.ts";

interface Entry {
  readonly id: string;
  readonly z: string;
}

/** A place between two neighbours; `null` is an end of the order. */
export interface Gap {
  readonly below: Entry | null;
  readonly above: Entry | null;
}

/** Keys for a gap, back to front, and new keys of those that made room. */
export interface Placement {
  readonly keys: readonly string[];
  readonly rekeyed: [id: string, z: string][];
}

/** The gap that `to` names; `z` is the key of its anchor, where it has one. */
export function gapAt(
  order: ZOrder,
  to: OpOf<"order">["to"],
  z: string | null,
): Gap {
  if (to === "front") return { below: order.front(), above: null };
  if (to === "back") return { below: null, above: order.back() };
  if ("above" in to) {
    const anchor = { id: to.above, z: z! };
    return { below: anchor, above: order.above(anchor.z, anchor.id) };
  }
  const anchor = { id: to.below, z: z! };
  return { below: order.below(anchor.z, anchor.id), above: anchor };
}

/** `count` new keys in a gap of `order`. */
export function placeInGap(
  order: ZOrder,
  gap: Gap,
  count: number,
): Placement {
  const keys = keysBetween(gap.below, gap.above, count);
  if (keys !== null && keys.every((key) => key.length <= MAX_ORDER_KEY)) {
    return { keys, rekeyed: [] };
  }
  return makeRoom(order, gap, count);
}

/**
 * The key `z` if no shape has it, else the next one (E15).
 */
export function freeKey(
  order: ZOrder,
  z: string,
): { key: string; rekeyed: [id: string, z: string][] } {
  const first = order.at(z);
  if (first === null) return { key: z, rekeyed: [] };
  let below = first;
  let above = order.above(below.z, below.id);
  while (above?.z === z) {
    below = above;
    above = order.above(below.z, below.id);
  }
  const { keys, rekeyed } = placeInGap(order, { below, above }, 1);
  return { key: keys[0]!, rekeyed };
}

/**
 * Takes more and more neighbours on both sides of a gap, until fresh keys for all of them are
 * at most half as long as is allowed; so the next rewriting of this gap is far away.
 */
function makeRoom(order: ZOrder, gap: Gap, count: number): Placement {
  const behind: Entry[] = [], before: Entry[] = [];
  let { below, above } = gap;
  for (let reach = 4;; reach *= 2) {
    while (behind.length < reach && below !== null) {
      behind.unshift(below);
      below = order.below(below.z, below.id);
    }
    while (before.length < reach && above !== null) {
      before.push(above);
      above = order.above(above.z, above.id);
    }
    const wanted = behind.length + count + before.length;
    const keys = keysBetween(below, above, wanted);
    const everything = below === null && above === null;
    const roomy = (key: string) => key.length <= MAX_ORDER_KEY / 2;
    if (keys !== null && (everything || keys.every(roomy))) {
      const rekeyed: [string, string][] = [
        ...behind.map(({ id }, i) => [id, keys[i]!] as [string, string]),
        ...before.map(({ id }, i) =>
          [id, keys[behind.length + count + i]!] as [string, string]
        ),
      ];
      return {
        keys: keys.slice(behind.length, behind.length + count),
        rekeyed,
      };
    }
  }
}

/** Keys between two entries, or `null` if they share a key and there is no place between. */
function keysBetween(
  below: Entry | null,
  above: Entry | null,
  count: number,
): string[] | null {
  if (below !== null && above !== null && below.z >= above.z) return null;
  return generateNKeysBetween(below?.z, above?.z, count);
}
