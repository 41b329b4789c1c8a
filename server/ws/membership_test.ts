import { assertEquals } from "@std/assert";
import { FakeClock } from "../../shared/client/testing/fake_clock.ts";
import { DEFAULT_LIMITS } from "../../shared/schema/limits.ts";
import type { Member, Presence } from "../../shared/schema/presence.ts";
import { RoomRegistry } from "../room/room_registry.ts";
import { MemoryStore } from "../store/memory/memory_store.ts";
import { ReadGate } from "./limits/read_gate.ts";
import { Membership } from "./membership.ts";
import { NativeVoice } from "./native/native_voice.ts";
import { PRESENCE_BYTES, SendQueue } from "./send_queue.ts";
import { FakeSocket } from "./testing/fake_socket.ts";

const memberOf = (name: string): Member => ({
  memberId: `m_${name}`,
  userId: `u_${name}`,
  name,
  color: "default",
});

const at = (x: number): Presence => ({
  cursor: { x, y: 0 },
  tool: "select",
  selection: [],
  preview: null,
  viewport: null,
});

/** Ana's reader, and a room in which others move. */
async function setUp() {
  const clock = new FakeClock();
  const registry = new RoomRegistry({
    store: new MemoryStore(),
    limits: DEFAULT_LIMITS,
    clock,
    log: () => {},
  });
  const host = (await registry.open("lobby", { create: true }))!;
  const socket = new FakeSocket();
  const queue: SendQueue = new SendQueue(socket, new ReadGate(socket), {
    drained: () => ana.drained(),
    stalled: () => {},
  });
  const member = memberOf("ana");
  const { memberId } = member;
  const ana: Membership = new Membership({
    host,
    member,
    roomId: "lobby",
    queue,
    voice: new NativeVoice({
      roomId: "lobby",
      memberId,
      first: () => [],
      asked: [],
      lastCseq: () => 0,
      placed: () => [],
    }),
    onRateLimited: () => {},
    onClosed: () => {},
  });
  host.enter(ana, member, null);
  for (const name of ["ben", "eve"]) {
    const member = memberOf(name);
    host.send({ type: "join", member, client: null, state: null });
  }
  socket.read();
  socket.received.length = 0;
  return {
    socket,
    move: (name: string, x: number) => {
      const presence = at(x);
      const memberId = `m_${name}`;
      host.send({ type: "presence", memberId, presence, at: clock.now() });
      clock.advance(1_000);
    },
    leave: (name: string) =>
      host.send({ type: "leave", memberId: `m_${name}` }),
    /** More than a reader of presence may have left unread. */
    fill: () =>
      queue.send(
        new TextEncoder().encode(JSON.stringify("x".repeat(PRESENCE_BYTES))),
      ),
    /** What she reads: who moved where, who left. */
    read: () => {
      socket.read();
      return socket.received.splice(0).map((text) => JSON.parse(text))
        .flatMap(({ type, members, left }) =>
          type === "presence"
            ? [
              members.map((each: { userId: string; cursor: { x: number } }) =>
                `${each.userId} ${each.cursor.x}`
              ).join(),
            ]
            : type === "members"
            ? [`left ${left}`]
            : []
        );
    },
  };
}

Deno.test("[P14] [P7] who did not read is told where everybody is by then, once, and nothing of where they were", async () => {
  const { move, fill, read } = await setUp();
  move("ben", 1);
  assertEquals(read(), ["u_ben 1"]);
  fill();
  move("ben", 2);
  move("eve", 3);
  move("ben", 4);
  assertEquals(read(), ["u_ben 4,u_eve 3"]);
  fill();
  assertEquals(read(), []);
  move("ben", 5);
  assertEquals(read(), ["u_ben 5"]);
});

Deno.test("[P14] [P8] who came and went while one did not read is told all the same, and their presence is not", async () => {
  const { move, fill, read, leave } = await setUp();
  fill();
  move("ben", 2);
  leave("ben");
  assertEquals(read(), ["left m_ben"]);
});
