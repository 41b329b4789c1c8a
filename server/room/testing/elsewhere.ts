/**
 * What another server on a room's store does.
 *
 * @module
 */

import { assert } from "@std/assert";
import { decide } from "../../../shared/document/decide.ts";
import { DEFAULT_LIMITS } from "../../../shared/schema/limits.ts";
import { loadDocument } from "../snapshots/load_document.ts";
import { circle, ROOM, type RoomRig } from "./room_rig.ts";

/** Draws in the room as another server on the same store does. */
export async function writeElsewhere(rig: RoomRig, id: string): Promise<void> {
  const document = await loadDocument(rig.store, ROOM);
  const decision = decide(document, { ops: [circle(id)] }, {
    userId: "u_elsewhere",
    at: 5,
    limits: DEFAULT_LIMITS,
    removed: new Map(),
  });
  assert(decision.kind === "commit");
  const { event, removed } = decision;
  await rig.store.append([{
    roomId: ROOM,
    expectedHead: document.seq,
    events: [{ event, origin: null, removed }],
    answers: [],
  }]);
}
