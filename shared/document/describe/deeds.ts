/**
 * Operations as what somebody did: a verb, the shapes, and what is said after them.
 *
 * @module
 */

import type { CanonicalOp } from "../../schema/event.ts";
import type { TextEdit } from "../../schema/op.ts";
import {
  type PropertyName,
  type RegisterName,
  registerOf,
} from "../../schema/properties.ts";
import { isPath, type Props, type Shape } from "../../schema/shape.ts";
import { type Lookup, nameOfShape, quoted } from "./shape_words.ts";

/** Something done to shapes: `verb`, their name, `rest`; both with their spaces. */
export interface Deed {
  readonly verb: string;
  readonly ids: readonly string[];
  readonly rest: string;
}

/** What an operation did; nothing, if it only follows from others of its transaction. */
export function deedsOf(
  op: CanonicalOp,
  lookup: Lookup,
  all: readonly CanonicalOp[],
): Deed[] {
  switch (op.op) {
    case "create":
      return [deed(verbOfCreation(op.shape), [op.shape.id])];
    case "restore":
      return [deed("brought back ", [op.shape.id])];
    case "move":
      return [deed("moved ", op.ids)];
    case "delete":
      return [deed("deleted ", op.ids)];
    case "order":
      // Keys that only made room are nobody's doing (E15).
      return op.keys.length === 0
        ? []
        : [deed("restacked ", op.keys.map(([id]) => id))];
    case "text":
      return [deed(verbOfEdit(op.edit), [op.id])];
    case "set":
      return letsGo(op.props, all) || turns(op.id, op.props, lookup, all)
        ? []
        : deedsOfSet(op.id, op.props, lookup);
  }
}

function deed(verb: string, ids: readonly string[], rest = ""): Deed {
  return { verb, ids, rest };
}

function verbOfCreation({ type }: Shape): string {
  return type === "text" ? "wrote " : "drew ";
}

/** What was typed, as far as it can be told in a few words. */
function verbOfEdit(edit: TextEdit): string {
  const typed = quoted(
    edit.filter((part) => typeof part === "string").join(""),
  );
  if (typed !== null) return `typed ${typed} in `;
  const gone = edit.reduce<number>(
    (sum, part) => typeof part === "object" ? sum + part.d : sum,
    0,
  );
  if (gone === 0) return "typed in ";
  return `deleted ${gone} ${gone === 1 ? "letter" : "letters"} in `;
}

/** Lines let go of what is deleted with the deletion itself (E3). */
function letsGo(props: Props, all: readonly CanonicalOp[]): boolean {
  return (props.start === null || props.end === null) &&
    all.some(({ op }) => op === "delete");
}

/** A line between two shapes takes other sides of both when one is moved (R32). */
function turns(
  id: string,
  { points: _, start, end, ...other }: Props,
  lookup: Lookup,
  all: readonly CanonicalOp[],
): boolean {
  const line = lookup(id);
  return start !== undefined && end !== undefined &&
    Object.keys(other).length === 0 &&
    line !== undefined && isPath(line) &&
    line.start?.id === start?.id && line.end?.id === end?.id &&
    all.some(({ op }) => op === "move");
}

const NAMES: Partial<Record<RegisterName, string>> = {
  cross: "crossings",
  startHead: "head",
  endHead: "head",
};

/** Registers that together are one change of form, and what it is called. */
const FORMS: readonly [verb: string, registers: readonly RegisterName[]][] = [
  ["moved ", ["pos"]],
  ["resized ", ["pos", "size"]],
  ["reshaped ", ["pos", "size", "points", "start", "end"]],
];

function deedsOfSet(
  id: string,
  props: Props,
  lookup: Lookup,
): Deed[] {
  const written = new Set(
    Object.keys(props).map((name) => registerOf(name as PropertyName)),
  );
  const tied =
    [...written].every((name) =>
      ["pos", "points", "start", "end"].includes(name)
    ) && tie(props, lookup);
  if (tied) return [deed(tied.verb, [id], tied.rest)];
  const form = FORMS.find(([, names]) =>
    [...written].every((name) => names.includes(name))
  );
  if (form !== undefined) return [deed(form[0], [id])];
  if (written.size === 1) return [onlyChange(id, props)];
  const names = [...new Set([...written].map((name) => NAMES[name] ?? name))];
  const last = names.pop()!;
  const list = names.length > 0 ? `${names.join(", ")} and ${last}` : last;
  return [deed(`changed the ${list} of `, [id])];
}

/** The end of a line that was bound to a shape, or let go. */
function tie(
  { start, end }: Props,
  lookup: Lookup,
): { verb: string; rest: string } | null {
  const bound = end ?? start;
  if (bound) {
    return {
      verb: "tied ",
      rest: ` to ${nameOfShape(lookup(bound.id), lookup)}`,
    };
  }
  return start === null || end === null ? { verb: "untied ", rest: "" } : null;
}

/** One property that has another value, which is told where it is short. */
function onlyChange(
  id: string,
  { text, color, fill, stroke, route, locked, groupId, ...other }: Props,
): Deed {
  if (text !== undefined) {
    const label = quoted(text);
    return label === null
      ? deed("emptied the text of ", [id])
      : deed("changed the text of ", [id], ` to ${label}`);
  }
  if (color !== undefined) return deed("colored ", [id], ` ${color}`);
  if (fill !== undefined) {
    return fill === "none"
      ? deed("emptied the inside of ", [id])
      : deed("filled ", [id], ` with '${fill}'`);
  }
  if (stroke !== undefined) return deed("drew ", [id], ` ${stroke}`);
  if (route !== undefined) return deed("made ", [id], ` ${route}`);
  if (locked !== undefined) return deed(locked ? "locked " : "unlocked ", [id]);
  if (groupId !== undefined) {
    return deed(groupId === null ? "ungrouped " : "grouped ", [id]);
  }
  const [name] = Object.keys(other);
  const register = registerOf(name as PropertyName);
  const what = NAMES[register] ?? register;
  return deed(`changed the ${what} of `, [id]);
}
