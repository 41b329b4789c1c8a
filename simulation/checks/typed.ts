/**
 * Every letter that somebody typed reaches the log, and every letter that somebody deleted is gone,
 * whatever happens on the way (invariant 8).
 *
 * @module
 */

import type { RoomEvent } from "../../shared/schema/event.ts";
import type { Op } from "../../shared/schema/op.ts";
import { must } from "../violation.ts";
import { type Life, TYPING } from "./life.ts";
import { touchedPoints } from "./model.ts";

/** Letters that were typed and must not get lost. */
export class Typed {
  /** By the letter: who typed it, and into which shape. */
  readonly #letters = new Map<string, { who: string; id: string }>();
  /** Letters that were deleted from a text: who did it, and from which. */
  readonly #deleted = new Map<string, { who: string; id: string }>();

  /** By the letter, the step that it was typed in. */
  readonly #groups = new Map<string, string>();
  /** Those who take things back: an undo that waits takes back what is done after it, too. */
  readonly #undoing = new Set<string>();

  /**
   * Somebody types into a text as it is shown to them; what they delete may be theirs.
   *
   * @param group names the step that it is part of.
   */
  add(
    { who, shown, group }: { who: string; shown: string; group: string },
    { id, edit }: Extract<Op, { op: "text" }>,
  ): void {
    const { inserted, deleted } = touchedPoints(shown, edit);
    for (const letter of inserted) this.#groups.set(letter, group);
    if (this.#undoing.has(who)) return;
    for (const letter of inserted) this.#letters.set(letter, { who, id });
    for (const letter of deleted) {
      this.#letters.delete(letter);
      this.#deleted.set(letter, { who, id });
    }
  }

  /** Somebody undoes: from now on what they type may be taken back. */
  undoing(who: string): void {
    this.#undoing.add(who);
    this.excuse(who);
  }

  /** What somebody typed may get lost by right: its shape is not there, or their process died. */
  excuse(who: string): void {
    for (const letters of [this.#letters, this.#deleted]) {
      for (const [letter, edit] of letters) {
        if (edit.who === who) letters.delete(letter);
      }
    }
  }

  /**
   * Of what somebody deleted some may stay by right: they typed into a shape of their own making
   * whose id was taken, so that the text is another one.
   */
  excuseDeletions(who: string): void {
    for (const [letter, edit] of this.#deleted) {
      if (edit.who === who) this.#deleted.delete(letter);
    }
  }

  /**
   * @throws {Violation} if a letter is lost that nobody deleted, with its shape or by itself; or
   * if one that was deleted is still there, though nobody put it in again.
   */
  check(life: Life): void {
    this.#checkSteps(life);
    const { arrived, deleted } = logged(life.events);
    for (const [letter, { who, id }] of this.#letters) {
      must(
        arrived.has(letter) || deleted.has(id),
        8,
        () => `"${letter}", which ${who} typed into ${id}, is lost`,
      );
    }
    for (const [letter, { who, id }] of this.#deleted) {
      const shape = life.state().shapes.get(id)?.shape;
      const isThere = shape !== undefined && "text" in shape &&
        shape.text.includes(letter);
      must(
        !isThere || arrived.get(letter)! > 1,
        8,
        () => `"${letter}", which ${who} deleted from ${id}, is still there`,
      );
    }
  }

  /** What was typed in one step is undone with it, and with nothing else. */
  #checkSteps({ events }: Life): void {
    for (const { seq, group, ops } of events) {
      if (!group?.startsWith(TYPING)) continue;
      const parts = ops.flatMap((op) => op.op === "text" ? op.edit : []);
      for (const part of parts) {
        for (const letter of typeof part === "string" ? part : "") {
          const typed = this.#groups.get(letter);
          must(
            typed === group,
            11,
            () => `event ${seq} of ${group} has "${letter}" of ${typed}`,
          );
        }
      }
    }
  }
}

/** How often each letter came into a text, and which shapes were deleted at all. */
function logged(
  events: readonly RoomEvent[],
): { arrived: Map<string, number>; deleted: Set<string> } {
  const arrived = new Map<string, number>(), deleted = new Set<string>();
  const arrive = (text: string) => {
    for (const one of text) arrived.set(one, (arrived.get(one) ?? 0) + 1);
  };
  for (const op of events.flatMap(({ ops }) => ops)) {
    if (op.op === "delete") { for (const id of op.ids) deleted.add(id); }
    if (op.op === "set") arrive(op.props.text ?? "");
    if (op.op === "create" || op.op === "restore") {
      if ("text" in op.shape) arrive(op.shape.text);
    }
    if (op.op !== "text") continue;
    for (const part of op.edit) if (typeof part === "string") arrive(part);
  }
  return { arrived, deleted };
}
