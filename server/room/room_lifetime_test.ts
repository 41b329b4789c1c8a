/** When rooms are loaded and put away (E23). */

import { assert, assertEquals, assertRejects } from "@std/assert";
import { FakeClock } from "../../shared/client/testing/fake_clock.ts";
import { DEFAULT_LIMITS } from "../../shared/schema/limits.ts";
import { MemoryHub } from "../bus/memory_bus.ts";
import { MemoryStore } from "../store/memory/memory_store.ts";
import { StoreError } from "../store/store.ts";
import { plainAppend } from "../store/testing/store_samples.ts";
import type { Subscriber } from "./members/audience.ts";
import type { RoomHost } from "./room_host.ts";
import type { Submission } from "./room_message.ts";
import { IDLE_MS, RoomClosedError, RoomRegistry } from "./room_registry.ts";
import { circle, unnumbered } from "./testing/room_rig.ts";

function setUp() {
  const store = new MemoryStore();
  const clock = new FakeClock();
  const hub = new MemoryHub();
  const bus = hub.connect();
  let listening = 0;
  const subscribe = bus.subscribe.bind(bus);
  bus.subscribe = (roomId, listener) => {
    listening++;
    const end = subscribe(roomId, listener);
    return () => {
      listening--;
      end();
    };
  };
  const registry = new RoomRegistry({
    store,
    limits: DEFAULT_LIMITS,
    clock,
    log: () => {},
    bus,
  });
  const other = hub.connect();
  const open = async () => (await registry.open("lobby", { create: true }))!;
  /** So much time passes, and what nobody needs is put away. */
  const pass = (ms: number) => {
    clock.advance(ms);
    registry.sweep();
    return registry.loaded.size;
  };
  return {
    store,
    clock,
    registry,
    other,
    open,
    pass,
    listening: () => listening,
  };
}

const GUEST = {
  memberId: "m_guest",
  userId: "u_guest",
  name: "guest",
  color: "default",
} as const;

const SILENT: Subscriber = {
  answer: () => {},
  tell: () => {},
  closed: () => {},
};

function drawing(id: string): Submission {
  return unnumbered(GUEST, [circle(id)]);
}

/** Resolves when the store holds back so many commits. */
async function waiting(store: MemoryStore, count: number): Promise<void> {
  while (store.waiting < count) await Promise.resolve();
}

const ids = ({ room }: RoomHost) => [...room.document.shapes.keys()].sort();

Deno.test("[E23] [P15] who has drawn and gone has drawn: a room with work under way is not put away, however long it takes", async () => {
  const { store, clock, open, pass } = setUp();
  const host = await open();
  host.enter(SILENT, GUEST, null);
  store.hold();
  host.take(drawing("a"));
  await waiting(store, 1);
  host.take(drawing("b"));
  host.leave(GUEST.memberId);
  for (let i = 0; i < 3; i++) assertEquals(pass(2 * IDLE_MS), 1);
  store.release();
  while (!host.idle) {
    clock.advance(1);
    await Promise.resolve();
  }
  assertEquals([ids(host), host.isClosed], [["a", "b"], false]);
  assertEquals(pass(IDLE_MS), 0);
  assertEquals(ids(await open()), ["a", "b"]);
});

Deno.test("[E23] a room is needed by who is on the way in, follows it, waits for an answer, or has just looked at it", async () => {
  const { store, open, pass } = setUp();
  const host = await open();
  assertEquals(pass(IDLE_MS - 1), 1);
  await open();
  assertEquals(pass(IDLE_MS - 1), 1);
  // Who follows, up to their end.
  await open();
  const end = host.follow({ committed: () => {}, closed: () => {} });
  assertEquals(pass(2 * IDLE_MS), 1);
  end();
  assertEquals(pass(IDLE_MS - 1), 1);
  // Who waits for an answer.
  store.hold();
  const answer = host.submit(drawing("a"));
  await waiting(store, 1);
  assertEquals(pass(2 * IDLE_MS), 1);
  store.release();
  assertEquals((await answer).type, "ack");
  // Who is asked for in the store.
  await open();
  const { promise, resolve } = Promise.withResolvers<void>();
  const readClient = store.readClient.bind(store);
  store.readClient = async (...args) => {
    await promise;
    return readClient(...args);
  };
  const coming = host.readClient("ana");
  assertEquals(pass(2 * IDLE_MS), 1);
  resolve();
  await coming;
  assertEquals([pass(1), host.isClosed], [0, true]);
});

Deno.test("[E23] a room that could not be loaded is loaded by the next who comes, whatever failed", async () => {
  for (const name of ["openRoom", "listSnapshots", "readChat"] as const) {
    const { store, open, registry } = setUp();
    // deno-lint-ignore no-explicit-any
    const methods = store as any;
    const original = methods[name];
    methods[name] = () => Promise.reject(new StoreError("Cannot read"));
    const both = [open(), open()];
    for (const each of both) await assertRejects(() => each, StoreError);
    assertEquals(registry.loaded.size, 0);
    methods[name] = original;
    assertEquals((await open()).room.document.seq, 0, name);
  }
});

Deno.test("[E23] [E21] a room that was put away listens to no other server, and tells them nothing", async () => {
  const { open, pass, other, clock, listening } = setUp();
  const told: string[] = [];
  other.subscribe("lobby", ({ type }) => told.push(type));
  const host = await open();
  assertEquals(listening(), 1);
  host.send({ type: "join", member: GUEST, client: null, state: null });
  host.send({ type: "leave", memberId: GUEST.memberId });
  assertEquals([pass(IDLE_MS), listening()], [0, 0]);
  await Promise.resolve();
  told.length = 0;
  host.callRoll();
  clock.advance(10_000);
  await Promise.resolve();
  assertEquals(told, []);
});

Deno.test("[E23] a room that has ended leaves no timer behind", async () => {
  const { open, clock, registry } = setUp();
  const host = await open();
  host.send({ type: "join", member: GUEST, client: null, state: null });
  for (const x of [1, 2]) {
    const presence = {
      cursor: { x, y: 0 },
      tool: "select",
      selection: [],
      preview: null,
      viewport: null,
    };
    const { memberId } = GUEST;
    host.send({ type: "presence", memberId, presence, at: clock.now() });
  }
  assert(clock.nextIn !== null);
  registry.close();
  assertEquals(clock.nextIn, null);
});

Deno.test("[E24] who is on the way into a room that turns out to be damaged does not wait for ever", async () => {
  const { open, store } = setUp();
  const host = await open();
  await store.append([plainAppend("lobby", 0)]);
  store.damage("lobby", 1);
  await host.readClient("ana");
  assert(host.isClosed);
  await assertRejects(open, RoomClosedError, "its log is damaged");
});

Deno.test("[E17] [P25] who waits for an answer when the room ends is told that it is unavailable", async () => {
  const { store, open, registry } = setUp();
  const host = await open();
  store.hold();
  const before = host.submit(drawing("a"));
  await waiting(store, 1);
  registry.close();
  const after = host.submit(drawing("b"));
  for (const outcome of [await before, await after]) {
    assert(outcome.type === "nack");
    assertEquals(outcome.body.code, "unavailable");
  }
});
