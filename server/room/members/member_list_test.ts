import { assertEquals } from "@std/assert";
import type { Member } from "../../../shared/schema/presence.ts";
import { NEW_CLIENT } from "../deciding/client_memory.ts";
import { circle, RoomRig } from "../testing/room_rig.ts";

const memberOf = (memberId: string): Member => ({
  memberId,
  userId: "u_ana",
  name: "ana",
  color: "default",
});

/** A room in which one client has two connections, the older first. */
async function twice(): Promise<RoomRig> {
  const rig = await RoomRig.make();
  for (const memberId of ["m_older", "m_newer"]) {
    const member = memberOf(memberId);
    rig.send({ type: "join", member, client: "ana", state: NEW_CLIENT });
  }
  return rig;
}

Deno.test("[P13] [E16] an older connection that goes late leaves the newer one its place: answers go there", async () => {
  const rig = await twice();
  rig.tx("ana", 1, [circle("a")], { memberId: "m_older", userId: "u_ana" });
  rig.send({ type: "leave", memberId: "m_older" });
  await rig.settle();
  assertEquals(rig.told.map(({ memberId }) => memberId), ["m_newer"]);
});

Deno.test("[P13] [P6] [E21] nor does it take along what is known of the client: its answer from elsewhere comes before its event", async () => {
  const rig = await twice();
  rig.send({ type: "leave", memberId: "m_older" });
  const elsewhere = await RoomRig.make();
  elsewhere.tx("ana", 1, [circle("a")], { userId: "u_ana" });
  await elsewhere.step();
  const [append] = elsewhere.pending;
  if (append?.type === "append") await rig.store.append([append.append]);
  rig.notices.length = 0;
  rig.send({ type: "head_hint", head: 1 });
  await rig.settle();
  assertEquals(rig.notices.map(({ type }) => type), ["answer", "committed"]);
});
