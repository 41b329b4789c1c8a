/**
 * A document out of its parts.
 *
 * @module
 */

import { reindexBindings } from "./bindings.ts";
import {
  type Document,
  EMPTY_DOCUMENT,
  lastTouch,
  type ShapeRecord,
  type Tombstone,
} from "./document.ts";
import { ChangeIndex } from "./indexes/change_index.ts";
import { SortedRuns } from "./indexes/sorted_runs.ts";
import { ZOrder } from "./order/z_order.ts";

/**
 * Puts a document together from its live shapes and tombstones, a part at a time, so that a
 * large one stops nobody; its indexes are made anew.
 */
export class DocumentBuilder {
  readonly #shapes = EMPTY_DOCUMENT.shapes.asMutable();
  readonly #tombstones = EMPTY_DOCUMENT.tombstones.asMutable();
  #bound = EMPTY_DOCUMENT.bound;
  readonly #order = new SortedRuns();
  readonly #changes = new SortedRuns();

  /** Adds ids, each of which comes once. */
  add(
    records: readonly ShapeRecord[],
    tombstones: readonly (readonly [id: string, tombstone: Tombstone])[],
  ): void {
    for (const record of records) {
      this.#shapes.set(record.shape.id, record);
      this.#bound = reindexBindings(this.#bound, null, record.shape);
    }
    for (const [id, tombstone] of tombstones) {
      this.#tombstones.set(id, tombstone);
    }
    this.#order.add(records.map(({ shape }) => ZOrder.keyOf(shape)));
    this.#changes.add([
      ...records.map((record) =>
        ChangeIndex.keyOf(record.shape.id, lastTouch(record))
      ),
      ...tombstones.map(([id, { seq }]) => ChangeIndex.keyOf(id, seq)),
    ]);
  }

  /** The document; nothing more can be added. */
  document(seq: number): Document {
    return {
      seq,
      shapes: this.#shapes.asImmutable(),
      tombstones: this.#tombstones.asImmutable(),
      order: ZOrder.ofKeys(this.#order.all()),
      bound: this.#bound,
      changes: ChangeIndex.ofKeys(this.#changes.all()),
    };
  }
}
