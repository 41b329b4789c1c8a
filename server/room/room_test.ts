import { assert, assertEquals } from "@std/assert";
import { circle, RoomRig } from "./testing/room_rig.ts";

Deno.test("[E17] nothing is told before the commit: then the author's ack, then the event", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.notices.length = 0;
  rig.tx("ana", 1, [circle("a")]);
  assertEquals(rig.pending.map(({ type }) => type), ["append"]);
  assertEquals([rig.notices, rig.room.document.seq], [[], 0]);
  await rig.settle();
  assertEquals(rig.notices.map(({ type }) => type), ["answer", "committed"]);
  assertEquals(rig.room.document.seq, 1);
});

Deno.test("[E17] one append is in flight; what arrives meanwhile is decided after it, as one", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  await rig.join("ben");
  rig.tx("ana", 1, [circle("a")]);
  rig.tx("ben", 1, [{ op: "set", id: "a", props: { color: "red" } }]);
  rig.tx("ana", 2, [circle("b")]);
  assertEquals(rig.pending.length, 1);
  await rig.step();
  const [next] = rig.pending;
  assert(next?.type === "append");
  assertEquals(next.append.expectedHead, 1);
  assertEquals(next.append.events.map(({ event }) => event.seq), [2, 3]);
  await rig.settle();
  assertEquals(rig.entries.map(({ event }) => event.userId), [
    "u_ana",
    "u_ben",
    "u_ana",
  ]);
});

Deno.test("[E17] a commit takes in so many operations and no more, so that deciding stays short; the rest is next", async () => {
  const rig = await RoomRig.make();
  for (let i = 0; i < 30; i++) await rig.join(`client ${i}`);
  // The first is committed alone, and the others arrive meanwhile.
  for (let i = 0; i < 30; i++) {
    const ops = Array.from({ length: 100 }, (_, j) => circle(`c${i}-${j}`));
    rig.tx(`client ${i}`, 1, ops);
  }
  const sizes: number[] = [];
  while (rig.pending.length > 0) {
    const [next] = rig.pending;
    if (next?.type === "append") sizes.push(next.append.events.length);
    await rig.step();
  }
  assertEquals(sizes, [1, 11, 11, 7]);
});

Deno.test("[E14] what dies again in the commit in which it came back, comes back as it was when it died last", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.tx("ana", 1, [circle("a")]);
  rig.tx("ana", 2, [{ op: "delete", ids: ["a"] }]);
  await rig.settle();
  rig.tx("ana", 3, [{ op: "restore", id: "a" }]);
  rig.tx("ana", 4, [{ op: "set", id: "a", props: { color: "red" } }]);
  rig.tx("ana", 5, [{ op: "delete", ids: ["a"] }]);
  rig.tx("ana", 6, [{ op: "restore", id: "a" }]);
  await rig.settle();
  const colors = rig.entries.flatMap(({ document }) =>
    document.shapes.get("a")?.shape.color ?? "dead"
  );
  assertEquals(colors, ["default", "dead", "default", "red", "dead", "red"]);
});

Deno.test("[E14] restore: the queue waits until the deleted shape is read", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.tx("ana", 1, [circle("a")]);
  await rig.settle();
  rig.tx("ana", 2, [{ op: "delete", ids: ["a"] }]);
  rig.tx("ana", 3, [{ op: "restore", id: "a" }]);
  rig.tx("ana", 4, [{ op: "set", id: "a", props: { color: "red" } }]);
  await rig.step();
  assertEquals(rig.pending.map(({ type }) => type), ["read_removed"]);
  await rig.settle();
  const results = [2, 3, 4].map((cseq) => {
    const [ack] = rig.answers("ana", cseq);
    return ack?.type === "ack" && ack.body.results[0];
  });
  assertEquals(results, ["ok", "ok", "ok"]);
  assertEquals(rig.room.document.shapes.get("a")?.shape.color, "red");
});

Deno.test("[E18] without base, the head on arrival counts, not what waits before it", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  await rig.join("ben");
  rig.tx("ana", 1, [circle("a")]);
  await rig.settle();
  rig.tx("ana", 2, [{ op: "set", id: "a", props: { color: "red" } }]);
  rig.tx("ben", 1, [{ op: "set", id: "a", props: { color: "blue" } }]);
  await rig.settle();
  const [ack] = rig.answers("ben", 1);
  assert(ack?.type === "ack");
  assertEquals(
    ack.body.overrode.map(({ register, userId }) => [
      register,
      userId,
    ]),
    [["color", "u_ana"]],
  );
});

Deno.test("[E10] a transaction without effect gets no event: its ack carries the head", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.tx("ana", 1, [circle("a")]);
  rig.tx("ana", 2, [circle("a")]);
  await rig.settle();
  const [ack] = rig.answers("ana", 2);
  assert(ack?.type === "ack");
  assertEquals([ack.body.seq, ack.body.results], [1, ["exists"]]);
  assertEquals(rig.entries.length, 1);
});

Deno.test("[P8] members come and go; a connection that joins again is the same member", async () => {
  const rig = await RoomRig.make({ membersPerRoom: 1 });
  await rig.join("ana");
  await rig.join("ana");
  assertEquals(rig.room.members.map(({ name }) => name), ["ana"]);
  assertEquals(rig.notices.length, 1);
  assert(rig.room.refusalOfJoin("m_ben")?.includes("the limit is 1"));
  assertEquals(rig.room.refusalOfJoin("m_ana"), null);
  rig.send({ type: "leave", memberId: "m_ana" });
  rig.send({ type: "leave", memberId: "m_ana" });
  assertEquals(rig.notices.slice(1), [
    { type: "members", joined: [], left: ["m_ana"] },
  ]);
});
