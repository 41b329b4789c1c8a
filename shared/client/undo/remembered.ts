/**
 * What undo goes by: the events of a step, and the document just before it (E19).
 *
 * @module
 */

import type { Document } from "../../document/document.ts";
import type { RoomEvent } from "../../schema/event.ts";
import { EventLog } from "./event_log.ts";
import type { HistoryPage } from "../past/history_reader.ts";
import { OwnPast } from "./own_past.ts";
import type { Settlement } from "../replica/pending_tx.ts";

/** Events of ours that are to be taken back, and the documents around them. */
export interface Step {
  /** In order; at least one. */
  readonly events: readonly RoomEvent[];
  /** Just before them; right in what they touched. */
  readonly before: Document;
  /** What is confirmed now, with what is known of how it came about. */
  readonly now: Document;
}

/** What is confirmed, and since when every event was seen. */
export interface Confirmed {
  readonly confirmed: Document;
  /** What came before this `seq`, or with it, came in a snapshot or a delta. */
  readonly seenSince: number;
}

/** Reads what was not seen, or was done before this client began, from the room's log. */
export class Remembered {
  readonly #read: (after: number, limit: number) => Promise<HistoryPage>;
  /** Places in the log of what this client did. */
  readonly #known = new Set<number>();
  #userId = "";
  #epoch: string | null = null;
  #log: EventLog | null = null;
  #past: OwnPast | null = null;
  #didSomething = false;
  /**
   * What was told of the room's present life. Places in the log of an earlier one, before a backup
   * took its place, are others' now; what of ours the backup holds is found by its log (E24).
   */
  #ofThisLife = new WeakSet<object>();

  constructor(
    read: (after: number, limit: number) => Promise<HistoryPage>,
  ) {
    this.#read = read;
  }

  /** The room was joined, with its log at `head`. */
  joined(userId: string, epoch: string, head: number): void {
    this.#userId = userId;
    if (epoch === this.#epoch) return;
    this.#epoch = epoch;
    this.#known.clear();
    this.#ofThisLife = new WeakSet();
    this.#log = new EventLog(this.#read, head);
    this.#past = new OwnPast(
      this.#log,
      head,
      ({ userId, seq }) => userId === this.#userId && !this.#known.has(seq),
    );
    if (this.#didSomething) this.#past.endRedo();
  }

  /** Something new was done: what was undone before this client began stays undone. */
  endRedo(): void {
    this.#didSomething = true;
    this.#past?.endRedo();
  }

  /** A transaction of ours is confirmed. */
  settled(settlement: Settlement): void {
    this.#ofThisLife.add(settlement);
    if (settlement.kind !== "nothing") this.#known.add(seqOf(settlement));
  }

  /** The events of the newest step of before this client began; `null` if none is left. */
  async take(turn: "undo" | "redo"): Promise<readonly RoomEvent[] | null> {
    const past = this.#past;
    if (past === null) return null;
    const events = turn === "undo"
      ? await past.takeDone()
      : await past.takeUndone();
    if (events !== null && past === this.#past) this.#ofThisLife.add(events);
    return events;
  }

  /**
   * The step that some events were that were {@linkcode take}n; `null` if they are of a life of the
   * room that is over.
   */
  async stepTaken(
    events: readonly RoomEvent[],
    replica: Confirmed,
  ): Promise<Step | null> {
    return this.#ofThisLife.has(events)
      ? await this.#stepInLog(events, replica)
      : null;
  }

  /**
   * The step that some transactions of ours were; `null` if they had no effect, or none in the
   * room's present life.
   */
  async stepOf(
    told: readonly Settlement[],
    replica: Confirmed,
  ): Promise<Step | null> {
    const settlements = told.filter((one) => this.#ofThisLife.has(one));
    const events: RoomEvent[] = [];
    for (const settlement of settlements) {
      const event = await this.#eventOf(settlement);
      if (event !== null) events.push(event);
    }
    events.sort((a, b) => a.seq - b.seq);
    const [first] = events;
    if (first === undefined) return null;
    for (const settlement of settlements) {
      if (settlement.kind !== "seen") continue;
      const { event, before } = settlement;
      if (event.seq !== first.seq || first.seq <= replica.seenSince) continue;
      return { events, before, now: replica.confirmed };
    }
    return await this.#stepInLog(events, replica);
  }

  /**
   * The step that some events of ours were.
   *
   * @throws {Error} where the log does not reach back to what was before them.
   */
  async #stepInLog(
    events: readonly RoomEvent[],
    replica: Confirmed,
  ): Promise<Step> {
    for (;;) {
      const now = replica.confirmed;
      const known = await this.#log?.around(events, now) ?? null;
      if (known === null) {
        throw new Error("the room's log does not reach back that far");
      }
      // Meanwhile others went on.
      if (replica.confirmed === now) return { events, ...known };
    }
  }

  async #eventOf(settlement: Settlement): Promise<RoomEvent | null> {
    if (settlement.kind === "seen") return settlement.event;
    if (settlement.kind === "nothing") return null;
    return await this.#log?.at(settlement.seq) ?? null;
  }
}

function seqOf(settlement: Exclude<Settlement, { kind: "nothing" }>): number {
  return settlement.kind === "seen" ? settlement.event.seq : settlement.seq;
}
