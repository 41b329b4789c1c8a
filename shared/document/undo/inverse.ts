/**
 * Undo: the operations that take back what somebody did, and touch nothing that anybody else
 * changed since (E19).
 *
 * The inverse is made when undo is pressed, of what is there then. It is a transaction like any
 * other; its own event is what redo takes back. `only` guards it against what others do while
 * it is on its way, so of two undos the second is made after the first is answered.
 *
 * @module
 */

import type { RoomEvent } from "../../schema/event.ts";
import type { Op, OpOf } from "../../schema/op.ts";
import type { RegisterName } from "../../schema/properties.ts";
import { isClosed, isPath, registersOf } from "../../schema/shape.ts";
import {
  type Document,
  type ShapeRecord,
  type Stamp,
  stampOf,
} from "../document.ts";
import { type Doing, doingsOf } from "./doings.ts";
import { isOwn, isRedeleted, setBack, type Undo } from "./undo.ts";
import { inverseMoves } from "./moves.ts";
import { inverseOrder, misplaced } from "./order.ts";
import { inverseEdit } from "./text.ts";

/** What undo will do, and what it leaves alone. */
export interface Inverse {
  /**
   * In an order that makes sense as one transaction. There may be more of them than
   * `opsPerTx` allows: cut them into transactions of one `group`.
   */
  readonly ops: Op[];
  /** What somebody else has changed since; no registers named: the whole shape. */
  readonly skipped: { id: string; registers: RegisterName[] }[];
}

/**
 * What takes back one event, or several of one author that belong together (a `group`).
 *
 * @param before the document just before the (first) event.
 * @param events ascending in `seq`.
 * @param now the document as it is now, confirmed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decide } from "../decide.ts";
 * import { EMPTY_DOCUMENT } from "../document.ts";
 * import { inverse } from "./inverse.ts";
 *
 * const drawn = decide(EMPTY_DOCUMENT, {
 *   ops: [{ op: "create", shape: { id: "c", type: "circle" } }],
 * }, {
 *   userId: "u_ana",
 *   at: 0,
 *   limits: { opsPerTx: 256, shapesPerRoom: 100_000 },
 *   removed: new Map(),
 * });
 * if (drawn.kind !== "commit") throw new Error("it has an effect");
 * const { ops } = inverse(EMPTY_DOCUMENT, drawn.event, drawn.document);
 * assertEquals(ops, [{ op: "delete", ids: ["c"], only: 1 }]);
 * ```
 */
export function inverse(
  before: Document,
  events: RoomEvent | readonly RoomEvent[],
  now: Document,
): Inverse {
  const all: readonly RoomEvent[] = "seq" in events ? [events] : events;
  const first = all[0];
  if (first === undefined) return { ops: [], skipped: [] };
  const undo: Undo = {
    before,
    now,
    userId: first.userId,
    first: first.seq,
    last: all.at(-1)!.seq,
  };
  const skipped: Inverse["skipped"] = [];
  const doings = doingsOf(all);
  const restores = inverseDeletions(undo, doings, skipped);
  const returning = new Set(restores.map(({ id }) => id));
  const ops: Op[] = [
    ...restores,
    ...inverseWrites(undo, doings, returning, skipped),
    ...inverseCreations(undo, doings, skipped),
  ];
  return { ops, skipped };
}

/** The stamp of a shape as a whole. */
function lastStamp({ shape, other }: ShapeRecord): Stamp {
  return { seq: shape.seq, by: shape.updatedBy, other };
}

/** Closed shapes come first, so that lines find what they are bound to. */
function inverseDeletions(
  undo: Undo,
  doings: ReadonlyMap<string, Doing>,
  skipped: Inverse["skipped"],
): OpOf<"restore">[] {
  const targets: OpOf<"restore">[] = [], others: OpOf<"restore">[] = [];
  for (const [id, doing] of doings) {
    const former = undo.before.shapes.get(id)?.shape;
    if (former === undefined || doing.life !== "deleted") continue;
    const grave = undo.now.tombstones.get(id);
    if (grave === undefined) continue; // somebody brought it back already
    // What others changed before the deletion comes back with it; only a deletion of theirs is
    // theirs to take back.
    if (grave.by !== undo.userId) {
      skipped.push({ id, registers: [] });
      continue;
    }
    (isClosed(former) ? targets : others).push({
      op: "restore",
      id,
      only: grave.seq,
    });
  }
  return [...targets, ...others];
}

function inverseCreations(
  undo: Undo,
  doings: ReadonlyMap<string, Doing>,
  skipped: Inverse["skipped"],
): Op[] {
  const ids: string[] = [];
  let only = 0;
  for (const [id, doing] of doings) {
    if (undo.before.shapes.has(id) || doing.life !== "born") continue;
    const record = undo.now.shapes.get(id);
    if (record === undefined) continue; // it is gone already
    if (isOwn(undo, lastStamp(record)) && !isHeldByOthers(undo, id)) {
      ids.push(id);
      only = Math.max(only, record.shape.seq);
    } else {
      skipped.push({ id, registers: [] });
    }
  }
  return ids.length > 0 ? [{ op: "delete", ids, only }] : [];
}

/** Has somebody else tied a line to it? To delete it would be to write their registers. */
function isHeldByOthers(undo: Undo, id: string): boolean {
  for (const lineId of undo.now.bound.get(id) ?? []) {
    const line = undo.now.shapes.get(lineId)!;
    if (!isPath(line.shape)) continue;
    const written: RegisterName[] = ["points"];
    if (line.shape.start?.id === id) written.push("start");
    if (line.shape.end?.id === id) written.push("end");
    if (written.some((name) => !isOwn(undo, stampOf(line, name)))) return true;
  }
  return false;
}

function inverseWrites(
  undo: Undo,
  doings: ReadonlyMap<string, Doing>,
  returning: ReadonlySet<string>,
  skipped: Inverse["skipped"],
): Op[] {
  const sets: Op[] = [], edits: Op[] = [];
  const moved: string[] = [], restacked = new Set<string>();
  for (const [id, doing] of doings) {
    const former = undo.before.shapes.get(id);
    if (former === undefined) continue;
    // Gone for other reasons, or brought back by somebody: then there is nothing to take back.
    if (undo.now.shapes.has(id) === (doing.life === "deleted")) {
      if (!returning.has(id)) continue;
    }
    const own: RegisterName[] = [], foreign: RegisterName[] = [];
    const registers = registersToSetBack(undo, former, doing, returning);
    for (const register of registers) {
      const mine = isOwnRegister(undo, id, register) &&
        !isHeldByPoints(undo, former, register);
      (mine ? own : foreign).push(register);
    }
    if (doing.edits.length > 0 && !registers.has("text")) {
      const back = inverseEdit(undo, id, doing.edits);
      if (back === "replaced") {
        foreign.push("text");
      } else if (back === "forgotten") {
        // Its history is lost, as by a deletion and a restore: all of the text or nothing.
        (isOwnRegister(undo, id, "text") ? own : foreign).push("text");
      } else if (back.edit.length > 0) {
        const { edit, undoes } = back;
        const base = undo.now.seq;
        edits.push({ op: "text", id, base, edit, undoes: [...undoes] });
      }
    }
    if (foreign.length > 0) skipped.push({ id, registers: foreign });
    if (own.includes("z")) restacked.add(id);
    if (own.includes("pos")) moved.push(id);
    const rest = own.filter((name) => name !== "z" && name !== "pos");
    if (rest.length > 0) sets.push(setBack(undo, former, rest));
  }
  const astray = misplaced(undo, returning, restacked);
  const places = new Set([...restacked, ...astray]);
  return [
    ...inverseMoves(undo, moved),
    ...sets,
    ...edits,
    ...inverseOrder(undo, [...places], returning),
  ];
}

/** What was written; all of it where a shape died and came back, or will come back otherwise. */
function registersToSetBack(
  undo: Undo,
  { shape }: ShapeRecord,
  doing: Doing,
  returning: ReadonlySet<string>,
): ReadonlySet<RegisterName> {
  const whole = doing.life === "born" ||
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
    !isOwnRegister(undo, shape.id, "points");
}

function isOwnRegister(
  undo: Undo,
  id: string,
  register: RegisterName,
): boolean {
  const record = undo.now.shapes.get(id);
  if (record !== undefined) return isOwn(undo, stampOf(record, register));
  // It is dead, and its stamps are gone: what is known is who wrote to it at all.
  const grave = undo.now.tombstones.get(id);
  return grave !== undefined && isOwn(undo, grave);
}
