/** A room whose store is in trouble (E21). */

import { assertEquals } from "@std/assert";
import { writeElsewhere } from "../testing/elsewhere.ts";
import { circle, kindOf, ROOM, RoomRig } from "../testing/room_rig.ts";

for (const fault of ["unknown_written", "unknown_lost"] as const) {
  Deno.test(`[E21] ${fault}: reads back, and commits once`, async () => {
    const rig = await RoomRig.make();
    await rig.join("ana");
    rig.store.failNext(fault);
    rig.tx("ana", 1, [circle("a")]);
    rig.tx("ana", 2, [circle("b")]);
    await rig.settle();
    assertEquals(rig.answers("ana", 1).map(kindOf), ["ack"]);
    assertEquals(rig.answers("ana", 2).map(kindOf), ["ack"]);
    assertEquals(rig.entries.map(({ event }) => event.seq), [1, 2]);
    assertEquals((await rig.store.readAfter(ROOM, 0, 10)).length, 2);
  });

  Deno.test(`[E21] ${fault} without a number (the chat dialect), and another server wrote after it`, async () => {
    const rig = await RoomRig.make();
    rig.store.failNext(fault);
    rig.tx("guest", 0, [circle("a")], { client: null });
    await rig.step();
    await writeElsewhere(rig, "theirs");
    await rig.settle();
    const events = await rig.store.readAfter(ROOM, 0, 10);
    assertEquals(events.length, 2);
    assertEquals(rig.entries.map(({ event }) => event), events);
    assertEquals(rig.answers("guest", 0).map(kindOf), ["ack"]);
  });

  Deno.test(`[E21] ${fault} of a refusal alone`, async () => {
    const rig = await RoomRig.make();
    await rig.join("ana");
    rig.store.failNext(fault);
    rig.tx("ana", 1, [circle("a")], { base: 99 });
    await rig.settle();
    assertEquals(rig.answers("ana", 1).map(kindOf), ["nack invalid"]);
    assertEquals((await rig.store.readClient(ROOM, "ana")).lastCseq, 1);
  });
}

Deno.test("[E21] unavailable: all that wait are refused without using numbers up; after a while it is tried again", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.store.failNext("unavailable");
  rig.tx("ana", 1, [circle("a")]);
  rig.tx("ana", 2, [circle("b")]);
  await rig.settle();
  rig.tx("ana", 1, [circle("a")]);
  await rig.settle();
  assertEquals(rig.answers("ana", 1).map(kindOf), [
    "nack unavailable",
    "nack unavailable",
  ]);
  assertEquals(rig.answers("ana", 2).map(kindOf), ["nack unavailable"]);
  assertEquals([rig.room.document.seq, rig.entries], [0, []]);
  rig.now += 1_000;
  rig.tx("ana", 1, [circle("a")]);
  await rig.settle();
  assertEquals(rig.answers("ana", 1).at(-1)?.type, "ack");
});

Deno.test("[E21] a clock that jumped back does not prolong the wait", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.now = 1e9;
  rig.store.failNext("unavailable");
  rig.tx("ana", 1, [circle("a")]);
  await rig.settle();
  rig.now = 5;
  rig.tx("ana", 1, [circle("a")]);
  await rig.settle();
  assertEquals(rig.answers("ana", 1).map(kindOf), ["nack unavailable", "ack"]);
});

Deno.test("[E21] a read that failed is asked for again after a while", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  await writeElsewhere(rig, "theirs");
  rig.tx("ana", 1, [circle("a")]);
  await rig.step();
  assertEquals(rig.pending.map(({ type }) => type), ["read_after"]);
  rig.pending.length = 0;
  rig.send({ type: "read_failed", message: "busy", at: rig.now });
  assertEquals(rig.pending, [{ type: "wake", afterMs: 500 }]);
  await rig.settle();
  assertEquals(rig.answers("ana", 1).map(kindOf), ["ack"]);
});

Deno.test("[E21] who waits for a read that fails again is told so, and may send again", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  await writeElsewhere(rig, "theirs");
  rig.tx("ana", 1, [circle("a")]);
  await rig.step();
  const fail = () => {
    rig.pending.length = 0;
    rig.send({ type: "read_failed", message: "no file", at: rig.now });
  };
  fail();
  assertEquals(rig.answers("ana", 1), []);
  await rig.step();
  fail();
  assertEquals(rig.answers("ana", 1).map(kindOf), ["nack unavailable"]);
  rig.tx("ana", 1, [circle("a")]);
  assertEquals(rig.answers("ana", 1).length, 2);
  rig.now += 1_000;
  rig.tx("ana", 1, [circle("a")]);
  await rig.settle();
  assertEquals(rig.answers("ana", 1).map(kindOf), [
    "nack unavailable",
    "nack unavailable",
    "ack",
  ]);
  assertEquals(rig.entries.length, 2);
});
