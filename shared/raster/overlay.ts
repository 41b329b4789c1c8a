/**
 * Drafts laid over a drawing.
 *
 * @module
 */

import type { Document } from "../document/document.ts";
import type { Box } from "../schema/units.ts";
import { type Draft, withFollowers } from "./draft.ts";
import type { Placed } from "./rasterize.ts";
import { byOrder, type Scene } from "./scene.ts";
import { drawnBox, sameTargets, type Targets, targetsOf } from "./targets.ts";
import { type CellBox, cellsSeen, overlap, type Zoom } from "./view.ts";

interface Shown extends Draft {
  readonly targets: Targets;
  /** In which it is drawn, in world units. */
  readonly box: Box;
  /** Order key of the shape that it stands in for, or `null` where there is none. */
  readonly z: string | null;
}

/** The drafts of one viewer, as they are drawn over a scene that changes under them. */
export class Overlay {
  #drafts: readonly Draft[] = [];
  #shown: readonly Shown[] = [];
  /** What `#shown` was made of. */
  #document: Document | undefined;

  /** Shows these drafts, and no longer those from before. */
  set(drafts: readonly Draft[]): void {
    this.#drafts = drafts;
    this.#document = undefined;
  }

  /**
   * Follows the scene.
   *
   * @returns the boxes, in world units, in which the drafts look different now.
   */
  follow(scene: Scene): Box[] {
    if (this.#document === scene.document) return [];
    this.#document = scene.document;
    const before = this.#shown;
    const drafts = withFollowers(scene.document, this.#drafts);
    // Of several drafts of one shape the first counts.
    const drafted = new Map(
      drafts.toReversed().map(({ shape }) => [shape.id, shape]),
    );
    const shapeOf = (id: string) => drafted.get(id) ?? scene.get(id);
    const now = drafts.map((draft) => {
      const { shape } = draft;
      const targets = targetsOf(shape, shapeOf);
      const z = scene.get(shape.id)?.z ?? null;
      return { ...draft, targets, box: drawnBox(shape, targets), z };
    });
    this.#shown = now;
    const differ = [...without(before, now), ...without(now, before)];
    return differ.flatMap(({ shape, hides, box }) => {
      const hidden = [shape.id, hides ?? shape.id]
        .map((id) => scene.boxOf(id)).filter((box) => box !== undefined);
      return [box, ...hidden];
    });
  }

  /** The shapes of a region with drafts in the place of some, and the other drafts in front. */
  over(
    placed: readonly Placed[],
    region: CellBox,
    zoom: Zoom,
  ): readonly Placed[] {
    if (this.#shown.length === 0) return placed;
    const hidden = new Set(
      this.#shown.flatMap(({ shape, hides }) => [shape.id, hides ?? shape.id]),
    );
    const below = placed.filter(({ shape }) => !hidden.has(shape.id))
      .map((one) => ({ ...one, order: one.shape }));
    const inFront: Placed[] = [];
    for (const { shape, dim, z, box, targets } of this.#shown) {
      if (overlap(cellsSeen(box, zoom), region) === null) continue;
      const one = { shape, dim, targets };
      if (z === null) inFront.push(one);
      else below.push({ ...one, order: { ...shape, z } });
    }
    below.sort((a, b) => byOrder(a.order, b.order));
    return [...below, ...inFront];
  }
}

/** Those of some drafts that are not among others. */
function without(drafts: readonly Shown[], others: readonly Shown[]): Shown[] {
  const known = new Map(others.map((other) => [other.shape, other]));
  return drafts.filter((draft) => {
    const other = known.get(draft.shape);
    return other === undefined || !isSame(draft, other);
  });
}

function isSame(a: Shown, b: Shown): boolean {
  return a.dim === b.dim && a.hides === b.hides && a.z === b.z &&
    sameTargets(a.targets, b.targets);
}
