import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Op } from "../../shared/schema/op.ts";
import { circle, kindOf, ROOM, RoomRig } from "./testing/room_rig.ts";

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

Deno.test("[INVARIANTS] 15: a transaction that can't be decided is refused and told to the operator, and stops nobody", async () => {
  const rig = await RoomRig.make();
  for (const name of ["ana", "ben"]) await rig.join(name);
  const nonsense = [{ op: "nonsense" }] as unknown as Op[];
  rig.tx("ana", 1, nonsense);
  rig.tx("ben", 1, [circle("b")]);
  rig.tx("ana", 2, [circle("a")]);
  await rig.settle();
  assertEquals(rig.answers("ana", 1).map(kindOf), ["nack invalid"]);
  assertEquals(rig.answers("ana", 2).map(kindOf), ["ack"]);
  assertEquals(rig.answers("ben", 1).map(kindOf), ["ack"]);
  const faults = rig.notices.flatMap((notice) =>
    notice.type === "fault" ? [notice.message] : []
  );
  assertEquals(faults.length, 1);
  assertMatch(faults[0]!, /^cannot decide transaction 1: TypeError: .+\n +at /);
});

Deno.test("[P13] [E16] a connection that goes after a newer one of its client has come takes no numbers along", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.tx("ana", 1, [circle("a")]);
  await rig.settle();
  const member = { memberId: "m_new", userId: "u_ana", name: "ana" } as const;
  rig.send({
    type: "join",
    member: { ...member, color: "default" },
    client: "ana",
    state: await rig.store.readClient(ROOM, "ana"),
  });
  rig.send({ type: "leave", memberId: "m_ana" });
  rig.tx("ana", 2, [circle("b")], { memberId: "m_new" });
  // Nobody has to be asked what was answered before.
  assertEquals(rig.pending.map(({ type }) => type), ["append"]);
  await rig.settle();
  assertEquals(rig.told.at(-1)?.memberId, "m_new");
});

Deno.test("[P7] who moves more often than is told is told of where they are at last, as soon as may be", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  const move = (x: number) =>
    rig.send({
      type: "presence",
      memberId: "m_ana",
      presence: {
        cursor: { x, y: 0 },
        tool: "select",
        selection: [],
        preview: null,
        viewport: null,
      },
      at: rig.now,
    });
  const told = () =>
    rig.notices.flatMap((notice) =>
      notice.type === "presence"
        ? notice.members.map(({ cursor }) => cursor?.x)
        : []
    );
  for (let round = 1; round <= 3; round++) {
    for (const x of [1, 2, 3]) move(round * 10 + x);
    await rig.settle();
  }
  assertEquals(told(), [11, 13, 23, 33]);
});
