/**
 * A tree of what is sorted already: a tenth of the time that as many insertions take.
 *
 * @module
 */

import type sortedBTree from "sorted-btree";
import { bulkLoad } from "sorted-btree/extended/bulkLoad.js";

/** Keys of a leaf at most: as many as a tree has that grows by insertions. */
const NODE_SIZE = 32;

/** A tree of keys, each once and in ascending order. */
export function treeOf(
  keys: string[],
): InstanceType<typeof sortedBTree.default<string, undefined>> {
  const values = new Array<undefined>(keys.length).fill(undefined);
  return bulkLoad(keys, values, NODE_SIZE, byCodeUnits);
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
