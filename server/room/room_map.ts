/**
 * A room's drawing by place (E26).
 *
 * @module
 */

import type { Document } from "../../shared/document/document.ts";
import { Scene } from "../../shared/raster/scene.ts";

/**
 * An index of a room's shapes, made when it is first asked for. From then on it follows the room
 * by what has changed since it was last asked.
 */
export class RoomMap {
  #scene: Scene | null = null;

  /** The shapes of `document`, which must not be older than the one before. */
  of(document: Document): Scene {
    if (this.#scene === null) return this.#scene = new Scene(document);
    const { seq } = this.#scene.document;
    if (document.seq > seq) {
      this.#scene.update(document, document.changes.since(seq));
    }
    return this.#scene;
  }
}
