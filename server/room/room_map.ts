/**
 * A room's drawing by place (E26).
 *
 * @module
 */

import { resolved } from "../../shared/document/bindings.ts";
import type { Document } from "../../shared/document/document.ts";
import { byOrder, Scene } from "../../shared/raster/scene.ts";
import { drawnBox, targetsOf } from "../../shared/raster/targets.ts";
import type { Shape } from "../../shared/schema/shape.ts";
import type { Box } from "../../shared/schema/units.ts";

/**
 * An index of a room's shapes. It pays from the second question on, and is made then; from there
 * it follows the room by what has changed since it was last asked.
 */
export class RoomMap {
  #scene: Scene | null = null;
  #wasAsked = false;

  /** The shapes of `document`, which must not be older than the one before. */
  of(document: Document): Scene {
    if (this.#scene === null) return this.#scene = new Scene(document);
    const { seq } = this.#scene.document;
    if (document.seq > seq) {
      this.#scene.update(document, document.changes.since(seq));
    }
    return this.#scene;
  }

  /** Ids of the shapes of `document` that meet `box`, from back to front. */
  idsIn(document: Document, box: Box): string[] {
    const hasPaid = this.#scene !== null || this.#wasAsked;
    this.#wasAsked = true;
    const shapes = hasPaid
      ? this.of(document).query(box)
      : shapesIn(document, box);
    return shapes.map(({ id }) => id);
  }
}

/** One look through all shapes: a tenth of what it costs to make an index of them. */
function shapesIn(document: Document, box: Box): Shape[] {
  const found: Shape[] = [];
  const shapeOf = (id: string) => document.shapes.get(id)?.shape;
  for (const { shape } of document.shapes.values()) {
    const drawn = resolved(document, shape);
    const seen = drawnBox(drawn, targetsOf(shape, shapeOf));
    if (meets(seen, box)) found.push(shape);
  }
  return found.sort(byOrder);
}

function meets(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width &&
    a.y <= b.y + b.height && b.y <= a.y + a.height;
}
