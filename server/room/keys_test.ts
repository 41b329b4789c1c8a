/** Transactions that are named by a key instead of a number (P25). */

import { assertEquals } from "@std/assert";
import { KEPT_MS } from "../store/store.ts";
import { circle, RoomRig } from "./testing/room_rig.ts";

const AT = 1_733_000_000_000;

/** Posts under a key, at some time; gives what came of it. */
async function post(
  rig: RoomRig,
  key: string,
  shape: string,
  at: number,
): Promise<string> {
  const before = rig.told.length;
  rig.tx(key, 1, [circle(shape)], { isKeyed: true, at });
  await rig.settle();
  return rig.told.slice(before).map(({ outcome }) => outcome.type).join();
}

Deno.test("[P25] a key that was kept for a day may name something else, which is done", async () => {
  const rig = await RoomRig.make();
  assertEquals(await post(rig, "key", "a", AT), "ack");
  assertEquals(await post(rig, "other", "b", AT + KEPT_MS), "ack");
  assertEquals(await post(rig, "key", "c", AT + KEPT_MS), "other_body");
  // What is kept by time is tidied when something else is kept by time.
  assertEquals(await post(rig, "third", "d", AT + KEPT_MS + 1), "ack");
  assertEquals(await post(rig, "key", "c", AT + KEPT_MS + 2), "ack");
  assertEquals(
    [...rig.room.document.shapes.keys()].sort(),
    ["a", "b", "c", "d"],
  );
  assertEquals(await post(rig, "key", "c", AT + KEPT_MS + 3), "ack");
  assertEquals(rig.room.document.seq, 4);
});
