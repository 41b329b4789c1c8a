/** Numbered transactions: each has one answer, and so many may wait (E16). */

import { assert, assertEquals } from "@std/assert";
import { circle, kindOf, ROOM, RoomRig } from "../testing/room_rig.ts";

Deno.test("[E16] a resend gets the first answer, also while the first is still on its way", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.tx("ana", 1, [circle("a")]);
  rig.tx("ana", 1, [circle("a")]);
  await rig.settle();
  rig.tx("ana", 1, [circle("a")]);
  await rig.settle();
  const [first, ...again] = rig.answers("ana", 1);
  assert(first?.type === "ack" && again.length === 2);
  for (const outcome of again) {
    assert(outcome.type === "ack");
    assertEquals(outcome.body, first.body);
    assertEquals(outcome.event, null);
  }
  assertEquals(rig.entries.length, 1);
});

Deno.test("[E16] same number, other body: error; a gap: nack with what is expected; neither uses the number up", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.tx("ana", 1, [circle("a")]);
  rig.tx("ana", 1, [circle("other")]);
  rig.tx("ana", 3, [circle("c")]);
  rig.tx("ana", 2, [circle("b")]);
  await rig.settle();
  assertEquals(rig.answers("ana", 1).map(kindOf), ["ack", "other_body"]);
  const [gap] = rig.answers("ana", 3);
  assert(gap?.type === "nack");
  assertEquals([gap.body.code, gap.body.expected], ["gap", 2]);
  assertEquals(rig.answers("ana", 2).map(kindOf), ["ack"]);
});

Deno.test("[E16] the last 64 answers are kept; an older number gets an ack that says old", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  for (let cseq = 1; cseq <= 65; cseq++) {
    rig.tx("ana", cseq, [circle(`c${cseq}`)]);
    await rig.settle();
  }
  rig.tx("ana", 1, [circle("c1")]);
  rig.tx("ana", 2, [circle("c2")]);
  await rig.settle();
  assertEquals(rig.answers("ana", 1).map(kindOf), ["ack", "old"]);
  assertEquals(rig.answers("ana", 2).map(kindOf), ["ack", "ack"]);
});

Deno.test("[E16] a refusal that uses the number up is committed before it is told, and outlives the room", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.tx("ana", 1, [circle("a")], { base: 99 });
  assertEquals(rig.told, []);
  await rig.settle();
  assertEquals(rig.answers("ana", 1).map(kindOf), ["nack invalid"]);
  const { lastCseq, answers } = await rig.store.readClient(ROOM, "ana");
  assertEquals([lastCseq, answers[0]?.body.type], [1, "nack"]);
  assertEquals(rig.entries, []);
});

Deno.test("[E16] who never joined this room in this process is looked up in the store", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.tx("ana", 1, [circle("a")]);
  await rig.settle();
  rig.send({ type: "leave", memberId: "m_ana" });
  rig.tx("ana", 2, [circle("b")]);
  assertEquals(rig.pending.map(({ type }) => type), ["read_client"]);
  await rig.settle();
  assertEquals(rig.answers("ana", 2).map(kindOf), ["ack"]);
});

Deno.test("[E16] the answer goes where the client is by now", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.tx("ana", 1, [circle("a")], { memberId: "m_old" });
  await rig.settle();
  assertEquals(rig.told.map(({ memberId }) => memberId), ["m_ana"]);
});

Deno.test("[E16] at most 64 may be unanswered", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  for (let cseq = 1; cseq <= 65; cseq++) {
    rig.tx("ana", cseq, [circle(`c${cseq}`)]);
  }
  assertEquals(rig.answers("ana", 65).map(kindOf), ["nack limit"]);
  await rig.settle();
  assertEquals(rig.entries.length, 64);
  rig.tx("ana", 65, [circle("c65")]);
  await rig.settle();
  assertEquals(rig.answers("ana", 65).map(kindOf), ["nack limit", "ack"]);
});

Deno.test("[E16] a number sent again over a new connection is not one more unanswered", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  const send = (first: number, last: number): void => {
    for (let cseq = first; cseq <= last; cseq++) {
      rig.tx("ana", cseq, [circle(`c${cseq}`)]);
    }
  };
  send(1, 40);
  send(1, 40);
  send(41, 65);
  const refused = rig.told.filter(({ outcome }) =>
    kindOf(outcome) === "nack limit"
  );
  assertEquals(refused.map(({ cseq }) => cseq), [65]);
  await rig.settle();
  assertEquals(rig.entries.length, 64);
  assertEquals(rig.answers("ana", 40).map(kindOf), ["ack", "ack"]);
});

Deno.test("[limits] the same number sent for ever fills no queue", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  for (let i = 0; i < 300; i++) rig.tx("ana", 1, [circle("a")]);
  const refused = rig.told.filter(({ outcome }) =>
    kindOf(outcome) === "nack limit"
  );
  assertEquals(refused.length, 300 - 256);
  await rig.settle();
  assertEquals(rig.entries.length, 1);
});

Deno.test("[limits] a flood fills a bounded queue, and keeps nobody out who has nothing waiting", async () => {
  const rig = await RoomRig.make();
  const flooders = Array.from({ length: 20 }, (_, i) => `flooder${i}`);
  for (const name of [...flooders, "ana"]) await rig.join(name);
  const many = Array.from({ length: 256 }, (_, i) => circle(`c${i}`));
  for (let cseq = 1; cseq <= 10; cseq++) {
    for (const name of flooders) rig.tx(name, cseq, many);
  }
  const refused = rig.told.filter(({ outcome }) =>
    kindOf(outcome) === "nack limit"
  );
  assert(refused.length > 0);
  rig.tx("ana", 1, [circle("ana")]);
  assertEquals(rig.answers("ana", 1), []);
  for (let commits = 0; rig.answers("ana", 1).length === 0; commits++) {
    assert(commits < 10, "ana waits for the flooders");
    await rig.step();
  }
  assertEquals(rig.answers("ana", 1).map(kindOf), ["ack"]);
  await rig.settle();
});
