/**
 * Taking back what was written to shapes that were there before.
 *
 * @module
 */

import type { Op, OpOf } from "../../schema/op.ts";
import type { RegisterName } from "../../schema/properties.ts";
import { isPath, registersOf } from "../../schema/shape.ts";
import { type ShapeRecord, stampOf } from "../document.ts";
import type { Doing } from "./doings.ts";
import { inverseMoves } from "./moves.ts";
import { inverseOrder, inversePlaces, isMisplaced } from "./order.ts";
import { inverseEdit } from "./text.ts";
import {
  isRedeleted,
  isUndisturbed,
  letsGo,
  setBack,
  type Skipped,
  type Undo,
} from "./undo.ts";

/** Of what was done to one shape: what is still one's own to take back, and what is not. */
interface Share {
  readonly own: readonly RegisterName[];
  readonly foreign: readonly RegisterName[];
  readonly edit: OpOf<"text"> | null;
}

/** Operations that take writes back. */
export interface InverseWrites {
  /** What gives shapes that come back the values and places that they had before, by their ids. */
  readonly revived: ReadonlyMap<string, readonly Op[]>;
  /** All else, for when those are back. */
  readonly ops: readonly Op[];
}

/**
 * Gives registers their former values, takes typing back, and puts shapes where they stood.
 *
 * @param returning shapes that come back before.
 * @param skipped what somebody else has written since is added to it.
 */
export function inverseWrites(
  undo: Undo,
  doings: ReadonlyMap<string, Doing>,
  returning: ReadonlySet<string>,
  skipped: Skipped[],
): InverseWrites {
  const values = new Map<string, OpOf<"set">>();
  const unties: Op[] = [], sets: Op[] = [], edits: Op[] = [];
  const moved: string[] = [], restacked = new Set<string>();
  for (const [id, doing] of doings) {
    const former = undo.before.shapes.get(id);
    if (former === undefined) continue;
    // Gone for other reasons, or brought back by somebody: then there is nothing to take back.
    const isAsLeft = undo.now.shapes.has(id) !== (doing.life === "deleted");
    if (!isAsLeft && !returning.has(id)) continue;
    const { own, foreign, edit } = shareOf(undo, former, doing, returning);
    if (foreign.length > 0) skipped.push({ id, registers: [...foreign] });
    if (edit !== null) edits.push(edit);
    if (own.includes("z")) restacked.add(id);
    const written = own.filter((name) => name !== "z");
    if (returning.has(id)) {
      if (written.length > 0) values.set(id, setBack(undo, former, written));
      continue;
    }
    if (own.includes("pos")) moved.push(id);
    const rest = written.filter((name) => name !== "pos");
    if (rest.length > 0) {
      const set = setBack(undo, former, rest);
      (letsGo(set) ? unties : sets).push(set);
    }
  }
  const places = isMisplaced(undo, doings, returning, restacked)
    ? inversePlaces(undo, returning, restacked)
    : null;
  const revived = new Map(
    [...returning].map((id): [string, Op[]] => [
      id,
      [values.get(id), places?.get(id)].filter((op) => op !== undefined),
    ]),
  );
  const ops = [
    // An end that is let go stays where it is: so that comes before anything moves.
    ...unties,
    ...inverseMoves(undo, moved),
    ...sets,
    ...edits,
    ...inverseOrder(undo, [...restacked.difference(returning)], returning),
  ];
  return { revived, ops };
}

function shareOf(
  undo: Undo,
  former: ShapeRecord,
  doing: Doing,
  returning: ReadonlySet<string>,
): Share {
  const { id } = former.shape;
  const own: RegisterName[] = [], foreign: RegisterName[] = [];
  const registers = registersToSetBack(undo, former, doing, returning);
  for (const register of registers) {
    const mine = isRegisterUndisturbed(undo, id, register) &&
      !isHeldByPoints(undo, former, register);
    (mine ? own : foreign).push(register);
  }
  const share = { own, foreign, edit: null };
  if (doing.edits.length === 0 || registers.has("text")) return share;
  const back = inverseEdit(undo, id, doing.edits);
  if (back === "replaced" || back === "full") {
    foreign.push("text");
  } else if (back === "forgotten") {
    // Its history is lost, as by a deletion and a restore: all of the text or nothing.
    (isRegisterUndisturbed(undo, id, "text") ? own : foreign).push("text");
  } else if (back.edit.length > 0) {
    const { edit, undoes } = back;
    const base = undo.now.seq;
    return {
      ...share,
      edit: { op: "text", id, base, edit, undoes: [...undoes] },
    };
  }
  return share;
}

/** What was written; all of it where a shape died and came back, or will come back otherwise. */
function registersToSetBack(
  undo: Undo,
  { shape }: ShapeRecord,
  doing: Doing,
  returning: ReadonlySet<string>,
): ReadonlySet<RegisterName> {
  const whole = doing.isRestored ||
    (returning.has(shape.id) && isRedeleted(undo, shape.id));
  return whole ? new Set(registersOf(shape.type).keys()) : doing.registers;
}

/** To tie an end again is to write the line's points, which may be somebody else's by now. */
function isHeldByPoints(
  undo: Undo,
  former: ShapeRecord,
  register: RegisterName,
): boolean {
  if (register !== "start" && register !== "end") return false;
  const { shape } = former;
  return isPath(shape) && shape[register] !== null &&
    !isRegisterUndisturbed(undo, shape.id, "points");
}

function isRegisterUndisturbed(
  undo: Undo,
  id: string,
  register: RegisterName,
): boolean {
  const record = undo.now.shapes.get(id);
  if (record !== undefined) {
    return isUndisturbed(undo, stampOf(record, register));
  }
  // It is dead, and its stamps are gone: what is known is who wrote to it at all.
  const grave = undo.now.tombstones.get(id);
  return grave !== undefined && isUndisturbed(undo, grave);
}
