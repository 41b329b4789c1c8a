/**
 * Names of people, as they are read out.
 *
 * @module
 */

import type { PastSource } from "../../shared/client/past/past_source.ts";
import { type Named, shownNames } from "../state/names/shown_names.ts";

/** All who were met, or told of. */
export class People {
  readonly #source: Pick<PastSource, "people">;
  readonly #names = new Map<string, string>();

  constructor(source: Pick<PastSource, "people">) {
    this.#source = source;
  }

  /** Somebody is called so: who leaves is still to be named. */
  meet({ userId, name }: Named): void {
    this.#names.set(userId, name);
  }

  /** Asks the server for the names of those who were not met; without an answer they stay unknown. */
  async ask(userIds: Iterable<string>): Promise<void> {
    const unknown = [...new Set(userIds)].filter((id) =>
      id !== "" && !this.#names.has(id)
    );
    if (unknown.length === 0) return;
    try {
      for (const person of await this.#source.people(unknown)) {
        this.meet(person);
      }
    } catch {
      // What is told does not depend on it.
    }
  }

  /** Names that sound alike are told apart as they are on a screen (L5). */
  shown(person: Named): string {
    const met = [...this.#names].map(([userId, name]) => ({ userId, name }));
    return shownNames([...met, person])(person);
  }

  /** How somebody is called; `null` where nobody knows. */
  nameOf(userId: string): string | null {
    const name = this.#names.get(userId);
    return name === undefined ? null : this.shown({ userId, name });
  }
}
