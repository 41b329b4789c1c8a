/**
 * How much of the log a room knows of (E21).
 *
 * @module
 */

import { apply } from "../../../shared/document/apply.ts";
import type { Document } from "../../../shared/document/document.ts";
import type { RoomEvent } from "../../../shared/schema/event.ts";
import type { Entry } from "../room_message.ts";

/** The drawing as it is committed, and how far the log goes beyond it. */
export class KnownLog {
  #document: Document;
  /** The log reaches at least to here, as far as others have said. */
  #hinted = 0;

  constructor(document: Document) {
    this.#document = document;
  }

  /** What is committed, as far as the room has it. */
  get document(): Document {
    return this.#document;
  }

  /** Is something in the log that the room does not have? */
  get isBehind(): boolean {
    return this.#hinted > this.#document.seq;
  }

  /** Somebody says that the log reaches to `head`. */
  hint(head: number): void {
    this.#hinted = Math.max(this.#hinted, head);
  }

  /** The log does not reach as far as was said. */
  forgetHints(): void {
    this.#hinted = 0;
  }

  /** The room itself has committed something. */
  moveTo(document: Document): void {
    this.#document = document;
  }

  /** Takes in what others committed, which follows on what the room has. */
  take(events: readonly RoomEvent[]): Entry[] {
    const entries: Entry[] = [];
    for (const event of events) {
      this.#document = apply(this.#document, event).document;
      entries.push({ event, document: this.#document });
    }
    return entries;
  }
}
