/**
 * Does an undo leave alone what others did? (Invariant 11.)
 *
 * @module
 */

import type { RoomEvent } from "../../shared/schema/event.ts";
import type { Op } from "../../shared/schema/op.ts";
import {
  type PropertyName,
  type RegisterName,
  registerOf,
} from "../../shared/schema/properties.ts";
import { must } from "../violation.ts";
import type { Model } from "./model.ts";

/** Undo takes back one's own, and nothing that somebody else wrote last; texts merge. */
export function checkUndo(
  ops: readonly Op[],
  event: RoomEvent,
  { shapes, dead }: Model,
): void {
  const mine = (by: string | undefined, what: string) =>
    must(
      by === undefined || by === event.userId,
      11,
      () => `the undo ${event.seq} changes ${what}, which is another's`,
    );
  const touched = new Set(ops.flatMap((op) => "id" in op ? [op.id] : []));
  for (const op of event.ops) {
    if (op.op === "set" && touched.has(op.id)) {
      const asked = new Set(
        ops.flatMap((wish) =>
          wish.op === "set" && wish.id === op.id
            ? Object.keys(wish.props).map((name) =>
              registerOf(name as PropertyName)
            )
            : []
        ),
      );
      const done = Object.keys(op.props).map((name) =>
        registerOf(name as PropertyName)
      );
      // A deletion unties lines, which is part of it.
      const isUntied = (name: RegisterName) =>
        event.ops.some((other) => other.op === "delete") &&
        (name === "points" || name === "start" || name === "end");
      for (const name of done) {
        if (!asked.has(name) || isUntied(name)) continue;
        const register = shapes.get(op.id)?.registers.get(name);
        mine(register?.by, `${name} of ${op.id}`);
      }
    } else if (op.op === "move") {
      for (const id of op.ids) {
        mine(shapes.get(id)?.registers.get("pos")?.by, `the place of ${id}`);
      }
    } else if (op.op === "order") {
      for (const [id] of op.keys) {
        mine(shapes.get(id)?.registers.get("z")?.by, `the order of ${id}`);
      }
    } else if (op.op === "delete") {
      for (const id of op.ids) mine(shapes.get(id)?.by, `${id} by deleting it`);
    } else if (op.op === "restore") {
      mine(dead.get(op.shape.id)?.by, `the deletion of ${op.shape.id}`);
    }
  }
}
