/**
 * What we wrote over without having seen it (E18), and how to put it back.
 *
 * @module
 */

import { stampOf } from "../../../shared/document/document.ts";
import type { RegisterState } from "../../../shared/schema/op.ts";
import type { Props } from "../../../shared/schema/shape.ts";
import type { Model } from "../model.ts";
import { personOf } from "../names/people.ts";
import { notify } from "../notice.ts";
import { wordFor } from "../words/register_word.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";

/** No more than this is kept. */
const MOST = 100;
/** How the line that tells of them begins. */
const WROTE = "You wrote over ";

/** With one line that tells of the conflict, and the other values kept. */
export function noteConflicts(
  model: Model,
  registers: readonly RegisterState[],
  now: number,
): Model {
  const last = registers.at(-1);
  if (last === undefined) return model;
  const conflicts = [...model.conflicts, ...registers].slice(-MOST);
  const who = nameOf(model, last.userId);
  const more = registers.length > 1 ? ` and ${registers.length - 1} more` : "";
  const keys = conflicts.length > 1
    ? "! puts it back, W lists all."
    : "! puts it back.";
  const text = `${WROTE}${who}'s ${wordFor(last.register)}${more}: ` +
    keys;
  return notify({ ...model, conflicts }, text, "warning", now);
}

/** With the list of them, in place of the line that told of them. */
export function listConflicts(model: Model): Model {
  const notices = model.notices.filter(({ text }) => !text.startsWith(WROTE));
  return { ...model, panel: { kind: "conflicts", at: 0 }, notices };
}

/** Puts the other's value back: the newest conflict first, or the one at `index`. */
export function putBack(
  model: Model,
  world: World,
  index = model.conflicts.length - 1,
): Update {
  const conflict = model.conflicts[index];
  if (conflict === undefined) return pure(model);
  const { id, register, value } = conflict;
  const rest = forget(model, index);
  const why = whyNot(model, conflict);
  if (why !== null) return pure(notify(rest, why, "info", world.now));
  const op = { op: "set", id, props: value as Props } as const;
  const who = nameOf(model, conflict.userId);
  const text = `${who}'s ${wordFor(register)} is back.`;
  return {
    model: notify(rest, text, "info", world.now),
    effects: [{ type: "submit", ops: [op] }],
  };
}

/** Without one of the conflicts: the user has seen it, and leaves it as it is. */
export function forget(model: Model, index: number): Model {
  return { ...model, conflicts: model.conflicts.toSpliced(index, 1) };
}

/** Why a value can't be put back; `null` if it can. */
export function whyNot(
  model: Model,
  { id, register, value }: RegisterState,
): string | null {
  const record = model.document.shapes.get(id);
  if (value === undefined || register === "z" || record === undefined) {
    return "It can't be put back.";
  }
  const self = model.members.find((member) =>
    member.memberId === model.memberId
  );
  // Before the first connection we have no name, and what is ours has none either.
  const { by } = stampOf(record, register);
  return by === "" || by === self?.userId
    ? null
    : "Somebody changed it since: left as it is.";
}

/** Whose value it was, as it may be shown. */
export function nameOf(model: Model, userId: string): string {
  return model.people.has(userId) ? personOf(model, userId) : "somebody";
}
