/**
 * Every letter that somebody typed reaches the log, whatever happens on its way (invariant 8).
 *
 * @module
 */

import type { Op } from "../../shared/schema/op.ts";
import { must } from "../violation.ts";
import type { Life } from "./life.ts";
import { touchedPoints } from "./model.ts";

/** Letters that were typed and must not get lost. */
export class Typed {
  /** By the letter: who typed it, and into which shape. */
  readonly #letters = new Map<string, { who: string; id: string }>();

  /** Those who take things back: an undo that waits takes back what is done after it, too. */
  readonly #undoing = new Set<string>();

  /** Somebody types into a text as it is shown to them; what they delete may be theirs. */
  add(
    who: string,
    shown: string,
    { id, edit }: Extract<Op, { op: "text" }>,
  ): void {
    const { inserted, deleted } = touchedPoints(shown, edit);
    if (this.#undoing.has(who)) return;
    for (const letter of inserted) this.#letters.set(letter, { who, id });
    for (const letter of deleted) this.#letters.delete(letter);
  }

  /** Somebody undoes: from now on what they type may be taken back. */
  undoing(who: string): void {
    this.#undoing.add(who);
    this.excuse(who);
  }

  /** What somebody typed may get lost by right: its shape is not there, or their process died. */
  excuse(who: string): void {
    for (const [letter, typed] of this.#letters) {
      if (typed.who === who) this.#letters.delete(letter);
    }
  }

  /** @throws {Violation} if a letter is lost that nobody deleted, with its shape or by itself. */
  check({ events }: Life): void {
    const arrived = new Set<string>(), deleted = new Set<string>();
    for (const op of events.flatMap(({ ops }) => ops)) {
      if (op.op === "delete") { for (const id of op.ids) deleted.add(id); }
      if (op.op === "text") {
        for (const part of op.edit) {
          if (typeof part === "string") {
            for (const one of part) arrived.add(one);
          }
        }
      }
      const text = op.op === "set"
        ? op.props.text
        : op.op === "create" && "text" in op.shape
        ? op.shape.text
        : undefined;
      for (const one of text ?? "") arrived.add(one);
    }
    for (const [letter, { who, id }] of this.#letters) {
      must(
        arrived.has(letter) || deleted.has(id),
        8,
        () => `"${letter}", which ${who} typed into ${id}, is lost`,
      );
    }
  }
}
