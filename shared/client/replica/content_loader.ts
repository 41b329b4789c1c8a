/**
 * Puts together what the server sends in pages: a snapshot (P3), a delta (P4).
 *
 * @module
 */

import { type Delta, joinPages } from "../../document/delta.ts";
import type { ServerMessageOf, TextPast } from "../../schema/server_message.ts";
import type { Shape } from "../../schema/shape.ts";

/** A page of a room's shapes. */
export type SnapshotPage = Pick<
  ServerMessageOf<"snapshot">,
  "seq" | "page" | "last" | "count" | "shapes" | "texts"
>;

/** A page of a difference. */
export type DeltaPage = Pick<
  ServerMessageOf<"delta">,
  | "from"
  | "to"
  | "lastCseq"
  | "page"
  | "last"
  | "added"
  | "modified"
  | "deleted"
  | "texts"
>;

/** The shapes of the pages so far. */
export interface LoadedShapes {
  /** `seq` of the first page: what a delta to the head begins at. */
  readonly seq: number;
  readonly shapes: readonly Shape[];
  /** How those texts came about that were asked for, as far as it is told. */
  readonly texts: readonly TextPast[];
  readonly complete: boolean;
}

/** Collects the pages of a snapshot. */
export class SnapshotLoader {
  #seq = 0;
  #next = 0;
  #count = 0;
  // By id: pages are read at different times, so that a shape may come twice; the later holds.
  #shapes = new Map<string, Shape>();
  #texts: TextPast[] = [];

  /** How much of a snapshot has come, from 0 to 1; `null` where none is on its way. */
  get progress(): number | null {
    return this.#next <= 0 || this.#count === 0
      ? null
      : Math.min(1, this.#shapes.size / this.#count);
  }

  /**
   * Adds a page; page 0 begins anew.
   *
   * @returns the shapes when it is worth to show them: after pages 1, 2, 4, 8, … and the last,
   * so that the work on all pages together grows with the room alone. `null` in between.
   * `"hole"` when a page is missing.
   */
  add(page: SnapshotPage): LoadedShapes | null | "hole" {
    if (page.page === 0) {
      this.#seq = page.seq;
      this.#count = page.count ?? 0;
      this.#shapes = new Map();
      this.#texts = [];
    } else if (page.page !== this.#next) {
      return "hole";
    }
    this.#next = page.last ? -1 : page.page + 1;
    for (const shape of page.shapes) this.#shapes.set(shape.id, shape);
    this.#texts.push(...page.texts ?? []);
    const count = page.page + 1;
    if (!page.last && (count & (count - 1)) !== 0) return null;
    const shapes = [...this.#shapes.values()];
    if (page.last) this.#shapes = new Map();
    const texts = this.#texts;
    return { seq: this.#seq, shapes, texts, complete: page.last };
  }
}

/** Collects the pages of a delta. */
export class DeltaLoader {
  #pages: DeltaPage[] = [];

  /**
   * Adds a page; page 0 begins anew.
   *
   * @returns the whole delta after its last page, `null` before, `"hole"` when a page is missing.
   */
  add(page: DeltaPage): Delta | null | "hole" {
    if (page.page === 0) this.#pages = [];
    if (page.page !== this.#pages.length) return "hole";
    this.#pages.push(page);
    if (!page.last) return null;
    const pages = this.#pages;
    this.#pages = [];
    return joinPages(pages);
  }
}
