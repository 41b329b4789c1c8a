/**
 * Taking events back in a room, and what is to be seen of it.
 *
 * @module
 */

import type { KindName } from "../../schema/kinds/kinds.ts";
import type { Op } from "../../schema/op.ts";
import { resolved } from "../bindings.ts";
import { canonicalShape } from "../canonical.ts";
import type { Document } from "../document.ts";
import { type Inverse, inverse } from "../undo/inverse.ts";
import { TestRoom } from "./arbitraries.ts";

/** What undo brings back: what is to be seen; not versions, dates, and keys. */
export function picture(document: Document): unknown {
  return [...document.order].map(({ id }) => {
    const shape: Record<string, unknown> = {
      ...canonicalShape(resolved(document, document.shapes.get(id)!.shape)),
    };
    for (
      const name of ["z", "version", "seq", "updatedBy", "updatedAt", "alias"]
    ) delete shape[name];
    return shape;
  });
}

/** What takes back the event with this `seq`, as of now. */
export function inverseIn(room: TestRoom, seq: number): Inverse {
  return inverse(room.states[seq - 1]!, room.events[seq - 1]!, room.document);
}

/** Undoes the event with this `seq`, by its author; tells the place of the undo's own event. */
export function undo(room: TestRoom, seq: number): number | null {
  const { ops } = inverseIn(room, seq);
  if (ops.length === 0) return null;
  const decision = room.send(room.events[seq - 1]!.userId, ops);
  if (decision.kind === "refuse") throw new Error(decision.nack.message);
  return decision.kind === "commit" ? decision.event.seq : null;
}

/** A room in which these transactions were sent. */
export function roomWith(...sends: [user: string, ...ops: Op[]][]): TestRoom {
  const room = new TestRoom();
  for (const [user, ...ops] of sends) room.send(user, ops);
  return room;
}

/** Creates a shape of default looks. */
export function draw(id: string, type: KindName = "circle"): Op {
  return { op: "create", shape: { id, type } };
}

/** Deletes shapes. */
export function erase(...ids: string[]): Op {
  return { op: "delete", ids };
}

/** Brings a shape back. */
export function revive(id: string): Op {
  return { op: "restore", id };
}

/** Gives the shape `a` a color. */
export function paint(color: "red" | "blue" | "green"): Op {
  return { op: "set", id: "a", props: { color } };
}

/** The box `b`, which says hello. */
export const BOX: Op = {
  op: "create",
  shape: { id: "b", type: "rectangle", x: 200, y: 200, text: "hello" },
};
