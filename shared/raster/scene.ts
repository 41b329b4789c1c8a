/**
 * A drawing, indexed for display: what lies where, and in front of what.
 *
 * @module
 */

import { SpatialIndex } from "../geometry/spatial_index.ts";
import { resolved } from "../document/bindings.ts";
import { type Document, EMPTY_DOCUMENT } from "../document/document.ts";
import type { Shape } from "../schema/shape.ts";
import type { Box, Point } from "../schema/units.ts";
import { type HitOptions, hitTest } from "./hit.ts";
import {
  drawnBox,
  FREE,
  sameTargets,
  type Targets,
  targetsOf,
} from "./targets.ts";
import type { Zoom } from "./view.ts";

interface Entry {
  /** As it is in the document. */
  readonly stored: Shape;
  /** As it is drawn: with the bound ends of a line at their targets. */
  readonly drawn: Shape;
  readonly box: Box;
  /** What its ends are bound to: where these end up differs by zoom. */
  readonly targets: Targets;
}

/**
 * The live shapes of a document by place. Follows the document as it changes, at a cost by what
 * changed (R4).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { EMPTY_DOCUMENT } from "../document/document.ts";
 * import { Scene } from "./scene.ts";
 *
 * const scene = new Scene();
 * scene.update(EMPTY_DOCUMENT);
 * assertEquals(scene.query({ x: 0, y: 0, width: 640, height: 384 }), []);
 * ```
 */
export class Scene {
  readonly #entries = new Map<string, Entry>();
  readonly #index = new SpatialIndex();
  #document = EMPTY_DOCUMENT;

  /** @param document shown from the start; an empty room when left out. */
  constructor(document?: Document) {
    if (document !== undefined) this.update(document);
  }

  /** The document that is shown. */
  get document(): Document {
    return this.#document;
  }

  /** Number of shapes. */
  get size(): number {
    return this.#entries.size;
  }

  /**
   * Follows the document.
   *
   * @param changed ids of the shapes that were created, changed, restacked or deleted, as `apply`
   * tells them; when left out, everything is compared.
   * @returns the boxes, in world units, in which something looks different now.
   */
  update(document: Document, changed?: Iterable<string>): Box[] {
    this.#document = document;
    if (changed === undefined) {
      if (this.#entries.size === 0) return this.#load(document);
      changed = [...this.#entries.keys(), ...document.shapes.keys()];
    }
    const damage: Box[] = [];
    for (const id of this.#withBoundLines(document, changed)) {
      const stored = document.shapes.get(id)?.shape;
      this.#replace(stored && entryOf(document, stored), id, damage);
    }
    return damage;
  }

  /** A live shape as it is drawn, or `undefined`. */
  get(id: string): Shape | undefined {
    return this.#entries.get(id)?.drawn;
  }

  /** What the ends of a live shape are bound to. */
  targetsOf(id: string): Targets {
    return this.#entries.get(id)?.targets ?? FREE;
  }

  /** The box in which a live shape is drawn, in world units. */
  boxOf(id: string): Box | undefined {
    return this.#entries.get(id)?.box;
  }

  /** Shapes, as they are drawn, whose boxes meet `box` (world units): from back to front. */
  query(box: Box): Shape[] {
    return this.#index.query(box).map((id) => this.#entries.get(id)!.drawn)
      .sort(byOrder);
  }

  /** Ids of the shapes that {@linkcode query} returns, in no particular order: sorting costs more. */
  idsIn(box: Box): string[] {
    return this.#index.query(box);
  }

  /** The topmost shape at a point of the world, or `null`: see {@linkcode hitTest}. */
  hitTest(point: Point, zoom: Zoom, options?: HitOptions): Shape | null {
    return hitTest(this, point, zoom, options);
  }

  /** The box around all shapes, in world units, or `null` if there are none. */
  contentBox(): Box | null {
    return this.#index.bounds();
  }

  #load(document: Document): Box[] {
    for (const { shape } of document.shapes.values()) {
      this.#entries.set(shape.id, entryOf(document, shape));
    }
    this.#index.load(
      [...this.#entries].map(([id, { box }]) => [id, box] as const),
    );
    const bounds = this.#index.bounds();
    return bounds === null ? [] : [bounds];
  }

  /** What changed, and the lines that follow it: the set grows while it is walked. */
  *#withBoundLines(
    document: Document,
    changed: Iterable<string>,
  ): Iterable<string> {
    const seen = new Set<string>(changed);
    for (const id of seen) {
      yield id;
      for (const line of document.bound.get(id) ?? []) seen.add(line);
    }
  }

  #replace(now: Entry | undefined, id: string, damage: Box[]): void {
    const before = this.#entries.get(id);
    if (before !== undefined && now !== undefined && sameEntry(before, now)) {
      return;
    }
    if (before !== undefined) damage.push(before.box);
    if (now === undefined) {
      this.#entries.delete(id);
      this.#index.delete(id);
      return;
    }
    damage.push(now.box);
    this.#entries.set(id, now);
    if (before === undefined || !sameBox(before.box, now.box)) {
      this.#index.set(id, now.box);
    }
  }
}

/** The order of stacking, from back to front: by (`z`, `id`). */
export function byOrder(a: Shape, b: Shape): number {
  if (a.z !== b.z) return a.z < b.z ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function entryOf(document: Document, stored: Shape): Entry {
  const drawn = resolved(document, stored);
  const targets = targetsOf(stored, (id) => document.shapes.get(id)?.shape);
  return { stored, drawn, box: drawnBox(drawn, targets), targets };
}

// A line that follows its targets may look different although it is stored as it was.
function sameEntry(a: Entry, b: Entry): boolean {
  return a.stored === b.stored && sameTargets(a.targets, b.targets);
}

function sameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width &&
    a.height === b.height;
}
