/**
 * Ids by the transaction that last changed them: a persistent sorted set of (`seq`, `id`).
 *
 * It makes a delta cost by what changed instead of by what is in the room (P4).
 *
 * @module
 */

import sortedBTree from "sorted-btree";

type Tree = InstanceType<typeof sortedBTree.default<string, string>>;

// 11 digits of base 36 hold every safe integer, so keys sort as their numbers do.
const prefixOf = (seq: number) => seq.toString(36).padStart(11, "0");
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
    new sortedBTree.default<string, string>(),
  );

  readonly #tree: Tree;

  private constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** Of ids, each with the `seq` of its last change; ids must be distinct. */
  static from(
    entries: Iterable<readonly [id: string, seq: number]>,
  ): ChangeIndex {
    return ChangeIndex.EMPTY.withAll(entries);
  }

  /** With many ids added that were not there. */
  withAll(
    entries: Iterable<readonly [id: string, seq: number]>,
  ): ChangeIndex {
    const tree = this.#tree.clone();
    for (const [id, seq] of entries) tree.set(keyOf(seq, id), id);
    return new ChangeIndex(tree);
  }

  /** With `id` at `to` instead of at `from`; `null` if it was not there. */
  move(id: string, from: number | null, to: number): ChangeIndex {
    if (from === to) return this;
    const tree = this.#tree.clone();
    if (from !== null) tree.delete(keyOf(from, id));
    tree.set(keyOf(to, id), id);
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
    for (const [, id] of this.#tree.entries(prefixOf(seq + 1))) yield id;
  }
}
