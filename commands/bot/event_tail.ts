/**
 * Every event of a room from now on, each once, also those that happen while we are away.
 *
 * @module
 */

import type { RoomClient } from "../../shared/client/room_client.ts";
import type { RoomEvent } from "../../shared/schema/event.ts";

/** Events that are asked for at once. */
const PAGE = 500;

/** Follows a client that joined with `content: "events"`. */
export class EventTail {
  readonly #client: RoomClient;
  readonly #tell: (event: RoomEvent) => void;
  /** `seq` of the last event told, or of the head when we first came. */
  #last: number | null = null;
  #work: Promise<void> = Promise.resolve();
  #reached: { seq: number; resolve: () => void }[] = [];

  constructor(client: RoomClient, tell: (event: RoomEvent) => void) {
    this.#client = client;
    this.#tell = tell;
    client.on("event", (event) => this.#do(() => this.#live(event)));
    client.on("synced", () => {
      if (this.#last === null) this.#last = client.head;
      else this.#do(() => this.#catchUp());
    });
  }

  /** Resolves when every event up to `seq` was told. */
  reached(seq: number): Promise<void> {
    return new Promise((resolve) => {
      this.#reached.push({ seq, resolve });
      this.#look();
    });
  }

  // One after the other: what happens now waits until what happened before was told.
  #do(task: () => Promise<void>): void {
    this.#work = this.#work.then(task);
  }

  async #live(event: RoomEvent): Promise<void> {
    if (event.seq > this.#last! + 1) await this.#catchUp();
    this.#take(event);
  }

  async #catchUp(): Promise<void> {
    try {
      let next: number | null = this.#last!;
      while (next !== null) {
        const page = await this.#client.history(next, PAGE);
        for (const event of page.events) this.#take(event);
        next = page.next;
      }
    } catch {
      // The connection is gone again: the next one begins with this.
    }
  }

  #take(event: RoomEvent): void {
    if (event.seq !== this.#last! + 1) return;
    this.#last = event.seq;
    this.#tell(event);
    this.#look();
  }

  #look(): void {
    const last = this.#last ?? -1;
    for (const { seq, resolve } of this.#reached) if (seq <= last) resolve();
    this.#reached = this.#reached.filter(({ seq }) => seq > last);
  }
}
