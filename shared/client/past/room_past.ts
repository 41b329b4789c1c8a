/**
 * A room as it was after each of its events, near enough at hand to go back and forth in it.
 *
 * Pages of the log are kept as long as they are near; of each, documents at intervals, which share
 * what did not change. A document in between is the nearest one before, and the events since.
 *
 * @module
 */

import { apply } from "../../document/apply.ts";
import { type Document, EMPTY_DOCUMENT } from "../../document/document.ts";
import type { RoomEvent } from "../../schema/event.ts";
import { LogIndex } from "./log_index.ts";
import type { PastSource } from "./past_source.ts";

/** How much of the past is kept at hand. */
export interface PastSizes {
  /** Events of a page. */
  readonly page: number;
  /** Events between two documents that are kept. */
  readonly step: number;
  /** Pages that are kept. */
  readonly pages: number;
}

/** About 20 MB at most, and a step of less than a millisecond. */
const USUAL: PastSizes = { page: 1_000, step: 50, pages: 16 };
/** Pages that are replayed rather than that their outcome is asked for. */
const NEAR = 4;
/** Events of which times and authors are looked up beforehand, at most. */
const SURVEYED = 20_000;

/** The room after one of its events. */
export interface Moment {
  /** 0, or the horizon, is before the first event that is known. */
  readonly seq: number;
  /** What happened last; `null` before the first event that is known. */
  readonly event: RoomEvent | null;
  /** The room before it. */
  readonly before: Document;
  readonly document: Document;
  /**
   * Documents of one lineage came of each other, so that the later one's `changes` tell in which
   * shapes they differ.
   */
  readonly lineage: number;
}

interface Page {
  /** In a row, from the page's first on; the newest page grows. */
  readonly events: RoomEvent[];
  /** The room before the page, once it is known, and at intervals in it, by `seq`. */
  readonly documents: Map<number, Document>;
  lineage: number;
}

/** The past of one room. */
export class RoomPast {
  readonly index: LogIndex = new LogIndex();
  readonly #source: PastSource;
  readonly #sizes: PastSizes;
  readonly #pages = new Map<number, Page>();
  readonly #surveyed = new Set<number>();
  #floor: number | null = null;
  #turn: Promise<void> = Promise.resolve();
  #lineages = 0;
  #last: { seq: number; document: Document; lineage: number } | null = null;

  constructor(source: PastSource, sizes: PastSizes = USUAL) {
    this.#source = source;
    this.#sizes = sizes;
  }

  /** The earliest moment that there is; 0 until it was asked for. */
  get floor(): number {
    return this.#floor ?? 0;
  }

  /** The room after the event `seq`, if it is at hand. */
  moment(seq: number): Moment | null {
    const page = this.#pages.get(this.#pageOf(seq));
    if (page === undefined) return null;
    if (seq === this.floor) {
      const document = page.documents.get(seq);
      return document === undefined ? null : {
        seq,
        event: null,
        before: document,
        document,
        lineage: page.lineage,
      };
    }
    const first = page.events[0]?.seq ?? Infinity;
    const event = page.events[seq - first];
    const before = event && this.#replayed(page, seq - 1);
    if (event === undefined || before === undefined) return null;
    const { document } = apply(before, event);
    this.#last = { seq, document, lineage: page.lineage };
    return { seq, event, before, document, lineage: page.lineage };
  }

  /**
   * Sees to it that a moment is at hand.
   *
   * @throws {HistoryError} where the past can't be read now.
   */
  recall(seq: number): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#floor === null) this.#floor = await this.#source.horizon();
      if (this.moment(seq) !== null) return;
      await this.#readPage(this.#pageOf(seq), seq);
    });
  }

  /**
   * Reads what comes next from `seq` on, or before it, so that it is at hand when it is wanted.
   *
   * @returns whether there was anything left to read.
   */
  async prepare(seq: number, head: number): Promise<boolean> {
    const here = this.#pageOf(seq);
    for (const number of [here + 1, here - 1]) {
      const start = this.#startOf(number);
      if (number < 0 || start >= head) continue;
      const last = Math.min(start + this.#sizes.page, head);
      if (this.moment(last) !== null) continue;
      await this.#inTurn(() => this.#readPage(number, last));
      return true;
    }
    return false;
  }

  /**
   * Looks up times and authors of some more events, those near `seq` first.
   *
   * @returns whether there was anything left to look up.
   */
  async survey(seq: number, head: number): Promise<boolean> {
    const at = this.#pageOf(seq), last = this.#pageOf(head);
    const wanted = Math.min(last + 1, SURVEYED / this.#sizes.page);
    if (this.#surveyed.size >= wanted) return false;
    for (let far = 0; far <= last; far++) {
      for (const number of far === 0 ? [at] : [at - far, at + far]) {
        if (number < 0 || number > last || this.#surveyed.has(number)) continue;
        this.#surveyed.add(number);
        const page = this.#pages.get(number);
        const end = Math.min(this.#startOf(number) + this.#sizes.page, head);
        const known = page?.events.at(-1)?.seq ?? 0;
        if (known < end) {
          for await (const _ of this.#readAfter(this.#startOf(number), end));
        }
        return true;
      }
    }
    return false;
  }

  /** Two who read at once would put the same events into a page twice. */
  #inTurn(read: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(read);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #readPage(number: number, upTo: number): Promise<void> {
    await this.#withStart(number);
    await this.#read(number, upTo);
    this.#forgetOthers(number);
  }

  /** Page 0 begins at the floor; the moment at the floor belongs to it. */
  #pageOf(seq: number): number {
    return Math.max(0, Math.ceil((seq - this.floor) / this.#sizes.page) - 1);
  }

  /** The moment before a page's first event. */
  #startOf(number: number): number {
    return this.floor + number * this.#sizes.page;
  }

  #page(number: number): Page {
    const page = this.#pages.get(number) ??
      { events: [], documents: new Map(), lineage: 0 };
    // Used last, forgotten last.
    this.#pages.delete(number);
    this.#pages.set(number, page);
    return page;
  }

  /** The nearest document that is kept, and the events since then. */
  #replayed(page: Page, seq: number): Document | undefined {
    const start = (page.events[0]?.seq ?? 1) - 1;
    const { step } = this.#sizes;
    let from = seq - (seq - start) % step;
    while (from > start && !page.documents.has(from)) from -= step;
    let document = page.documents.get(from);
    const last = this.#last;
    if (
      last !== null && last.lineage === page.lineage && last.seq <= seq &&
      last.seq > from
    ) ({ document } = last);
    if (document === undefined) return undefined;
    for (let next = document.seq + 1; next <= seq; next++) {
      ({ document } = apply(document, page.events[next - 1 - start]!));
      if ((next - start) % step === 0) page.documents.set(next, document);
    }
    return document;
  }

  /** Reads a page's events up to one of them. */
  async #read(number: number, upTo: number): Promise<Page> {
    const page = this.#page(number);
    const start = this.#startOf(number);
    const known = start + page.events.length;
    for await (
      const events of this.#readAfter(known, upTo, start + this.#sizes.page)
    ) {
      page.events.push(...events);
    }
    return page;
  }

  async *#readAfter(
    after: number,
    upTo: number,
    most = upTo,
  ): AsyncGenerator<readonly RoomEvent[]> {
    while (after < upTo) {
      const { events } = await this.#source.events(after, most - after);
      if (events.length === 0) return;
      this.index.add(events);
      yield events;
      after = events.at(-1)!.seq;
    }
  }

  /** A page of which it is known how the room was before it. */
  async #withStart(number: number): Promise<void> {
    let at = number;
    while (at > number - NEAR && at > 0 && !this.#hasStart(at)) at -= 1;
    if (!this.#hasStart(at) && at > 0) {
      // Who comes from later on goes on to earlier pages: some are fetched in one go.
      const backward = this.#hasStart(number + 1);
      at = await this.#fetchStart(backward ? at : number);
    } else if (!this.#hasStart(at)) await this.#fetchStart(0);
    for (; at < number; at++) {
      const end = this.#startOf(at + 1);
      const page = await this.#read(at, end);
      this.#setStart(at + 1, this.#replayed(page, end)!, page.lineage);
    }
  }

  #hasStart(number: number): boolean {
    const start = this.#startOf(number);
    return this.#pages.get(number)?.documents.has(start) === true;
  }

  #setStart(number: number, document: Document, lineage: number): void {
    const page = this.#page(number);
    page.documents.clear();
    page.documents.set(document.seq, document);
    page.lineage = lineage;
  }

  /** Asks for the room as it was before a page. */
  async #fetchStart(number: number): Promise<number> {
    const start = this.#startOf(number);
    const lineage = ++this.#lineages;
    if (start === 0) {
      this.#setStart(0, EMPTY_DOCUMENT, lineage);
      return 0;
    }
    this.#setStart(number, await this.#source.stateAt(start), lineage);
    return number;
  }

  #forgetOthers(number: number): void {
    for (const old of this.#pages.keys()) {
      if (this.#pages.size <= this.#sizes.pages) return;
      if (old !== number) this.#pages.delete(old);
    }
  }
}
