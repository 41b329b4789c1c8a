/**
 * The stacking order of a room: a persistent sorted set of (`z`, `id`).
 *
 * @module
 */

import sortedBTree from "sorted-btree";
import { treeOf } from "../indexes/tree_of.ts";

type Tree = InstanceType<typeof sortedBTree.default<string, undefined>>;

// A space sorts before every character of an order key and of an id.
const keyOf = (z: string, id: string) => `${z} ${id}`;

/**
 * Live shapes from back to front. Immutable; a change copies O(log n) nodes.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { ZOrder } from "./z_order.ts";
 *
 * const order = ZOrder.EMPTY.with("b", "a1").with("a", "a1").with("c", "a0");
 * assertEquals([...order].map((entry) => entry.id), ["c", "a", "b"]);
 * assertEquals(order.above("a1", "a")?.id, "b");
 * ```
 */
export class ZOrder {
  /** No shapes. */
  static readonly EMPTY: ZOrder = new ZOrder(
    new sortedBTree.default<string, undefined>(),
  );

  readonly #tree: Tree;

  private constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** What stands for a shape in {@linkcode ZOrder.ofKeys}. */
  static keyOf({ id, z }: { id: string; z: string }): string {
    return keyOf(z, id);
  }

  /** Of shapes, by their keys in ascending order; each once. */
  static ofKeys(keys: string[]): ZOrder {
    return new ZOrder(treeOf(keys));
  }

  /** Number of shapes. */
  get size(): number {
    return this.#tree.size;
  }

  /** With a shape added. */
  with(id: string, z: string): ZOrder {
    const tree = this.#tree.clone();
    tree.set(keyOf(z, id), undefined);
    return new ZOrder(tree);
  }

  /** Without a shape. */
  without(id: string, z: string): ZOrder {
    const tree = this.#tree.clone();
    tree.delete(keyOf(z, id));
    return new ZOrder(tree);
  }

  /** The front shape, or `null` in an empty room. */
  front(): { id: string; z: string } | null {
    return entryOf(this.#tree.maxKey());
  }

  /** The back shape, or `null` in an empty room. */
  back(): { id: string; z: string } | null {
    return entryOf(this.#tree.minKey());
  }

  /** The shape just in front of (`z`, `id`), whether that is there or not. */
  above(z: string, id: string): { id: string; z: string } | null {
    return entryOf(this.#tree.nextHigherKey(keyOf(z, id)));
  }

  /** The shape just behind (`z`, `id`), whether that is there or not. */
  below(z: string, id: string): { id: string; z: string } | null {
    return entryOf(this.#tree.nextLowerKey(keyOf(z, id)));
  }

  /** The backmost shape with the key `z`, or `null` if none has it. */
  at(z: string): { id: string; z: string } | null {
    const next = this.above(z, "");
    return next?.z === z ? next : null;
  }

  /** From back to front. */
  *[Symbol.iterator](): Iterator<{ id: string; z: string }> {
    for (const key of this.#tree.keys()) yield entryOf(key)!;
  }
}

function entryOf(key: string | undefined): { id: string; z: string } | null {
  if (key === undefined) return null;
  const gap = key.indexOf(" ");
  return { z: key.slice(0, gap), id: key.slice(gap + 1) };
}

/** The strict total order of stacking: by `z`, then by `id`, in code units. */
export function backToFront(
  a: { z: string; id: string },
  b: { z: string; id: string },
): number {
  if (a.z !== b.z) return a.z < b.z ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
