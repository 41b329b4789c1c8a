/** What a room does when it is told that others were at its log (E21). */

import { assertEquals } from "@std/assert";
import type { ChatLine } from "../store/store.ts";
import { plainAppend } from "../store/testing/store_samples.ts";
import { NEW_CLIENT } from "./deciding/client_memory.ts";
import { CHAT_AT_JOIN, ChatLog } from "./members/chat_log.ts";
import { circle, ROOM, RoomRig } from "./testing/room_rig.ts";

const seqs = (rig: RoomRig) => rig.entries.map(({ event }) => event.seq);

Deno.test("[E21] a hint: what others committed is read, and told to everybody", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  await rig.store.append([plainAppend(ROOM, 0, 3)]);
  rig.send({ type: "head_hint", head: 3 });
  assertEquals(rig.room.idle, false);
  await rig.settle();
  assertEquals([seqs(rig), rig.room.document.seq], [[1, 2, 3], 3]);
  // What is known already is not read again.
  rig.send({ type: "head_hint", head: 2 });
  assertEquals([rig.pending.length, rig.room.idle], [0, true]);
});

Deno.test("[E21] a hint during a commit waits for its end, and is followed before the next", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.tx("ana", 1, [circle("a")]);
  rig.tx("ana", 2, [circle("b")]);
  rig.send({ type: "head_hint", head: 4 });
  // One that was late on its way takes nothing back.
  rig.send({ type: "head_hint", head: 1 });
  assertEquals(rig.pending.map(({ type }) => type), ["append"]);
  // The commit was the first, and others came after it.
  await rig.step();
  await rig.store.append([plainAppend(ROOM, 1, 3)]);
  assertEquals(rig.pending.map(({ type }) => type), ["read_after"]);
  await rig.settle();
  assertEquals(seqs(rig), [1, 2, 3, 4, 5]);
  assertEquals(rig.answers("ana", 2).map(({ type }) => type), ["ack"]);
});

Deno.test("[E21] a hint that is wrong is forgotten, and refuses nobody", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  const before = rig.notices.length;
  rig.send({ type: "head_hint", head: 99 });
  await rig.settle();
  assertEquals(rig.notices.length, before);
  rig.send({ type: "head_hint", head: 99 });
  rig.tx("ana", 1, [circle("a")]);
  await rig.settle();
  assertEquals([seqs(rig), rig.room.idle], [[1], true]);
  assertEquals(rig.answers("ana", 1).map(({ type }) => type), ["ack"]);
});

Deno.test("[E21] a hint after which reading fails: it is asked for again", async () => {
  const rig = await RoomRig.make();
  await rig.store.append([plainAppend(ROOM, 0)]);
  rig.send({ type: "head_hint", head: 1 });
  rig.pending.length = 0;
  rig.send({ type: "read_failed", message: "busy", at: rig.now });
  await rig.settle();
  assertEquals([seqs(rig), rig.room.idle], [[1], true]);
});

Deno.test("[E21] chat of others is read when it is hinted at, and each line told once", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  const say = async (text: string) =>
    (await rig.store.say(ROOM, {
      userId: "u_ben",
      name: "ben",
      text,
      at: 0,
      client: "ben",
      nonce: text,
    })).line;
  const first = await say("one");
  await say("two");
  rig.send({ type: "chat_hint", lastId: 2 });
  rig.send({
    type: "said",
    line: first,
    from: { memberId: "m_ana", ref: 1 },
    repeated: false,
  });
  rig.send({ type: "chat_hint", lastId: 2 });
  await rig.settle();
  rig.send({ type: "chat_hint", lastId: 2 });
  assertEquals(rig.pending, []);
  const told = rig.notices.flatMap((notice) =>
    notice.type === "said" ? [notice.line.text] : []
  );
  assertEquals(told, ["one", "two"]);
  assertEquals(rig.room.chat.map(({ id }) => id), [1, 2]);
});

Deno.test("[E21] [P10] a line that was said elsewhere just before one that was said here is read when it is hinted at", async () => {
  for (const isFull of [false, true]) {
    const rig = await RoomRig.make();
    await rig.join("ana");
    const say = async (text: string, client = "ben") =>
      (await rig.store.say(ROOM, {
        userId: `u_${client}`,
        name: client,
        text,
        at: 0,
        client,
        nonce: text,
      })).line;
    const before = isFull ? CHAT_AT_JOIN : 0;
    for (let i = 1; i <= before; i++) await say(`${i}`);
    rig.send({ type: "chat_hint", lastId: before });
    await rig.settle();
    await say("theirs");
    const line = await say("ours", "ana");
    const from = { memberId: "m_ana", ref: 1 };
    rig.send({ type: "said", line, from, repeated: false });
    for (const behind of [1, 0, 0]) {
      rig.send({ type: "chat_hint", lastId: line.id - behind });
      await rig.settle();
    }
    const told = rig.notices.flatMap((notice) =>
      notice.type === "said" ? [notice.line.text] : []
    );
    assertEquals(told.slice(before), ["ours", "theirs"]);
    rig.send({ type: "chat_hint", lastId: line.id });
    assertEquals(rig.pending, []);
  }
});

Deno.test("[P10] the last lines of chat stand in their order, whatever order they come in", () => {
  const line = (id: number): ChatLine => ({
    id,
    userId: "u_ana",
    name: "ana",
    text: `${id}`,
    at: 0,
  });
  const chat = new ChatLog([line(2)]);
  assertEquals([4, 3, 1, 3].map((id) => chat.add(line(id))), [
    true,
    true,
    true,
    false,
  ]);
  assertEquals(chat.lines.map(({ id }) => id), [1, 2, 3, 4]);
  assertEquals(chat.completeTo, 4);
  chat.add(line(6));
  assertEquals(chat.completeTo, 4);
  for (let id = 5; id <= CHAT_AT_JOIN + 10; id++) chat.add(line(id));
  assertEquals(
    [chat.lines.length, chat.lines[0]!.id, chat.completeTo],
    [CHAT_AT_JOIN, 11, CHAT_AT_JOIN + 10],
  );
  assertEquals(chat.add(line(5)), false);
});

Deno.test("[P2] [P4] [E21] a number that another server answered counts here when its doings are here", async () => {
  const rig = await RoomRig.make();
  for (const name of ["ana", "ben"]) await rig.join(name);
  // Another server commits and answers ana's first, and a refusal of her second.
  const elsewhere = await RoomRig.make();
  await elsewhere.join("ana");
  elsewhere.tx("ana", 1, [circle("a")]);
  elsewhere.tx("ana", 2, [circle("b")], { base: 99 });
  for (let i = 0; i < 2; i++) {
    const [append] = elsewhere.pending;
    if (append?.type === "append") await rig.store.append([append.append]);
    await elsewhere.step();
  }
  const state = await rig.store.readClient(ROOM, "ana");
  assertEquals([state.lastCseq, rig.room.isBehind("ana", state)], [2, true]);
  // Her resend has the store asked for her, while the room has not read the log yet.
  rig.send({ type: "leave", memberId: "m_ana" });
  rig.tx("ana", 1, [circle("a")]);
  assertEquals(rig.pending.map(({ type }) => type), ["read_client"]);
  await rig.step();
  assertEquals([rig.room.document.seq, rig.room.lastCseq("ana")], [0, 0]);
  assertEquals(rig.room.isBehind("ana", NEW_CLIENT), true);
  // What she did is read, and told, before its answer is.
  assertEquals(rig.pending.map(({ type }) => type), ["read_after"]);
  await rig.settle();
  const order = rig.notices.map(({ type }) => type).slice(-2);
  assertEquals(order, ["committed", "answer"]);
  await rig.join("ana");
  assertEquals([rig.room.document.seq, rig.room.lastCseq("ana")], [1, 2]);
  assertEquals(rig.room.isBehind("ana", state), false);
});

/** What another server commits of some clients, on a store that it shares with the room of a rig. */
async function elsewhere(
  rig: RoomRig,
  act: (there: RoomRig) => void,
): Promise<void> {
  const there = await RoomRig.on(rig.store.reopen());
  act(there);
  await there.settle();
}

Deno.test("[E16] [E21] what was answered elsewhere is answered here once, and what was answered before is not again", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  rig.tx("ana", 1, [circle("a")]);
  await rig.settle();
  await elsewhere(rig, (there) => {
    there.send({ type: "head_hint", head: 1 });
    there.tx("ana", 2, [circle("b")]);
  });
  rig.send({ type: "head_hint", head: 2 });
  await rig.settle();
  assertEquals(rig.told.map(({ cseq }) => cseq), [1, 2]);
});

Deno.test("[E16] [E21] a number that was answered elsewhere without an event is no gap here", async () => {
  const rig = await RoomRig.make();
  await rig.join("ana");
  await elsewhere(rig, (there) => {
    there.tx("ana", 1, [{ op: "delete", ids: ["nobody"] }]);
    there.tx("ben", 1, [circle("b")]);
  });
  rig.send({ type: "head_hint", head: 1 });
  await rig.settle();
  rig.tx("ana", 2, [circle("a")]);
  await rig.settle();
  assertEquals(rig.answers("ana", 2).map(({ type }) => type), ["ack"]);
});
