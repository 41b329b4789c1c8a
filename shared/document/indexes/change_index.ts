/**
 * Ids by the transaction that last changed them: a persistent sorted set of (`seq`, `id`).
 *
 * It makes a delta cost by what changed instead of by what is in the room (P4).
 *
 * @module
 */

import sortedBTree from "sorted-btree";
import { treeOf } from "./tree_of.ts";

type Tree = InstanceType<typeof sortedBTree.default<string, undefined>>;

// 11 digits of base 36 hold every safe integer, so keys sort as their numbers do.
const PREFIX = 11;
const prefixOf = (seq: number) => seq.toString(36).padStart(PREFIX, "0");
const keyOf = (seq: number, id: string) => prefixOf(seq) + id;

/**
 * Every id that was ever used, once, at its last change. Immutable; a change copies O(log n).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { ChangeIndex } from "./change_index.ts";
 *
 * const changes = ChangeIndex.EMPTY.move("a", null, 1).move("b", null, 2).move("a", 1, 3);
 * assertEquals([...changes.since(1)], ["b", "a"]);
 * ```
 */
export class ChangeIndex {
  /** The index of a document in which nothing has changed. */
  static readonly EMPTY: ChangeIndex = new ChangeIndex(
    new sortedBTree.default<string, undefined>(),
  );

  readonly #tree: Tree;

  private constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** What stands for an id that was last changed at `seq` in {@linkcode ChangeIndex.ofKeys}. */
  static keyOf(id: string, seq: number): string {
    return keyOf(seq, id);
  }

  /** Of ids, by their keys in ascending order; each once. */
  static ofKeys(keys: string[]): ChangeIndex {
    return new ChangeIndex(treeOf(keys));
  }

  /** With `id` at `to` instead of at `from`; `null` if it was not there. */
  move(id: string, from: number | null, to: number): ChangeIndex {
    if (from === to) return this;
    const tree = this.#tree.clone();
    if (from !== null) tree.delete(keyOf(from, id));
    tree.set(keyOf(to, id), undefined);
    return new ChangeIndex(tree);
  }

  /** Without `id`, which was at `seq`. */
  without(id: string, seq: number): ChangeIndex {
    const tree = this.#tree.clone();
    tree.delete(keyOf(seq, id));
    return new ChangeIndex(tree);
  }

  /** Ids whose last change is after `seq`, in the order of those changes. */
  *since(seq: number): IterableIterator<string> {
    for (const [key] of this.#tree.entries(prefixOf(seq + 1))) {
      yield key.slice(PREFIX);
    }
  }
}
