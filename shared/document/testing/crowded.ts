/**
 * A room in which a gap of the stack is all but used up.
 *
 * @module
 */

import type { Op } from "../../schema/op.ts";
import { TestRoom } from "./arbitraries.ts";

/** Puts a shape just above `a`, into the gap that is used up. */
export function aboveA(id: string): Op {
  return { op: "order", ids: [id], to: { above: "a" } };
}

/** Did the last event rewrite keys of others to make room (E15)? */
export function hasMadeRoom(room: TestRoom): boolean {
  return room.events.at(-1)!.ops.some((op) =>
    op.op === "order" && op.rekeyed !== undefined
  );
}

/**
 * A room by Ana with the shapes a, b, and c, of which Ben has put b and c in turn just above a so
 * often that the next one to come there makes the others give way.
 */
export function crowdedRoom(): TestRoom {
  const room = new TestRoom();
  room.send("u_ana", [
    { op: "create", shape: { id: "a", type: "rectangle" } },
    { op: "create", shape: { id: "b", type: "circle" } },
    { op: "create", shape: { id: "c", type: "text" } },
  ]);
  for (;;) {
    const next = room.copy();
    next.send("u_ben", [aboveA("b")]);
    if (hasMadeRoom(next)) return room;
    room.send("u_ben", [aboveA(room.document.order.front()!.id)]);
  }
}
