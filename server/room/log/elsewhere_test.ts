/** A room that other servers on its store write to as well (E21). */

import { assert, assertEquals } from "@std/assert";
import { writeElsewhere } from "../testing/elsewhere.ts";
import { circle, kindOf, ROOM, RoomRig } from "../testing/room_rig.ts";

/** What another server on the same file does: it answers a number with a refusal. */
async function refuseElsewhere(rig: RoomRig, client: string, cseq: number) {
  const { lastCseq } = await rig.store.readClient(ROOM, client);
  assertEquals(lastCseq, cseq - 1);
  const [outcome] = await rig.store.append([{
    roomId: ROOM,
    expectedHead: rig.room.document.seq,
    events: [],
    answers: [{
      origin: { client, cseq },
      bodyHash: JSON.stringify([circle(`${client}${cseq}`)]),
      body: { type: "nack", code: "invalid", message: `elsewhere ${cseq}` },
    }],
  }]);
  assertEquals(outcome, { kind: "committed" });
}

Deno.test("[E21] moved: catches up, tells what others did, decides again on that", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  await writeElsewhere(rig, "theirs");
  rig.tx("ana", 1, [circle("theirs"), circle("mine")]);
  await rig.settle();
  const [ack] = rig.answers("ana", 1);
  assert(ack?.type === "ack");
  assertEquals([ack.body.seq, ack.body.results], [2, ["exists", "ok"]]);
  assertEquals(rig.entries.map(({ event }) => [event.seq, event.userId]), [
    [1, "u_elsewhere"],
    [2, "u_ana"],
  ]);
});

Deno.test("[E16] [E21] a number that another server answered is answered the same here", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  const ops = [circle("a")];
  const elsewhere = await RoomRig.make();
  await elsewhere.join("ana");
  elsewhere.tx("ana", 1, ops);
  elsewhere.tx("ana", 2, ops, { base: 99 });
  for (let i = 0; i < 2; i++) {
    const [append] = elsewhere.pending;
    assert(append?.type === "append");
    await rig.store.append([append.append]);
    await elsewhere.step();
  }
  rig.tx("ana", 1, ops);
  await rig.settle();
  rig.tx("ana", 2, ops, { base: 99 });
  await rig.settle();
  // Once when the event is told, and once more for having been asked here.
  assertEquals(rig.answers("ana", 1).map(kindOf), ["ack", "ack"]);
  assertEquals(rig.answers("ana", 2).map(kindOf), ["nack invalid"]);
  assertEquals(rig.entries.length, 1);
});

Deno.test("[P6] [E21] what a client sent to another server is answered here before its event is told", async () => {
  const rig = await RoomRig.make();
  for (const name of ["ana", "ben"]) await rig.join(name);
  const elsewhere = await RoomRig.make();
  await elsewhere.join("ana");
  elsewhere.tx("ana", 1, [circle("a")]);
  const [append] = elsewhere.pending;
  assert(append?.type === "append");
  await rig.store.append([append.append]);
  rig.send({ type: "head_hint", head: 1 });
  await rig.settle();
  const told = rig.notices.map(({ type }) => type);
  assertEquals(told.slice(told.indexOf("answer")), ["answer", "committed"]);
  assertEquals(rig.answers("ana", 1).map(kindOf), ["ack"]);
  assertEquals(rig.told.length, 1);
});

Deno.test("[E16] [E21] a refusal that another server told, of which the log shows nothing, is told again here, and keeps nobody waiting", async () => {
  const rig = await RoomRig.make();
  for (const name of ["ana", "ben"]) await rig.join(name);
  await refuseElsewhere(rig, "ana", 1);
  rig.tx("ana", 1, [circle("ana1")]);
  rig.tx("ben", 1, [circle("ben1")]);
  rig.tx("ana", 2, [circle("ana2")]);
  await rig.settle();
  assertEquals(rig.answers("ana", 1), [{
    type: "nack",
    body: { code: "invalid", message: "elsewhere 1" },
  }]);
  assertEquals(rig.answers("ben", 1).map(kindOf), ["ack"]);
  assertEquals(rig.answers("ana", 2).map(kindOf), ["ack"]);
  assertEquals(rig.entries.length, 2);
});

Deno.test("[E16] [E21] a client that hops between servers, time and again, is told its first answers", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  for (const cseq of [1, 3, 5]) {
    await refuseElsewhere(rig, "ana", cseq);
    rig.tx("ana", cseq, [circle(`ana${cseq}`)]);
    await rig.settle();
    assertEquals(rig.answers("ana", cseq).map(kindOf), ["nack invalid"]);
    rig.tx("ana", cseq + 1, [circle(`ana${cseq + 1}`)]);
    await rig.settle();
    assertEquals(rig.answers("ana", cseq + 1).map(kindOf), ["ack"]);
  }
});

Deno.test("[E16] [E21] a number that is used, but was never answered, is refused for now, not tried for ever", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  await rig.join("ben");
  const { store } = rig;
  const real = store.append.bind(store);
  let attempts = 0;
  store.append = (appends) => {
    attempts++;
    return appends.some(({ answers }) => answers[0]?.origin.client === "ana")
      ? Promise.resolve([{ kind: "moved", head: rig.room.document.seq }])
      : real(appends);
  };
  rig.tx("ana", 1, [circle("a")]);
  await rig.settle();
  assertEquals(rig.answers("ana", 1).map(kindOf), ["nack unavailable"]);
  assertEquals(attempts, 2);
  rig.now += 1_000;
  rig.tx("ben", 1, [circle("b")]);
  await rig.settle();
  assertEquals(rig.answers("ben", 1).map(kindOf), ["ack"]);
});
