import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { DEFAULT_LIMITS, MAX_UNANSWERED } from "../../shared/schema/limits.ts";
import type { Color } from "../../shared/schema/color.ts";
import type { Op } from "../../shared/schema/op.ts";
import type { Member } from "../../shared/schema/presence.ts";
import { MemoryStore } from "../store/memory/memory_store.ts";
import { plainAppend } from "../store/testing/store_samples.ts";
import { FakeClock } from "../../shared/client/testing/fake_clock.ts";
import type { Subscriber } from "./members/audience.ts";
import type { RoomHost } from "./room_host.ts";
import { MAX_PACE_MS } from "./committer.ts";
import { IDLE_MS, RoomClosedError, RoomRegistry } from "./room_registry.ts";
import { circle, unnumbered } from "./testing/room_rig.ts";

function setUp() {
  const store = new MemoryStore();
  const clock = new FakeClock();
  const log: string[] = [];
  const registry = new RoomRegistry({
    store,
    limits: DEFAULT_LIMITS,
    clock,
    log: (line) => void log.push(line),
  });
  return { store, clock, log, registry };
}

/** A member who notes what it is told, as lines. */
class Listener implements Subscriber {
  readonly heard: string[] = [];
  readonly member: Member;

  constructor(readonly name: string) {
    const userId = `u_${name}`;
    this.member = { memberId: `m_${name}`, userId, name, color: "default" };
  }

  async enter(host: RoomHost): Promise<this> {
    const state = await host.readClient(this.name);
    host.enter(this, this.member, { hash: this.name, state });
    return this;
  }

  draw(host: RoomHost, cseq: number): void {
    const { memberId, userId } = this.member;
    const ops = [circle(`${this.name}_${cseq}`)];
    host.take({
      memberId,
      userId,
      client: this.name,
      cseq,
      bodyHash: "",
      ref: undefined,
      at: 0,
      work: { kind: "tx", ops, base: undefined, group: undefined },
    });
  }

  answer: Subscriber["answer"] = ({ submission, outcome }) => {
    this.heard.push(`${outcome.type} ${submission.cseq}`);
  };

  tell: Subscriber["tell"] = ({ notice }) => {
    if (notice.type === "committed") {
      this.heard.push(`events ${notice.entries.map(({ event }) => event.seq)}`);
    }
  };

  closed: Subscriber["closed"] = (reason) => {
    this.heard.push(`closed: ${reason}`);
  };
}

/** Lets time pass, and what waits for promises go on before and after. */
async function passing(clock: FakeClock, ms: number): Promise<void> {
  const rest = async () => {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  };
  await rest();
  clock.advance(ms);
  await rest();
}

Deno.test("[P6] [E17] what is committed is told at once, and what is committed together in one frame", async () => {
  const { clock, store, registry } = setUp();
  const host = (await registry.open("lobby", { create: true }))!;
  const ana = await new Listener("ana").enter(host);
  const ben = await new Listener("ben").enter(host);
  ana.draw(host, 1);
  await passing(clock, 0);
  assertEquals(ben.heard, ["events 1"]);
  store.hold();
  ana.draw(host, 2);
  await passing(clock, 0);
  ana.draw(host, 3);
  ana.draw(host, 4);
  store.release();
  await passing(clock, 0);
  assertEquals(ben.heard, ["events 1", "events 2", "events 3,4"]);
  assertEquals(ana.heard, [
    "ack 1",
    "events 1",
    "ack 2",
    "events 2",
    "ack 3",
    "ack 4",
    "events 3,4",
  ]);
});

Deno.test("[E17] after a commit that many are told of the next one waits, and who sends all that may be unanswered does not", async () => {
  const { clock, registry } = setUp();
  const host = (await registry.open("lobby", { create: true }))!;
  const ana = await new Listener("ana").enter(host);
  for (let reader = 0; reader < 38; reader++) {
    await new Listener(`reader${reader}`).enter(host);
  }
  ana.draw(host, 1);
  await passing(clock, 0);
  assertEquals(ana.heard, ["ack 1", "events 1"]);
  ana.draw(host, 2);
  // A row, its answer, and 39 readers: a little more than 6 ms.
  await passing(clock, 5);
  assertEquals(ana.heard.length, 2);
  await passing(clock, 1);
  assertEquals(ana.heard.slice(2), ["ack 2", "events 2"]);
  for (let cseq = 3; cseq < 3 + MAX_UNANSWERED; cseq++) ana.draw(host, cseq);
  await passing(clock, 0);
  assertEquals(ana.heard.at(-2), `ack ${2 + MAX_UNANSWERED}`);
});

Deno.test("[P6] [E21] the first event of another server is told at once; those that follow closely go out as one frame", async () => {
  const { clock, store, registry } = setUp();
  const other = new RoomRegistry({
    store,
    limits: DEFAULT_LIMITS,
    clock,
    log: () => {},
  });
  const here = (await registry.open("lobby", { create: true }))!;
  const there = (await other.open("lobby", { create: true }))!;
  const ana = await new Listener("ana").enter(there);
  const ben = await new Listener("ben").enter(here);
  for (const head of [1, 2, 3]) {
    ana.draw(there, head);
    await passing(clock, 0);
    here.hear({ type: "head", roomId: "lobby", head });
    await passing(clock, 0);
  }
  assertEquals(ben.heard, ["events 1"]);
  await passing(clock, 7);
  assertEquals(ben.heard, ["events 1"]);
  await passing(clock, 1);
  assertEquals(ben.heard, ["events 1", "events 2,3"]);
});

Deno.test("[P3] who enters is told of nothing that its content holds already, also of what was held back", async () => {
  const { clock, store, registry } = setUp();
  const host = (await registry.open("lobby", { create: true }))!;
  const ana = await new Listener("ana").enter(host);
  const ben = new Listener("ben");
  const state = await host.readClient("ben");
  for (const head of [1, 2]) {
    await store.append([plainAppend("lobby", head - 1)]);
    host.hear({ type: "head", roomId: "lobby", head });
    await passing(clock, 0);
  }
  assertEquals(ana.heard, ["events 1"]);
  assertEquals(host.room.document.seq, 2);
  host.enter(ben, ben.member, { hash: "ben", state });
  clock.advance(100);
  assertEquals(ben.heard, []);
  assertEquals(ana.heard, ["events 1", "events 2"]);
});

Deno.test("[E21] one member's trouble is not another's", async () => {
  const { registry, log } = setUp();
  const host = (await registry.open("lobby", { create: true }))!;
  const bad = await new Listener("bad").enter(host);
  bad.tell = () => {
    throw new Error("broken pipe");
  };
  const ana = await new Listener("ana").enter(host);
  ana.draw(host, 1);
  await host.settled();
  assertEquals(ana.heard, ["ack 1", "events 1"]);
  assertEquals(new Set(log), new Set(["room lobby: broken pipe"]));
});

Deno.test("[P22] [E21] nor is the trouble of one who follows a room", async () => {
  const { registry, log } = setUp();
  const host = (await registry.open("lobby", { create: true }))!;
  const followed: number[] = [];
  host.follow({
    committed: () => {
      throw new Error("broken pipe");
    },
    closed: () => {},
  });
  host.follow({
    committed: (entries) => void followed.push(entries.length),
    closed: () => {},
  });
  const ana = await new Listener("ana").enter(host);
  ana.draw(host, 1);
  await host.settled();
  assertEquals([ana.heard, followed], [["ack 1", "events 1"], [1]]);
  assertEquals(log, ["room lobby: broken pipe"]);
});

Deno.test("[E23] a room is loaded from its log when somebody comes, and put away when nobody is left", async () => {
  const { clock, registry } = setUp();
  const host = (await registry.open("lobby", { create: true }))!;
  const ana = await new Listener("ana").enter(host);
  ana.draw(host, 1);
  await host.settled();
  clock.advance(2 * IDLE_MS);
  registry.sweep();
  assertEquals(registry.loaded.size, 1);
  host.leave("m_ana");
  clock.advance(IDLE_MS - 1);
  registry.sweep();
  assertEquals(registry.loaded.size, 1);
  clock.advance(1);
  registry.sweep();
  assertEquals(registry.loaded.size, 0);
  const again = (await registry.open("lobby", { create: false }))!;
  assert(again !== host);
  assertEquals([...again.room.document.shapes.keys()], ["ana_1"]);
  const back = await new Listener("ana").enter(again);
  assertEquals(again.room.lastCseq("ana"), 1);
  back.draw(again, 1);
  await again.settled();
  assertEquals(back.heard, ["ack 1"]);
  assertEquals(again.room.document.seq, 1);
});

Deno.test("[P2] looking at a room does not make it; two who come at once get the same", async () => {
  const { registry } = setUp();
  assertEquals(await registry.open("lobby", { create: false }), null);
  const [a, b, c] = await Promise.all([
    registry.open("lobby", { create: false }),
    registry.open("lobby", { create: true }),
    registry.open("lobby", { create: true }),
  ]);
  assertEquals(a, null);
  assert(b !== null && b === c);
});

Deno.test("[E21] nobody comes into a room that ended while they were on their way; opened again, it is another one", async () => {
  const { registry, log } = setUp();
  const old = (await registry.open("lobby", { create: true }))!;
  const ana = await new Listener("ana").enter(old);
  const ben = new Listener("ben");
  const state = await old.readClient("ben");
  old.room.handle = () => {
    throw new Error("a fault in the room");
  };
  const enter = (host: RoomHost) =>
    host.enter(ben, ben.member, { hash: "ben", state });
  // Once for the entrance that the room breaks at, once for one that comes after.
  for (let i = 0; i < 2; i++) assertThrows(() => enter(old), RoomClosedError);
  assert(old.isClosed && log[0]!.includes("a fault in the room"));
  assertEquals(ana.heard, ["closed: room lobby went wrong; join it again"]);
  const again = (await registry.open("lobby", { create: false }))!;
  assert(again !== old);
  enter(again);
  ben.draw(again, 1);
  await again.settled();
  assertEquals(ben.heard, ["ack 1", "events 1"]);
});

Deno.test("[E16] [E21] who comes over from another server while their work is under way there is told its first answer", async () => {
  const { clock, store, registry } = setUp();
  const elsewhere = new RoomRegistry({
    store: store.reopen(),
    limits: DEFAULT_LIMITS,
    clock: new FakeClock(),
    log: () => {},
  });
  const there = (await elsewhere.open("lobby", { create: true }))!;
  const here = (await registry.open("lobby", { create: true }))!;
  const before = await new Listener("ana").enter(there);
  const ana = new Listener("ana");
  const ben = await new Listener("ben").enter(here);
  const state = await here.readClient("ana");
  // Committed, and noticed here, between the question who ana is and her entrance.
  before.draw(there, 1);
  await there.settled();
  here.hear({ type: "head", roomId: "lobby", head: 1 });
  await here.settled();
  here.enter(ana, ana.member, { hash: "ana", state });
  ana.draw(here, 1);
  ben.draw(here, 1);
  ana.draw(here, 2);
  await passing(clock, MAX_PACE_MS);
  const answers = ({ heard }: Listener) =>
    heard.filter((line) => !line.startsWith("events"));
  assertEquals(answers(ana), ["ack 1", "ack 2"]);
  assertEquals(answers(ben), ["ack 1"]);
  assertEquals(
    [...here.room.document.shapes.keys()].sort(),
    ["ana_1", "ana_2", "ben_1"],
  );
});

Deno.test("[P5] [E18] who names no base has seen what was committed when they sent, not what was on its way then", async () => {
  const { clock, store, registry } = setUp();
  const host = (await registry.open("lobby", { create: true }))!;
  const submit = (name: string, ops: readonly Op[]) =>
    host.submit(
      unnumbered({ memberId: `h_${name}`, userId: `u_${name}` }, ops),
    );
  const paint = (
    color: Color,
  ): Op[] => [{ op: "set", id: "a", props: { color } }];
  await submit("eve", [circle("a")]);
  store.hold();
  const bens = submit("ben", paint("red"));
  // A dear commit, after which the next one waits a while.
  for (let i = 0; i < 100; i++) void submit(`cid_${i}`, [circle(`c${i}`)]);
  while (store.waiting === 0) {
    clock.advance(1);
    await Promise.resolve();
  }
  const anas = submit("ana", paint("blue"));
  store.release();
  await bens;
  clock.advance(MAX_PACE_MS);
  const outcome = await anas;
  assert(outcome.type === "ack");
  assertEquals(
    outcome.body.overrode?.map(({ userId, seq }) => [userId, seq]),
    [["u_ben", 2]],
  );
});

Deno.test("[E24] a damaged room is closed with a clear message, and others go on", async () => {
  const { store, registry, log } = setUp();
  const host = (await registry.open("bad", { create: true }))!;
  const ana = await new Listener("ana").enter(host);
  ana.draw(host, 1);
  await host.settled();
  await registry.settle();

  const restarted = new RoomRegistry({
    store,
    limits: DEFAULT_LIMITS,
    clock: new FakeClock(),
    log: (line) => void log.push(line),
  });
  store.damage("bad", 1);
  for (let i = 0; i < 2; i++) {
    const error = await assertRejects(
      () => restarted.open("bad", { create: true }),
      RoomClosedError,
    );
    assert(error.message.startsWith("room bad is closed, since its log is"));
  }
  assertEquals(log.length, 1);
  const other = await restarted.open("good", { create: true });
  const ben = await new Listener("ben").enter(other!);
  ben.draw(other!, 1);
  await other!.settled();
  assertEquals(ben.heard, ["ack 1", "events 1"]);
});

Deno.test("[E24] a room whose log turns out to be damaged while it runs is closed, and its members are told", async () => {
  const { store, registry, log } = setUp();
  const host = (await registry.open("lobby", { create: true }))!;
  const ana = await new Listener("ana").enter(host);
  const elsewhere = new RoomRegistry({
    store,
    limits: DEFAULT_LIMITS,
    clock: new FakeClock(),
    log: () => {},
  });
  const there = (await elsewhere.open("lobby", { create: true }))!;
  const ben = await new Listener("ben").enter(there);
  ben.draw(there, 1);
  await there.settled();
  store.damage("lobby", 1);
  ana.draw(host, 1);
  while (ana.heard.length === 0) await Promise.resolve();
  assertEquals(ana.heard.length, 1);
  assert(ana.heard[0]!.startsWith("closed: room lobby is closed, since its"));
  assertEquals(log.length, 1);
  await assertRejects(() => registry.open("lobby", { create: true }));
});

Deno.test("[E17] settle() waits until all that was taken is committed and told", async () => {
  const { store, registry, clock } = setUp();
  const host = (await registry.open("lobby", { create: true }))!;
  const ana = await new Listener("ana").enter(host);
  store.hold();
  ana.draw(host, 1);
  await passing(clock, 0);
  ana.draw(host, 2);
  let isSettled = false;
  const settled = registry.settle().then(() => isSettled = true);
  while (store.waiting === 0) await Promise.resolve();
  assert(!isSettled);
  store.release();
  await passing(clock, MAX_PACE_MS);
  await settled;
  assertEquals(ana.heard, ["ack 1", "events 1", "ack 2", "events 2"]);
  await assertRejects(
    () => registry.open("other", { create: true }),
    RoomClosedError,
    "going down",
  );
});

Deno.test("[E24] trouble with the store is told once, and again after something was written", async () => {
  const { clock, store, registry, log } = setUp();
  const host = (await registry.open("lobby", { create: true }))!;
  const ana = await new Listener("ana").enter(host);
  const told = ["unavailable", "unavailable", null, "unavailable"] as const;
  for (const [i, fault] of told.entries()) {
    if (fault !== null) store.failNext(fault);
    // A room that was refused does not try again at once.
    clock.advance(2_000);
    ana.draw(host, i < 3 ? 1 : 2);
    await passing(clock, MAX_PACE_MS);
    await host.settled();
  }
  const line = "room lobby: commit unavailable: ";
  assertEquals(log.map((each) => each.slice(0, line.length)), [line, line]);
});
