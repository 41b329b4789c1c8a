/**
 * Asks the server for the names of people who are told of and not known: once each, some together
 * (P29).
 *
 * @module
 */

import type { PastSource } from "../../shared/client/past/past_source.ts";
import type { Message } from "../state/message.ts";

/** Before asking again after a question that was not answered, in milliseconds. */
const PAUSE = 5_000;

/** What a {@linkcode NameDesk} needs. */
export interface NameDeskOptions {
  readonly source: Pick<PastSource, "people">;
  /** Who is known by no name, at this moment. */
  strangers(): readonly string[];
  tell(message: Message): void;
  /** Runs `task` once, `ms` from now; calling what it returns prevents that. */
  after(ms: number, task: () => void): () => void;
}

/** Finds names. */
export class NameDesk {
  readonly #options: NameDeskOptions;
  /** Those of whom the server knows no name are asked for no more. */
  readonly #asked = new Set<string>();
  #isAsking = false;
  #isOver = false;
  #cancel: () => void = () => {};

  constructor(options: NameDeskOptions) {
    this.#options = options;
  }

  /** Asks for those who are new, if there are any, and nothing is being asked. */
  look(): void {
    if (this.#isAsking || this.#isOver) return;
    const ids = this.#options.strangers().filter((id) => !this.#asked.has(id));
    if (ids.length > 0) void this.#ask(ids);
  }

  /** Asks no more. */
  stop(): void {
    this.#isOver = true;
    this.#cancel();
  }

  async #ask(ids: readonly string[]): Promise<void> {
    this.#isAsking = true;
    try {
      const people = await this.#options.source.people(ids);
      for (const id of ids) this.#asked.add(id);
      for (const person of people) {
        this.#options.tell({ type: "met", ...person });
      }
      this.#goOn();
    } catch {
      // Whose name is not known is told by the beginning of their id meanwhile.
      this.#cancel = this.#options.after(PAUSE, () => this.#goOn());
    }
  }

  #goOn(): void {
    this.#isAsking = false;
    this.look();
  }
}
