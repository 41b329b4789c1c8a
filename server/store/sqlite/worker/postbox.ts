/**
 * Notes on their way to the worker, which puts them where other servers read them (E21).
 *
 * @module
 */

import type { Notes, NotesHeard } from "../../store.ts";
import type { WorkerLink } from "./worker_link.ts";

/** Collects notes while earlier ones are being posted, so that many of them cost one commit. */
export class Postbox implements Notes {
  readonly server: string = crypto.randomUUID();
  readonly #link: Pick<WorkerLink, "openNotes" | "request">;
  #onHeard: (heard: NotesHeard) => void = () => {};
  #waiting: string[] = [];
  #isPosting = false;

  constructor(link: Pick<WorkerLink, "openNotes" | "request">) {
    this.#link = link;
  }

  /** Begins to hear. */
  async open(onHeard: (heard: NotesHeard) => void): Promise<void> {
    this.#onHeard = onHeard;
    await this.#link.openNotes(this.server);
  }

  /** The worker has noticed something. */
  hear(heard: NotesHeard): void {
    this.#onHeard(heard);
  }

  post(note: string): void {
    this.#waiting.push(note);
    if (this.#isPosting) return;
    this.#isPosting = true;
    queueMicrotask(() => this.#post());
  }

  end(): void {
    this.#onHeard = () => {};
  }

  async #post(): Promise<void> {
    while (this.#waiting.length > 0) {
      const notes = this.#waiting;
      this.#waiting = [];
      // Notes may get lost, with the worker that was to post them.
      await this.#link.request({ kind: "post", notes }).catch(() => {});
    }
    this.#isPosting = false;
  }
}
