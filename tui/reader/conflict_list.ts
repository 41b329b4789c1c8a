/**
 * What we wrote over without having seen it (E18), for those who listen.
 *
 * @module
 */

import type { RoomClient } from "../../shared/client/mod.ts";
import { stampOf } from "../../shared/document/document.ts";
import type { RegisterState } from "../../shared/schema/op.ts";
import type { Props } from "../../shared/schema/shape.ts";
import { wordFor } from "../state/words/register_word.ts";
import type { Numbers } from "./numbers.ts";
import type { People } from "./people.ts";

/** What a {@linkcode ConflictList} works with. */
export interface ConflictListOptions {
  readonly client: RoomClient;
  readonly numbers: Numbers;
  readonly people: People;
  tell(line: string): void;
}

/** Conflicts by numbers, which they keep. */
export class ConflictList {
  readonly #options: ConflictListOptions;
  /** `null` where the other's value is back. */
  readonly #conflicts: (RegisterState | null)[] = [];

  constructor(options: ConflictListOptions) {
    this.#options = options;
  }

  /** Tells of new ones. */
  add(registers: readonly RegisterState[]): void {
    for (const conflict of registers) {
      const number = this.#conflicts.push(conflict);
      this.#options.tell(
        `Conflict: you wrote over ${this.#what(conflict)}. ` +
          `put back ${number} puts that back.`,
      );
    }
  }

  /** Tells all of them. */
  async list(): Promise<void> {
    const { people, tell } = this.#options;
    const open = [...this.#conflicts.entries()].flatMap(([at, conflict]) =>
      conflict === null ? [] : [[at + 1, conflict] as const]
    );
    await people.ask(open.map(([, { userId }]) => userId));
    if (open.length === 0) tell("No conflicts.");
    for (const [number, conflict] of open) {
      tell(`${number}: ${this.#what(conflict)}.`);
    }
  }

  /** Puts the other's value back, and tells what came of it. */
  putBack(number: number): void {
    const { client, tell } = this.#options;
    const conflict = this.#conflicts[number - 1];
    if (!conflict) {
      return tell(`There is no conflict ${number}. Type conflicts.`);
    }
    const { id, register, value } = conflict;
    const record = client.document.shapes.get(id);
    if (record === undefined || value === undefined || register === "z") {
      return tell("It can't be put back.");
    }
    const { by } = stampOf(record, register);
    if (by !== "" && by !== client.userId) {
      return tell("Somebody changed it since: left as it is.");
    }
    this.#conflicts[number - 1] = null;
    void client.submit([{ op: "set", id, props: value as Props }]);
  }

  #what({ id, register, userId }: RegisterState): string {
    const { numbers, people } = this.#options;
    const who = people.nameOf(userId) ?? "somebody";
    return `${who}'s ${wordFor(register)} of ${numbers.of(id)}`;
  }
}
