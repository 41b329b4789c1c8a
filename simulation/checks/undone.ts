/**
 * Does an undo leave alone what others did? (Invariant 11.)
 *
 * @module
 */

import type { CanonicalOp, RoomEvent } from "../../shared/schema/event.ts";
import {
  type PropertyName,
  type RegisterName,
  registerOf,
} from "../../shared/schema/properties.ts";
import { must } from "../violation.ts";
import { checkLetters } from "./letters.ts";
import type { Model } from "./model.ts";
import type { SentTx } from "./sent.ts";

/**
 * Undo takes back one's own, and nothing that somebody else wrote last, or has written since what is
 * undone, be it under one's own later write; of texts, one's own letters.
 *
 * @param past the events before it.
 */
export function checkUndo(
  { ops, group, base = 0 }: Pick<SentTx, "ops" | "group" | "base">,
  event: RoomEvent,
  { shapes, dead }: Model,
  past: readonly RoomEvent[],
): void {
  const undone = /^undo-(\d+)$/.exec(group ?? "")?.[1];
  const since = undone === undefined ? [] : past.slice(Number(undone))
    .filter(({ userId }) => userId !== event.userId);
  const mine = (by: string | undefined, what: string) =>
    must(
      by === undefined || by === event.userId,
      11,
      () => `the undo ${event.seq} changes ${what}, which is another's`,
    );
  const alone = (id: string, name: RegisterName | null) => {
    const other = since.find(({ ops }) =>
      ops.some((op) => writes(op, id, name))
    );
    must(
      other === undefined,
      11,
      () =>
        `the undo ${event.seq} changes ${
          name ?? "the life"
        } of ${id}, as another did in ${other!.seq}`,
    );
  };
  // A deletion unties lines, which is part of it; but not those that others were seen to have tied.
  const isDeletion = event.ops.some(({ op }) => op === "delete");
  for (const op of isDeletion ? event.ops : []) {
    if (op.op !== "set") continue;
    for (const end of ["start", "end"] as const) {
      const tied = shapes.get(op.id)?.registers.get(end);
      const isSeen = tied !== undefined && tied.seq <= base;
      if (op.props[end] !== null || !isSeen || !tied.value[end]) continue;
      mine(tied.by, `the ${end} of ${op.id}`);
    }
  }
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
      const isUntied = (name: RegisterName) =>
        isDeletion && (name === "points" || name === "start" || name === "end");
      for (const name of done) {
        if (!asked.has(name) || isUntied(name)) continue;
        const register = shapes.get(op.id)?.registers.get(name);
        mine(register?.by, `${name} of ${op.id}`);
        alone(op.id, name);
      }
    } else if (op.op === "move") {
      for (const id of op.ids) {
        mine(shapes.get(id)?.registers.get("pos")?.by, `the place of ${id}`);
        alone(id, "pos");
      }
    } else if (op.op === "order") {
      for (const [id] of op.keys) {
        mine(shapes.get(id)?.registers.get("z")?.by, `the order of ${id}`);
        alone(id, "z");
      }
    } else if (op.op === "delete") {
      for (const id of op.ids) {
        mine(shapes.get(id)?.by, `${id} by deleting it`);
        alone(id, null);
      }
    } else if (op.op === "text") {
      checkLetters(event, op.id, past);
    } else if (op.op === "restore") {
      mine(dead.get(op.shape.id)?.by, `the deletion of ${op.shape.id}`);
    }
  }
}

/** Does an operation write a register of a shape, or, where none is named, any of them? */
function writes(
  op: CanonicalOp,
  id: string,
  name: RegisterName | null,
): boolean {
  const is = (register: RegisterName) => name === null || name === register;
  switch (op.op) {
    case "set":
      return op.id === id &&
        Object.keys(op.props).some((key) =>
          is(registerOf(key as PropertyName))
        );
    case "move":
      return is("pos") && op.ids.includes(id);
    case "text":
      return is("text") && op.id === id;
    case "order":
      return is("z") && op.keys.some(([key]) => key === id);
    default:
      return false;
  }
}
