/**
 * A room with a few shapes, and what is done to them.
 *
 * @module
 */

import type { Decision } from "../deciding/decision.ts";
import type { Op, OpResult } from "../../schema/op.ts";
import type { Shape } from "../../schema/shape.ts";
import { TestRoom } from "./arbitraries.ts";

/** Makes a rectangle. */
export const rectangle = (id: string, more: object = {}): Op => ({
  op: "create",
  shape: { id, type: "rectangle", ...more },
});

/** Brings a shape back. */
export const restore = (id: string): Op => ({ op: "restore", id });

/** Deletes shapes. */
export const deletion = (...ids: string[]): Op => ({ op: "delete", ids });

/** A room in which Ana drew rectangle `a`, circle `b` and line `d`, and deleted `dead`. */
export function room(): TestRoom {
  const room = new TestRoom({ opsPerTx: 8, shapesPerRoom: 4 });
  room.send("u_ana", [
    rectangle("a"),
    { op: "create", shape: { id: "b", type: "circle", x: 8, y: 16 } },
    { op: "create", shape: { id: "d", type: "line" } },
    rectangle("dead"),
  ]);
  room.send("u_ana", [deletion("dead")]);
  return room;
}

/** A shape as the room has it. */
export function shapeOf(room: TestRoom, id: string): Shape {
  return room.document.shapes.get(id)!.shape;
}

/** What came of each operation; throws where all were refused. */
export function results(decision: Decision): readonly OpResult[] {
  if (decision.kind === "refuse") throw new Error(decision.nack.message);
  return decision.results;
}
