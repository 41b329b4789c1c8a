import { assert, assertEquals } from "@std/assert";
import { DEFAULT_LIMITS } from "../../shared/schema/limits.ts";
import { FakeClock } from "../../shared/client/testing/fake_clock.ts";
import { RoomRegistry } from "../room/room_registry.ts";
import { MemoryStore } from "../store/memory/memory_store.ts";
import { Connection } from "./connection.ts";
import { FakeSocket } from "./testing/fake_socket.ts";
import { Identity } from "../identity.ts";
import { EVENTS_BYTES, FRAGMENT_BYTES, STALL_SECONDS } from "./send_queue.ts";

const HELLO = {
  type: "hello",
  protocol: 1,
  clientId: "client-of-ana-0123456789",
  name: "ana",
};

function setUp(store = new MemoryStore()) {
  const clock = new FakeClock();
  const log = (line: string) => void logged.push(line);
  const logged: string[] = [];
  const socket = new FakeSocket();
  let isGone = false;
  const connection = new Connection(socket, "m_1", {
    registry: new RoomRegistry({ store, limits: DEFAULT_LIMITS, clock, log }),
    identity: new Identity(new Uint8Array(32)),
    limits: DEFAULT_LIMITS,
    clock,
    log,
    makeSecret: () => "secret",
    onHello: () => {},
    onClosed: () => isGone = true,
  });
  const beat = (seconds: number) => {
    for (let i = 0; i < seconds; i++) connection.beat();
  };
  /** Reads until a message of this type is there. */
  const until = async (type: string) => {
    while (true) {
      socket.read();
      const messages = socket.received.map((text) => JSON.parse(text));
      if (messages.some((message) => message.type === type)) return messages;
      await Promise.resolve();
    }
  };
  return {
    clock,
    connection,
    socket,
    beat,
    until,
    logged,
    isGone: () => isGone,
  };
}

Deno.test("[P13] a silent peer is pinged twice and then cut; one that answers is not", () => {
  const { socket, beat, isGone } = setUp();
  socket.say(HELLO);
  socket.read();
  beat(30);
  socket.emit("pong");
  beat(30);
  assertEquals([socket.done, isGone()], [
    ["ping", "ping", "ping", "ping"],
    false,
  ]);
  beat(15);
  assertEquals([socket.done.at(-1), isGone()], ["terminate", true]);
});

Deno.test("[P14] who takes nothing for 30 s is closed with 4008, and cut if that does not help", () => {
  const { socket, beat } = setUp();
  socket.say(HELLO);
  beat(STALL_SECONDS - 1);
  assert(!socket.done.includes("close 4008"));
  beat(1);
  assert(socket.done.includes("close 4008"));
  beat(6);
  assertEquals(socket.done.at(-1), "terminate");
});

Deno.test("[P13] [P14] who reads slowly is not taken for dead, though its pongs are not read meanwhile", () => {
  const { connection, socket, beat } = setUp();
  socket.say(HELLO);
  const page = "x".repeat(EVENTS_BYTES + 100 * FRAGMENT_BYTES);
  connection.queue.send(new TextEncoder().encode(JSON.stringify(page)));
  assert(socket.isPaused);
  for (let second = 0; second < 100; second++) {
    beat(1);
    socket.readFragment();
  }
  assert(socket.isPaused);
  assert(!socket.done.includes("terminate"), socket.done.join());
  socket.read();
  assert(!socket.isPaused);
});

Deno.test("[P14] who is closed while it is not read gets to say its farewell", () => {
  const { connection, socket } = setUp();
  socket.say(HELLO);
  connection.queue.send(new Uint8Array(EVENTS_BYTES + 1));
  assert(socket.isPaused);
  connection.close(4008, "enough");
  assertEquals([socket.isPaused, socket.done], [false, ["close 4008"]]);
});

Deno.test("[P1] who says nothing in time is closed with 4001; who said hello is not", () => {
  const silent = setUp();
  silent.clock.advance(DEFAULT_LIMITS.helloMs);
  assertEquals(silent.socket.done, ["close 4001"]);
  const ana = setUp();
  ana.socket.say(HELLO);
  ana.clock.advance(10 * DEFAULT_LIMITS.helloMs);
  assertEquals(ana.socket.done, []);
});

Deno.test("[P1] [P15] a client of the first design is silent no more once it is in a room", async () => {
  const guest = setUp();
  guest.socket.say({ type: "join_room", roomId: 1 });
  const host = (await guest.connection.registry.open("1", { create: true }))!;
  while (host.room.membersHere === 0) await Promise.resolve();
  guest.clock.advance(10 * DEFAULT_LIMITS.helloMs);
  assertEquals(guest.socket.done, []);
});

Deno.test("[P2] messages that follow a join in one breath find the room joined", async () => {
  const { socket, until } = setUp();
  const roomId = "lobby";
  socket.say(HELLO);
  socket.say({ type: "join_room", roomId });
  const ops = [{ op: "create", shape: { id: "a", type: "circle" } }];
  socket.say({ type: "tx", roomId, cseq: 1, ops });
  const messages = await until("events");
  assertEquals(messages.map(({ type }) => type), [
    "welcome",
    "joined",
    "snapshot",
    "ack",
    "events",
  ]);
});

Deno.test("[P15] who draws and closes in one breath has drawn, and is gone after that", async () => {
  const store = new MemoryStore();
  const { clock, socket, isGone } = setUp(store);
  socket.say({ type: "join_room", roomId: 1 });
  for (const id of ["a", "b"]) {
    const message = JSON.stringify({ shape: { id, type: "circle" } });
    socket.say({ type: "chat", roomId: 1, message });
  }
  socket.emit("close");
  assert(!isGone());
  while (!isGone()) await Promise.resolve();
  while ((await store.readAfter("1", 0, 10)).length < 2) {
    // A commit begins when its time has come.
    clock.advance(1);
    await Promise.resolve();
  }
});

Deno.test("[P1] who was replaced has said nothing more, also when its socket is closed already", async () => {
  const store = new MemoryStore();
  const { connection, socket, isGone } = setUp(store);
  socket.say(HELLO);
  socket.say({ type: "join_room", roomId: "lobby" });
  const ops = [{ op: "create", shape: { id: "a", type: "circle" } }];
  socket.say({ type: "tx", roomId: "lobby", cseq: 1, ops });
  socket.emit("close");
  assert(!isGone());
  connection.close(4009, "this client connected anew");
  assert(isGone());
  const room = await store.openRoom("lobby", { create: false, now: 0 });
  assertEquals(room?.head ?? 0, 0);
});

Deno.test("[P14] while a join takes long, what follows waits in the network, not in memory", async () => {
  const store = new MemoryStore();
  const gate = Promise.withResolvers<void>();
  const openRoom = store.openRoom.bind(store);
  store.openRoom = async (...args) => {
    await gate.promise;
    return await openRoom(...args);
  };
  const { socket, until } = setUp(store);
  socket.say(HELLO);
  socket.say({ type: "join_room", roomId: "lobby" });
  for (let i = 0; i < 31; i++) socket.say({ type: "ping" });
  assert(!socket.isPaused);
  socket.say({ type: "ping" });
  assert(socket.isPaused);
  gate.resolve();
  await until("pong");
  assert(!socket.isPaused);
});

Deno.test("[P15] who waits for their changes to be committed, and whose room ends meanwhile, is heard again", async () => {
  const store = new MemoryStore();
  const { connection, socket } = setUp(store);
  socket.say({ type: "join_room", roomId: 1 });
  const host = (await connection.registry.open("1", { create: true }))!;
  while (host.room.membersHere === 0) await Promise.resolve();
  store.hold();
  for (let i = 0; i < 40; i++) {
    const shape = { id: `a${i}`, type: "circle" };
    const message = JSON.stringify({ shape });
    socket.say({ type: "chat", roomId: 1, message });
  }
  const rest = async () => {
    for (let turn = 0; turn < 1_000; turn++) await Promise.resolve();
  };
  await rest();
  host.close("the room went wrong");
  await rest();
  socket.read();
  // What it sent after that is for a room that it is not in any more.
  const codes = socket.received.map((text) => JSON.parse(text).code);
  assertEquals(codes.filter((code) => code === "not_joined").length, 7);
});

for (
  const [what, burst, message] of [
    ["presence", 40, () => ({ type: "presence" })],
    ["lines of chat", 20, (i: number) => ({
      type: "say",
      text: "hi",
      nonce: `n${i}`,
    })],
    ["joins", 59, () => ({ type: "join_room", content: "none" })],
    ["pages of history", 59, () => ({ type: "history" })],
    ["transactions", 240, (i: number) => ({
      type: "tx",
      cseq: i + 1,
      ops: [{ op: "delete", ids: ["a"] }],
    })],
  ] as const
) {
  Deno.test(`[limits] ${what} beyond the rate are refused, told when to come again, and pass then`, async () => {
    const { clock, socket } = setUp();
    const say = async (count: number, from: number) => {
      for (let i = from; i < from + count; i++) {
        socket.say({ roomId: "lobby", ...message(i), ref: i });
        for (let turn = 0; turn < 20; turn++) await Promise.resolve();
        if (what === "transactions") clock.advance(0);
      }
      for (let turn = 0; turn < 200; turn++) await Promise.resolve();
      socket.read();
      return socket.received.splice(0).map((text) => JSON.parse(text))
        .filter(({ code }) => code === "limit");
    };
    socket.say(HELLO);
    socket.say({ type: "join_room", roomId: "lobby", content: "none" });
    assertEquals(await say(burst, 0), []);
    const [refusal, ...more] = await say(1, burst);
    assert(refusal.retryAfterMs > 0 && more.length === 0);
    assertEquals(refusal.ref, burst);
    clock.advance(refusal.retryAfterMs);
    assertEquals(await say(1, burst), []);
  });
}

Deno.test("[limits] who goes on sending what is refused for being unanswered is closed (4029)", async () => {
  const store = new MemoryStore();
  const { socket } = setUp(store);
  const rest = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  socket.say(HELLO);
  socket.say({ type: "join_room", roomId: "lobby", content: "none" });
  for (let turn = 0; turn < 10; turn++) await rest();
  store.hold();
  const ops = [{ op: "create", shape: { id: "a", type: "circle" } }];
  // Fewer than it takes if only what comes too fast counts: 240 at once, and 400 refusals.
  for (let cseq = 1; cseq <= 560; cseq++) {
    socket.say({ type: "tx", roomId: "lobby", cseq, ops });
    await rest();
  }
  assertEquals(socket.done, ["close 4029"]);
});

Deno.test("[P2] [E21] who is on the way into a room that ends meanwhile comes into it as it is loaded again", async () => {
  const store = new MemoryStore();
  const { connection: { registry }, socket } = setUp(store);
  const broken = (await registry.open("lobby", { create: true }))!;
  const gate = Promise.withResolvers<void>();
  const readClient = store.readClient.bind(store);
  store.readClient = async (...args) => {
    await gate.promise;
    return await readClient(...args);
  };
  const rest = async () => {
    for (let turn = 0; turn < 200; turn++) await Promise.resolve();
  };
  socket.say(HELLO);
  socket.say({ type: "join_room", roomId: "lobby" });
  await rest();
  broken.room.handle = () => {
    throw new Error("a fault in the room");
  };
  broken.send({ type: "wake", at: 0 });
  assert(broken.isClosed);
  gate.resolve();
  await rest();
  socket.read();
  const types = socket.received.map((text) => JSON.parse(text).type);
  assertEquals(types, ["welcome", "joined", "snapshot"]);
  assertEquals(registry.loaded.get("lobby")!.room.membersHere, 1);
});

Deno.test("[limits] a connection is in so many rooms and no more, and may join those again", async () => {
  const { clock, socket } = setUp();
  socket.say(HELLO);
  const join = async (roomId: string) => {
    socket.say({ type: "join_room", roomId, content: "none" });
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    clock.advance(100);
    socket.read();
    return JSON.parse(socket.received.at(-1)!).type;
  };
  for (let i = 0; i < 32; i++) assertEquals(await join(`room-${i}`), "joined");
  assertEquals(await join("one-more"), "error");
  assertEquals(await join("room-5"), "joined");
  socket.say({ type: "leave_room", roomId: "room-5" });
  assertEquals(await join("one-more"), "joined");
});

Deno.test("[limits] more bytes than may come are not read at once", () => {
  const { clock, socket } = setUp();
  socket.say(HELLO);
  const frame = new TextEncoder().encode(
    `{"type":"ping"${" ".repeat(60_000)}}`,
  );
  let frames = 0;
  while (!socket.isPaused) {
    socket.emit("message", frame, false);
    socket.read();
    frames++;
  }
  const { txBurst } = DEFAULT_LIMITS;
  assertEquals(frames, Math.ceil(txBurst * 16 * 1024 / frame.length));
  clock.advance(1_000);
  assert(!socket.isPaused);
});

Deno.test("[P12] when the store fails the client is told no secrets, and the operator everything", async () => {
  const store = new MemoryStore();
  store.openRoom = () => Promise.reject(new Error("/srv/rooms.db is gone"));
  const { socket, until, logged } = setUp(store);
  socket.say(HELLO);
  socket.say({ type: "join_room", roomId: "lobby", ref: 3 });
  const [, error] = await until("error");
  assertEquals([error.code, error.ref], ["internal", 3]);
  assert(!error.message.includes("srv"));
  assertEquals(logged, ["connection m_1: /srv/rooms.db is gone"]);
});
