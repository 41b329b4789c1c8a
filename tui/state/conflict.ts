/**
 * What we wrote over without having seen it (E18), and how to put it back.
 *
 * @module
 */

import type { RegisterState } from "../../shared/schema/op.ts";
import type { Props } from "../../shared/schema/shape.ts";
import type { Model } from "./model.ts";
import { plain } from "./plain.ts";
import { notify } from "./notice.ts";
import { pure, type Update } from "./update_type.ts";
import type { World } from "./world.ts";

/** No more than this is kept. */
const MOST = 100;

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
  const text = `You wrote over ${who}'s ${word(last.register)}${more}: ` +
    "! puts it back.";
  return notify({ ...model, conflicts }, text, "warning", now);
}

/** Puts the other's value back: the newest conflict first. */
export function putBack(model: Model, world: World): Update {
  const last = model.conflicts.at(-1);
  if (last === undefined) return pure(model);
  const rest = { ...model, conflicts: model.conflicts.slice(0, -1) };
  const lost = last.value === undefined || last.register === "z" ||
    !model.document.shapes.has(last.id);
  if (lost) {
    return pure(notify(rest, "It can't be put back.", "info", world.now));
  }
  const op = {
    op: "set",
    id: last.id,
    props: last.value as Props,
  } as const;
  const text = `${nameOf(model, last.userId)}'s ${
    word(last.register)
  } is back.`;
  return {
    model: notify(rest, text, "info", world.now),
    effects: [{ type: "submit", ops: [op] }],
  };
}

function nameOf(model: Model, userId: string): string {
  const member = model.members.find((other) => other.userId === userId);
  return member === undefined ? "somebody" : plain(member.name);
}

function word(register: RegisterState["register"]): string {
  switch (register) {
    case "pos":
      return "position";
    case "startHead":
    case "endHead":
      return "arrow head";
    case "groupId":
      return "group";
    case "z":
      return "order";
    default:
      return register;
  }
}
