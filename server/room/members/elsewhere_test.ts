/** What a room makes of members on other servers (E21). */

import { assertEquals } from "@std/assert";
import type { Member } from "../../../shared/schema/presence.ts";
import { Elsewhere, UNHEARD_MS } from "./elsewhere.ts";
import { RoomRig } from "../testing/room_rig.ts";

const member = (name: string): Member => ({
  memberId: `m_${name}`,
  userId: `u_${name}`,
  name,
  color: "default",
});

const presence = (name: string, x: number) => ({
  memberId: `m_${name}`,
  userId: `u_${name}`,
  cursor: { x, y: 0 },
  tool: "select",
  selection: [],
  preview: null,
  viewport: null,
});

const elsewhere = (names: string[], at = 0, server = "other") => ({
  type: "members_elsewhere" as const,
  server,
  members: names.map(member),
  at,
});

Deno.test("[P8] [E21] each list of a server replaces its last one: what is told is the difference", () => {
  const all = new Elsewhere();
  const take = (server: string, names: string[]) => {
    const { joined, left } = all.take(server, names.map(member), 0);
    return [joined.map(({ name }) => name), left];
  };
  assertEquals(take("b", ["ben", "eve"]), [["ben", "eve"], []]);
  assertEquals(take("c", ["cid"]), [["cid"], []]);
  assertEquals(take("b", ["ben", "eve"]), [[], []]);
  assertEquals(take("b", ["eve", "fay"]), [["fay"], ["m_ben"]]);
  assertEquals(all.all().map(({ name }) => name), ["eve", "fay", "cid"]);
  assertEquals([all.size, all.has("m_cid"), all.has("m_ben")], [
    3,
    true,
    false,
  ]);
  assertEquals(take("b", []), [[], ["m_eve", "m_fay"]]);
});

Deno.test("[P8] [E21] a server that is heard of no more takes its members along; after a clock's jump as well", () => {
  for (const passed of [UNHEARD_MS + 1, -UNHEARD_MS - 1]) {
    const all = new Elsewhere();
    all.take("b", [member("ben")], 1e6);
    assertEquals(all.expire(1e6 + passed / 2), []);
    assertEquals(all.expire(1e6 + passed), ["m_ben"]);
    assertEquals(all.size, 0);
  }
});

Deno.test("[P8] [E21] a room tells everybody who comes and goes elsewhere, and the others who is here", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.send(elsewhere(["ben"]));
  rig.send(elsewhere(["ben"]));
  assertEquals(rig.room.members.map(({ name }) => name), ["ana", "ben"]);
  assertEquals([rig.room.memberCount, rig.room.membersHere], [2, 1]);
  rig.send({ type: "roll_call", at: UNHEARD_MS + 1 });
  assertEquals(
    rig.notices.slice(1),
    [
      { type: "members", joined: [member("ben")], left: [] },
      { type: "members", joined: [], left: ["m_ben"] },
    ],
  );
  const here = { type: "tell_members", members: [member("ana")] };
  assertEquals(rig.shared, [here, here] as unknown);
});

Deno.test("[P7] [E21] presence from elsewhere is told here, once, and not told on; that of strangers is not", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.send(elsewhere(["ben"]));
  const told = () => rig.notices.filter((notice) => notice.type === "presence");
  const hear = (...members: ReturnType<typeof presence>[]) =>
    rig.send({ type: "presence_elsewhere", members, at: rig.now += 1_000 });
  hear(presence("ben", 1), presence("eve", 2));
  hear(presence("ben", 1));
  assertEquals(told(), [
    { type: "presence", members: [presence("ben", 1)] },
  ]);
  assertEquals(rig.room.presences, [presence("ben", 1)]);
  const { memberId: _, userId: __, ...mine } = presence("ana", 3);
  rig.send({
    type: "presence",
    memberId: "m_ana",
    presence: mine,
    at: rig.now += 1_000,
  });
  const shared = rig.shared.filter(({ type }) => type === "tell_presence");
  assertEquals(shared, [
    { type: "tell_presence", members: [presence("ana", 3)] },
  ]);
  // Nor is it told on to who asks who is here: only their own server knows them well.
  rig.shared.length = 0;
  rig.send({ type: "roll_call", at: 0 });
  assertEquals(rig.shared, [
    { type: "tell_members", members: [member("ana")] },
    { type: "tell_presence", members: [presence("ana", 3)] },
  ]);
  // Who has gone is seen no more.
  rig.send(elsewhere([]));
  assertEquals(rig.room.presences, [presence("ana", 3)]);
});

Deno.test("[P7] [E21] several who move elsewhere are told of together, again and again", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.send(elsewhere(["ben", "cid"]));
  for (const x of [1, 2, 3]) {
    rig.notices.length = 0;
    const members = [presence("ben", x), presence("cid", x)];
    rig.send({ type: "presence_elsewhere", members, at: rig.now += 1_000 });
    await rig.settle();
    assertEquals(rig.notices, [{ type: "presence", members }]);
  }
});

Deno.test("[P7] [E21] the rate of presence is that for the members of all servers", async () => {
  const waits: number[] = [];
  for (const others of [0, 79]) {
    const rig = await RoomRig.make();
    await rig.join("ana");
    const names = Array.from({ length: others }, (_, i) => `n${i}`);
    rig.send(elsewhere(names));
    const { memberId: _, userId: __, ...mine } = presence("ana", 3);
    for (let i = 0; i < 2; i++) {
      rig.send({
        type: "presence",
        memberId: "m_ana",
        presence: mine,
        at: 1e6,
      });
    }
    const wake = rig.pending.find((effect) => effect.type === "wake");
    waits.push(wake?.afterMs ?? 0);
  }
  // 20 a second to one, 5 a second to 80.
  assertEquals(waits, [50, 200]);
});

Deno.test("[limits] [E21] a room is full by the members of all servers", async () => {
  const rig = await RoomRig.make({ membersPerRoom: 2 });
  await rig.join("ana");
  assertEquals(rig.room.refusalOfJoin("m_eve"), null);
  rig.send(elsewhere(["ben"]));
  assertEquals(
    rig.room.refusalOfJoin("m_eve"),
    "the room has 2 members; the limit is 2",
  );
  assertEquals(rig.room.refusalOfJoin("m_ana"), null);
});
