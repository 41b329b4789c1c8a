/**
 * Conflicts, detected and told: what a transaction wrote over without having seen it (E18).
 *
 * @module
 */

import type { CanonicalOp } from "../../schema/event.ts";
import type { RegisterState } from "../../schema/op.ts";
import {
  type PropertyName,
  type RegisterName,
  registerOf,
} from "../../schema/properties.ts";
import {
  type Document,
  registerValue,
  type ShapeRecord,
  stampOf,
} from "../document.ts";
import { utf8Length } from "../../schema/utf8.ts";

/** Bytes of JSON above which a value is left out. */
const MAX_VALUE_BYTES = 1024;

/** A register as it is, and who left it so. */
export function registerState(
  record: ShapeRecord,
  register: RegisterName,
): RegisterState {
  const { seq, by } = stampOf(record, register);
  const state = { id: record.shape.id, register, seq, userId: by };
  const value = registerValue(record.shape, register);
  return utf8Length(JSON.stringify(value)) > MAX_VALUE_BYTES
    ? state
    : { ...state, value };
}

/**
 * The registers that an event overwrote whose stamp is newer than `base` and another's, each
 * with the value that it had. Exact: no misses, no false alarms.
 *
 * Moves add and text edits merge: they overwrite nothing. Making room in the order is nobody's
 * change. What only a shape's creation wrote (the transaction that created it) is no one's
 * decision about that register.
 *
 * @param before the document before the event.
 * @returns in the order in which the event wrote them, each once.
 */
export function overrodeBy(
  before: Document,
  ops: readonly CanonicalOp[],
  userId: string,
  base: number,
): RegisterState[] {
  const states = new Map<string, RegisterState>();
  forEachOverwrite(ops, (id, register) => {
    const record = before.shapes.get(id);
    if (record === undefined) return;
    const stamp = stampOf(record, register);
    if (stamp.seq <= base || stamp.by === userId) return;
    if (stamp.seq === record.born.seq && !record.restored) return;
    const key = `${id} ${register}`;
    if (!states.has(key)) states.set(key, registerState(record, register));
  });
  return [...states.values()];
}

function forEachOverwrite(
  ops: readonly CanonicalOp[],
  take: (id: string, register: RegisterName) => void,
): void {
  for (const op of ops) {
    if (op.op === "set") {
      for (const name of Object.keys(op.props)) {
        take(op.id, registerOf(name as PropertyName));
      }
    } else if (op.op === "order") {
      for (const [id] of op.keys) take(id, "z");
    }
  }
}
