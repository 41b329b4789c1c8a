/**
 * Does an undo of typing take back one's own letters, and no others? (Invariant 11.)
 *
 * @module
 */

import type { CanonicalOp, RoomEvent } from "../../shared/schema/event.ts";
import { must } from "../violation.ts";
import { edited, touchedPoints } from "./model.ts";

/**
 * What an undo takes out of a text its author has put in at some time, and what it puts in its author
 * has taken out. Letters that are typed in a simulated world all differ.
 *
 * @param past the events before it.
 */
export function checkLetters(
  event: RoomEvent,
  id: string,
  past: readonly RoomEvent[],
): void {
  const put = new Set<string>(), taken = new Set<string>();
  let text = "";
  for (const { userId, ops } of past) {
    for (const op of ops) {
      const touched = touchedBy(op, id, text);
      if (touched === null) continue;
      text = touched.after;
      if (userId !== event.userId) continue;
      for (const letter of touched.inserted) put.add(letter);
      for (const letter of touched.deleted) taken.add(letter);
    }
  }
  for (const op of event.ops) {
    if (op.op !== "text" || op.id !== id) continue;
    const { inserted, deleted } = touchedPoints(text, op.edit);
    const told = (letter: string, done: string) => () =>
      `the undo ${event.seq} ${done} "${letter}" of ${id}, which is another's`;
    for (const letter of deleted) {
      must(put.has(letter), 11, told(letter, "deletes"));
    }
    for (const letter of inserted) {
      must(taken.has(letter), 11, told(letter, "brings back"));
    }
    text = edited(text, op.edit);
  }
}

interface Touched {
  readonly after: string;
  readonly inserted: Iterable<string>;
  readonly deleted: Iterable<string>;
}

/** What an operation does to a shape's text; `null`: nothing. */
function touchedBy(op: CanonicalOp, id: string, text: string): Touched | null {
  const whole = (after: string) => ({ after, inserted: after, deleted: text });
  switch (op.op) {
    case "text":
      return op.id === id
        ? { after: edited(text, op.edit), ...touchedPoints(text, op.edit) }
        : null;
    case "set":
      return op.id === id && op.props.text !== undefined
        ? whole(op.props.text)
        : null;
    case "create":
    case "restore":
      return op.shape.id === id && "text" in op.shape
        ? whole(op.shape.text)
        : null;
    default:
      return null;
  }
}
