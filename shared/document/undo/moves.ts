import { MAX_COORDINATE } from "../../schema/limits.ts";
import type { Op } from "../../schema/op.ts";
import { stampOf } from "../document.ts";
import { setBack, type Undo } from "./undo.ts";

interface Shift {
  readonly dx: number;
  readonly dy: number;
  readonly ids: string[];
  only: number;
}

/**
 * Puts living shapes back where they were: those that went the same way by one `move`, so that what
 * was one gesture does not become a transaction too long to send.
 */
export function inverseMoves(undo: Undo, ids: readonly string[]): Op[] {
  const sets: Op[] = [];
  const shifts = new Map<string, Shift>();
  for (const id of ids) {
    const former = undo.before.shapes.get(id)!;
    const record = undo.now.shapes.get(id)!;
    const dx = former.shape.x - record.shape.x;
    const dy = former.shape.y - record.shape.y;
    // Floating point may not add up.
    const exact = record.shape.x + dx === former.shape.x &&
      record.shape.y + dy === former.shape.y &&
      Math.max(Math.abs(dx), Math.abs(dy)) <= MAX_COORDINATE;
    if (!exact) {
      sets.push(setBack(undo, former, ["pos"]));
      continue;
    }
    const key = `${dx} ${dy}`;
    const shift = shifts.get(key) ?? { dx, dy, ids: [], only: 0 };
    shift.ids.push(id);
    shift.only = Math.max(shift.only, stampOf(record, "pos").seq);
    shifts.set(key, shift);
  }
  for (const { dx, dy, ids, only } of shifts.values()) {
    if (dx === 0 && dy === 0) continue;
    sets.push({ op: "move", ids, dx, dy, only });
  }
  return sets;
}
