/**
 * The list of what we wrote over (E18), as lines.
 *
 * @module
 */

import type { RegisterState } from "../../shared/schema/op.ts";
import { nameOf, whyNot, wordFor } from "../state/conflict.ts";
import type { Model } from "../state/model.ts";
import { conflictLine } from "../state/panel.ts";
import { plain } from "../state/plain.ts";

/** What the list of conflicts shows. */
export interface ConflictsProps {
  /** The newest first. */
  readonly lines: readonly ConflictLine[];
  /** How many there are in all. */
  readonly count: number;
}

/** A value of somebody else's that we wrote over. */
export interface ConflictLine {
  readonly text: string;
  /** Keys act on this one. */
  readonly isAt: boolean;
  /** It can't be put back any more. */
  readonly isGone: boolean;
}

/** Rows of the panel that are not lines of the list. */
const FRAME = 2;

/** The list as a panel of so many rows shows it: always with the line that keys act on. */
export function conflictsOf(
  model: Model,
  top: number,
  rows: number,
): ConflictsProps {
  const at = conflictLine(model, top);
  const room = Math.max(1, rows - FRAME);
  const from = Math.max(0, at - room + 1);
  const newestFirst = model.conflicts.toReversed();
  const lines = newestFirst.slice(from, from + room).map((conflict, line) => ({
    text: lineOf(model, conflict),
    isAt: from + line === at,
    isGone: whyNot(model, conflict) !== null,
  }));
  return { lines, count: model.conflicts.length };
}

function lineOf(model: Model, conflict: RegisterState): string {
  const { id, register, userId, value } = conflict;
  const shape = model.document.shapes.get(id)?.shape;
  const label = shape !== undefined && "text" in shape && shape.text !== ""
    ? ` "${plain(shape.text).slice(0, 20)}"`
    : "";
  const what = shape === undefined ? "deleted shape" : shape.type + label;
  return `${nameOf(model, userId)}'s ${wordFor(register)} of ${what}: ` +
    shown(value);
}

/** A register's value, for a person. */
function shown(value: RegisterState["value"]): string {
  if (value === undefined) return "too long to show";
  return Object.values(value)
    .map((part) =>
      plain(typeof part === "string" ? part : JSON.stringify(part))
    )
    .join(", ");
}
