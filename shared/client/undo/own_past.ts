/**
 * What we did before this client began, as the log tells it: steps that can still be undone or
 * redone (E19).
 *
 * The log is enough, since an undo says what it undid: its group is `undo-<seq>`, after the last
 * event of that step, and a redo's is `redo-<seq>`, after the last event of the undo.
 *
 * @module
 */

import type { RoomEvent } from "../../schema/event.ts";
import type { EventLog } from "./event_log.ts";

/** The group of the transactions that take back a step which ended with the event `seq`. */
export function groupOf(turn: "undo" | "redo", seq: number): string {
  return `${turn}-${seq}`;
}

/** Our own steps in the log, the newest first. Each is handed out once. */
export class OwnPast {
  readonly #log: EventLog;
  readonly #isOurs: (event: RoomEvent) => boolean;
  /** The event that was looked at last; what is before it is still to be looked at. */
  #at: number;
  /** An event that was read on the way, and begins the next step. */
  #next: RoomEvent | null = null;
  /** Last events of steps that were undone, and of undos that were redone. */
  readonly #takenBack = new Set<number>();
  readonly #done: RoomEvent[][] = [];
  readonly #undone: RoomEvent[][] = [];
  /** New work ends what could be redone before it. */
  #redoEnded = false;
  #ended = false;

  /**
   * @param head the last event before this client began.
   * @param isOurs is it an event of ours that this client does not know anyway?
   */
  constructor(
    log: EventLog,
    head: number,
    isOurs: (event: RoomEvent) => boolean,
  ) {
    this.#log = log;
    this.#at = head + 1;
    this.#isOurs = isOurs;
  }

  /** The events of the newest step that is left, in order; `null` if there is none. */
  async takeDone(): Promise<readonly RoomEvent[] | null> {
    while (this.#done.length === 0 && await this.#readStep());
    return this.#done.shift() ?? null;
  }

  /** The events of the newest undo that can be redone; `null` if there is none. */
  async takeUndone(): Promise<readonly RoomEvent[] | null> {
    while (
      this.#undone.length === 0 && !this.#redoEnded && await this.#readStep()
    );
    return this.#undone.shift() ?? null;
  }

  /** Something new was done: nothing that was undone before can be redone. */
  endRedo(): void {
    this.#redoEnded = true;
    this.#undone.length = 0;
  }

  /** Reads one step back; `false` at the end of what can be read. */
  async #readStep(): Promise<boolean> {
    const step = await this.#stepBefore();
    if (step.length === 0) return false;
    const last = step.at(-1)!;
    const [, turn, of] = /^(undo|redo)-(\d+)$/.exec(last.group ?? "") ?? [];
    if (of !== undefined) this.#takenBack.add(Number(of));
    if (turn === undefined) this.#redoEnded = true;
    if (this.#takenBack.has(last.seq)) return true;
    if (turn !== "undo") this.#done.push(step);
    else if (!this.#redoEnded) this.#undone.push(step);
    return true;
  }

  /** Our next event back, and with it what is of its group; in order. */
  async #stepBefore(): Promise<RoomEvent[]> {
    const step: RoomEvent[] = [];
    for (;;) {
      const event = this.#next ?? await this.#ownBefore();
      this.#next = null;
      if (event === null) return step;
      const [first] = step;
      if (first === undefined) {
        step.push(event);
      } else if (event.group !== undefined && event.group === first.group) {
        step.unshift(event);
      } else {
        this.#next = event;
        return step;
      }
    }
  }

  async #ownBefore(): Promise<RoomEvent | null> {
    while (!this.#ended) {
      const event = await this.#log.before(this.#at);
      if (event === null) {
        this.#ended = true;
        return null;
      }
      this.#at = event.seq;
      if (this.#isOurs(event)) return event;
    }
    return null;
  }
}
