/**
 * Which boxes meet a box: an R-tree over things with an id.
 *
 * @module
 */

import RBush from "rbush";

/** An axis-aligned box; edges belong to it. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Leaf {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  readonly id: string;
}

// The part of rbush that is used here; the package has no types.
interface Tree {
  insert(leaf: Leaf): void;
  remove(leaf: Leaf): void;
  load(leaves: readonly Leaf[]): void;
  clear(): void;
  search(
    box: { minX: number; minY: number; maxX: number; maxY: number },
  ): Leaf[];
}

/**
 * Boxes by id. A query costs by what it returns, a change O(log n); neither costs by how much
 * there is elsewhere.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { SpatialIndex } from "./spatial_index.ts";
 *
 * const index = new SpatialIndex();
 * index.set("a", { x: 0, y: 0, width: 10, height: 10 });
 * index.set("b", { x: 50, y: 0, width: 10, height: 10 });
 * assertEquals(index.query({ x: 5, y: 5, width: 1, height: 1 }), ["a"]);
 * ```
 */
export class SpatialIndex {
  readonly #tree: Tree = new RBush();
  readonly #leaves = new Map<string, Leaf>();

  /** Number of boxes. */
  get size(): number {
    return this.#leaves.size;
  }

  /** Adds a box, or moves the one of this id. */
  set(id: string, box: Rect): void {
    this.delete(id);
    const leaf = leafOf(id, box);
    this.#leaves.set(id, leaf);
    this.#tree.insert(leaf);
  }

  /** Forgets a box; tells whether there was one. */
  delete(id: string): boolean {
    const leaf = this.#leaves.get(id);
    if (leaf === undefined) return false;
    this.#tree.remove(leaf);
    this.#leaves.delete(id);
    return true;
  }

  /** Replaces everything; faster than as many {@linkcode set}s, and a better packed tree. */
  load(boxes: Iterable<readonly [id: string, box: Rect]>): void {
    this.#tree.clear();
    this.#leaves.clear();
    for (const [id, box] of boxes) this.#leaves.set(id, leafOf(id, box));
    this.#tree.load([...this.#leaves.values()]);
  }

  /** Ids of the boxes that meet `box`, touching included, in no particular order. */
  query(box: Rect): string[] {
    return this.#tree.search({
      minX: box.x,
      minY: box.y,
      maxX: box.x + box.width,
      maxY: box.y + box.height,
    }).map((leaf) => leaf.id);
  }

  /** The box around all boxes, or `null` if there are none. */
  bounds(): Rect | null {
    if (this.#leaves.size === 0) return null;
    // The root of the tree keeps it: nothing is walked.
    const { minX, minY, maxX, maxY } =
      (this.#tree as unknown as { data: Leaf }).data;
    return { x: minX, y: minY, width: maxX - minX, height: maxY - minY };
  }
}

function leafOf(id: string, box: Rect): Leaf {
  return {
    id,
    minX: box.x,
    minY: box.y,
    maxX: box.x + box.width,
    maxY: box.y + box.height,
  };
}
