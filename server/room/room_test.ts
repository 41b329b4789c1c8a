import { assert, assertEquals } from "@std/assert";
import { decide } from "../../shared/document/decide.ts";
import { DEFAULT_LIMITS } from "../../shared/schema/limits.ts";
import { loadDocument } from "./snapshots/load_document.ts";
import type { Outcome } from "./room_message.ts";
import { circle, ROOM, RoomRig } from "./testing/room_rig.ts";

const kindOf = (outcome: Outcome | undefined) =>
  outcome?.type === "nack" ? `nack ${outcome.body.code}` : outcome?.type;

/** What another server on the same file does. */
async function writeElsewhere(rig: RoomRig, id: string): Promise<void> {
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

Deno.test("[E16] the answer goes where the client is by now", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.tx("ana", 1, [circle("a")], { memberId: "m_old" });
  await rig.settle();
  assertEquals(rig.told.map(({ memberId }) => memberId), ["m_ana"]);
});

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
