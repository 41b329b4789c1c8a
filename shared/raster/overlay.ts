/**
 * Drafts laid over a drawing.
 *
 * @module
 */

import type { Document } from "../document/document.ts";
import { boxOf } from "../schema/shape.ts";
import type { Box } from "../schema/units.ts";
import { withEndsAt } from "./bound_ends.ts";
import { type Draft, withFollowers } from "./draft.ts";
import type { Placed } from "./rasterize.ts";
import { byOrder, type Scene } from "./scene.ts";
import { type CellBox, cellsSeen, overlap, type Zoom } from "./view.ts";

interface Shown extends Draft {
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
    const now = withFollowers(scene.document, this.#drafts).map((draft) => ({
      ...draft,
      z: scene.get(draft.shape.id)?.z ?? null,
    }));
    this.#shown = now;
    const differ = [
      ...before.filter((draft) => !now.some(sameAs(draft))),
      ...now.filter((draft) => !before.some(sameAs(draft))),
    ];
    return differ.flatMap(({ shape, hides }) => {
      const hidden = [shape.id, hides ?? shape.id]
        .map((id) => scene.boxOf(id)).filter((box) => box !== undefined);
      return [boxOf(shape), ...hidden];
    });
  }

  /** The shapes of a region with drafts in the place of some, and the other drafts in front. */
  over(
    placed: readonly Placed[],
    scene: Scene,
    region: CellBox,
    zoom: Zoom,
  ): readonly Placed[] {
    if (this.#shown.length === 0) return placed;
    const hidden = new Set(
      this.#shown.flatMap(({ shape, hides }) => [shape.id, hides ?? shape.id]),
    );
    const shapeOf = (id: string) =>
      this.#shown.find(({ shape }) => shape.id === id)?.shape ?? scene.get(id);
    const below = placed.filter(({ shape }) => !hidden.has(shape.id))
      .map((one) => ({ ...one, order: one.shape }));
    const inFront: Placed[] = [];
    for (const { shape: draft, dim, z } of this.#shown) {
      if (overlap(cellsSeen(boxOf(draft), zoom), region) === null) continue;
      const one = { shape: withEndsAt(draft, zoom, shapeOf), dim };
      if (z === null) inFront.push(one);
      else below.push({ ...one, order: { ...draft, z } });
    }
    below.sort((a, b) => byOrder(a.order, b.order));
    return [...below, ...inFront];
  }
}

function sameAs(a: Shown): (b: Shown) => boolean {
  return (b) =>
    a.shape === b.shape && a.dim === b.dim && a.hides === b.hides &&
    a.z === b.z;
}
