import { assert, assertEquals } from "@std/assert";
import {
  canonicalJson,
  stampedJson,
} from "../../../shared/document/canonical.ts";
import { DEFAULT_LIMITS } from "../../../shared/schema/limits.ts";
import type { Op } from "../../../shared/schema/op.ts";
import { MemoryStore } from "../../store/memory/memory_store.ts";
import { FakeClock } from "../../../shared/client/testing/fake_clock.ts";
import { documentAt } from "./load_document.ts";
import type { AnswerEffect, Subscriber } from "../members/audience.ts";
import type { RoomHost } from "../room_host.ts";
import { MAX_PACE_MS } from "../committer.ts";
import { IDLE_MS, RoomRegistry } from "../room_registry.ts";

const MIB = 1_048_576;

/** A registry, and somebody who draws in its rooms. */
class Rig {
  readonly clock = new FakeClock();
  readonly log: string[] = [];
  readonly registry: RoomRegistry;
  readonly answers: AnswerEffect[] = [];

  constructor(
    readonly store: MemoryStore = new MemoryStore(),
    retainEvents: number | null = null,
    readonly name: string = "ana",
  ) {
    this.registry = new RoomRegistry({
      store,
      limits: DEFAULT_LIMITS,
      clock: this.clock,
      log: (line) => void this.log.push(line),
      retainEvents,
    });
  }

  async enter(roomId: string = "lobby"): Promise<RoomHost> {
    const host = (await this.registry.open(roomId, { create: true }))!;
    const subscriber: Subscriber = {
      answer: (answer) => void this.answers.push(answer),
      tell: () => {},
      closed: () => {},
    };
    const member = {
      memberId: `m_${this.name}`,
      userId: `u_${this.name}`,
      name: this.name,
      color: "default",
    } as const;
    const state = await host.readClient(this.name);
    host.enter(subscriber, member, { hash: this.name, state });
    return host;
  }

  /** Draws, and waits for the answer and for snapshots. */
  async draw(host: RoomHost, cseq: number, ops: readonly Op[]): Promise<void> {
    this.send(host, cseq, ops);
    let isSettled = false;
    void host.settled().then(() => isSettled = true);
    while (!isSettled) {
      this.clock.advance(MAX_PACE_MS);
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    }
    await this.registry.snapshots.settled();
  }

  /** Draws. */
  send(host: RoomHost, cseq: number, ops: readonly Op[]): void {
    host.take({
      memberId: `m_${this.name}`,
      userId: `u_${this.name}`,
      client: this.name,
      cseq,
      bodyHash: JSON.stringify(ops),
      ref: undefined,
      at: 0,
      work: { kind: "tx", ops, base: undefined, group: undefined },
    });
  }

  /** All go, and the room is put away. */
  async fallIdle(host: RoomHost): Promise<void> {
    this.clock.advance(100);
    await host.settled();
    host.leave(`m_${this.name}`);
    this.clock.advance(IDLE_MS);
    this.registry.sweep();
    await this.registry.snapshots.settled();
    assertEquals(this.registry.loaded.size, 0);
  }

  /** The `seq` of the room's snapshots, the newest first. */
  async snapshots(): Promise<number[]> {
    const list = await this.store.listSnapshots("lobby");
    return list.map(({ seq }) => seq);
  }

  async horizon(): Promise<number> {
    return (await this.registry.info("lobby"))!.horizon;
  }
}

const circle = (id: string): Op => ({
  op: "create",
  shape: { id, type: "circle", x: 0, y: 0 },
});

/** A note of about 10,000 bytes. */
const note = (id: string): Op => ({
  op: "put",
  shape: { id, type: "text", text: "x".repeat(10_000) },
});

/** Operations of about 600,000 bytes that leave the room as large as it is. */
const rewriting = Array.from({ length: 60 }, () => note("note"));

Deno.test("[E22] a room that falls idle gets a snapshot, unless nothing has changed", async () => {
  const rig = new Rig();
  let host = await rig.enter();
  await rig.fallIdle(host);
  assertEquals(await rig.snapshots(), []);
  host = await rig.enter();
  await rig.draw(host, 1, [circle("a")]);
  assertEquals(await rig.snapshots(), []);
  const { document } = host.room;
  await rig.fallIdle(host);
  assertEquals(await rig.snapshots(), [1]);
  host = await rig.enter();
  assertEquals(stampedJson(host.room.document), stampedJson(document));
  await rig.fallIdle(host);
  assertEquals(await rig.snapshots(), [1]);
  host = await rig.enter();
  await rig.draw(host, 2, [circle("b")]);
  await rig.fallIdle(host);
  assertEquals(await rig.snapshots(), [2]);
  assertEquals(rig.log, []);
});

Deno.test("[E22] a room in use gets a snapshot with each MiB of its log", async () => {
  const rig = new Rig();
  const host = await rig.enter();
  const seen: number[][] = [];
  for (let cseq = 1; cseq <= 6; cseq++) {
    await rig.draw(host, cseq, rewriting);
    seen.push(await rig.snapshots());
  }
  assertEquals(seen, [[], [2], [2], [4, 2], [4, 2], [6, 4, 2]]);
  const [newest] = await rig.store.listSnapshots("lobby");
  assert(newest!.logBytes > 3 * MIB && newest!.size < 40_000);
  const again = await rig.registry.open("lobby", { create: false });
  assertEquals(again!.room.document.seq, 6);
});

Deno.test("[E22] events that somebody else committed count as well", async () => {
  const store = new MemoryStore();
  const here = new Rig(store), there = new Rig(store, null, "ben");
  const [host, other] = [await here.enter(), await there.enter()];
  there.registry.snapshots.stop();
  await there.draw(other, 1, rewriting);
  await there.draw(other, 2, rewriting);
  await here.draw(host, 1, [circle("a")]);
  assertEquals(await here.snapshots(), [2]);
});

Deno.test("[E22] the log is trimmed to a snapshot that leaves the events to be retained, and the room goes on", async () => {
  const rig = new Rig(new MemoryStore(), 3);
  const whole = new Rig();
  const hosts = [await rig.enter(), await whole.enter()] as const;
  const horizons: number[] = [];
  for (let cseq = 1; cseq <= 8; cseq++) {
    await rig.draw(hosts[0], cseq, rewriting);
    await whole.draw(hosts[1], cseq, rewriting);
    horizons.push(await rig.horizon());
  }
  assertEquals(horizons, [0, 0, 0, 0, 0, 2, 2, 4]);
  assertEquals(await rig.snapshots(), [8, 6, 4]);
  assertEquals(await whole.snapshots(), [8, 6, 4, 2]);
  for (let seq = 4; seq <= 8; seq++) {
    assertEquals(
      stampedJson(await documentAt(rig.store, "lobby", seq)),
      stampedJson(await documentAt(whole.store, "lobby", seq)),
    );
  }
  assertEquals(rig.answers, whole.answers);
});

Deno.test("[E16] answers outlive their events: a resend after trimming gets its first answer", async () => {
  const rig = new Rig(new MemoryStore(), 1);
  let host = await rig.enter();
  for (let cseq = 1; cseq <= 6; cseq++) await rig.draw(host, cseq, rewriting);
  assertEquals(await rig.horizon(), 4);
  const first = rig.answers[0]!.outcome;
  await rig.fallIdle(host);
  host = await rig.enter();
  await rig.draw(host, 1, rewriting);
  const again = rig.answers.at(-1)!.outcome;
  assert(first.type === "ack" && again.type === "ack");
  assertEquals(again.body, first.body);
  assertEquals(host.room.document.seq, 6);
});

Deno.test("[E14] what was deleted below the horizon is stale to restore; what was deleted above it comes back", async () => {
  const rig = new Rig(new MemoryStore(), 1);
  const host = await rig.enter();
  await rig.draw(host, 1, [circle("old"), circle("young")]);
  await rig.draw(host, 2, [{ op: "delete", ids: ["old"] }]);
  for (let cseq = 3; cseq <= 7; cseq++) await rig.draw(host, cseq, rewriting);
  await rig.draw(host, 8, [{ op: "delete", ids: ["young"] }]);
  assert(await rig.horizon() > 2);
  const before = canonicalJson(host.room.document);
  await rig.draw(host, 9, [circle("new"), { op: "restore", id: "old" }]);
  const refused = rig.answers.at(-1)!.outcome;
  assert(refused.type === "nack");
  assertEquals([refused.body.code, refused.body.path], ["stale", "ops.1"]);
  assertEquals(canonicalJson(host.room.document), before);
  await rig.draw(host, 10, [{ op: "restore", id: "young" }]);
  assert(host.room.document.shapes.has("young"));
  await rig.draw(host, 11, [circle("old")]);
  const dead = rig.answers.at(-1)!.outcome;
  assertEquals(dead.type === "ack" && dead.body.results, ["deleted"]);
});

Deno.test("[E21] a server that lags behind another's trimming loads the room again", async () => {
  const store = new MemoryStore();
  const slow = new Rig(store), fast = new Rig(store, 1, "ben");
  const [host, other] = [await slow.enter(), await fast.enter()];
  for (let cseq = 1; cseq <= 6; cseq++) await fast.draw(other, cseq, rewriting);
  assertEquals(await fast.horizon(), 4);
  slow.send(host, 1, [circle("a")]);
  while (slow.registry.loaded.size > 0) await Promise.resolve();
  assert(slow.log[0]!.includes("loaded again"));
  const again = await slow.enter();
  assertEquals(again.room.document.seq, 6);
  await slow.draw(again, 1, [circle("a")]);
  assertEquals(again.room.document.seq, 7);
});

Deno.test("[E21, E22] that another server drops the snapshot to trim to is no trouble of this one", async () => {
  const rig = new Rig(new MemoryStore(), 3);
  const host = await rig.enter();
  const trim = rig.store.trim.bind(rig.store);
  rig.store.trim = async (roomId, horizon) => {
    await rig.store.dropSnapshots(roomId, [horizon]);
    await trim(roomId, horizon);
  };
  for (let cseq = 1; cseq <= 6; cseq++) await rig.draw(host, cseq, rewriting);
  assertEquals([await rig.horizon(), await rig.snapshots()], [0, [6, 4]]);
  assertEquals(rig.log, []);
});

Deno.test("[E22] a snapshot that can't be made is told once, and costs nothing else", async () => {
  const store = new MemoryStore();
  const rig = new Rig(store);
  const host = await rig.enter();
  const save = store.saveSnapshot;
  store.saveSnapshot = () => Promise.reject(new Error("the disk is full"));
  for (let cseq = 1; cseq <= 3; cseq++) await rig.draw(host, cseq, rewriting);
  assertEquals(rig.log, [
    "room lobby: its snapshots are not as they should be: the disk is full",
  ]);
  store.saveSnapshot = save;
  await rig.draw(host, 4, rewriting);
  assertEquals(await rig.snapshots(), [4]);
});

for (const made of [0, 1]) {
  Deno.test(`[E22] a server that goes down breaks off the snapshot it is making, after ${made} of its chunks`, async () => {
    const rig = new Rig();
    const host = await rig.enter();
    const save = rig.store.saveSnapshot.bind(rig.store);
    function* upTo(chunks: Iterable<string | null>): Generator<string | null> {
      let count = 0;
      if (count === made) rig.registry.close();
      for (const chunk of chunks) {
        yield chunk;
        if (chunk !== null && ++count === made) rig.registry.close();
      }
    }
    rig.store.saveSnapshot = (roomId, info, chunks) =>
      save(roomId, info, upTo(chunks));
    await rig.draw(host, 1, rewriting);
    await rig.draw(host, 2, rewriting);
    assertEquals(await rig.snapshots(), []);
    assertEquals(rig.log, []);
  });
}

Deno.test("[E22] one snapshot is made at a time, of all rooms", async () => {
  const rig = new Rig();
  const save = rig.store.saveSnapshot.bind(rig.store);
  let running = 0, most = 0, made = 0;
  rig.store.saveSnapshot = async (...args) => {
    most = Math.max(most, ++running);
    const isKept = await save(...args);
    running--;
    made++;
    return isKept;
  };
  const hosts: RoomHost[] = [];
  for (const roomId of ["attic", "cellar", "lobby"]) {
    const host = await rig.enter(roomId);
    await rig.draw(host, 1, rewriting);
    hosts.push(host);
  }
  rig.clock.advance(100);
  for (const host of hosts) host.leave("m_ana");
  rig.clock.advance(IDLE_MS);
  rig.registry.sweep();
  await rig.registry.snapshots.settled();
  assertEquals([made, most], [3, 1]);
});

Deno.test("[E22] what a room has grown by while its snapshot was made gets the next one at once", async () => {
  const rig = new Rig();
  const host = await rig.enter();
  const save = rig.store.saveSnapshot.bind(rig.store);
  const made: number[] = [];
  rig.store.saveSnapshot = async (roomId, info, chunks) => {
    made.push(info.seq);
    // Nothing is said in the room after these.
    for (let cseq = info.seq + 1; info.seq === 2 && cseq <= 6; cseq++) {
      rig.send(host, cseq, rewriting);
      rig.clock.advance(MAX_PACE_MS);
      await host.settled();
    }
    return save(roomId, info, chunks);
  };
  await rig.draw(host, 1, rewriting);
  await rig.draw(host, 2, rewriting);
  assertEquals(made, [2, 6]);
  assertEquals((await rig.snapshots())[0], 6);
});

Deno.test("[E22] a room that is put away while its snapshot is made gets the next one at once", async () => {
  const rig = new Rig();
  const host = await rig.enter();
  const save = rig.store.saveSnapshot.bind(rig.store);
  const made: number[] = [];
  rig.store.saveSnapshot = async (roomId, info, chunks) => {
    made.push(info.seq);
    if (info.seq === 2) {
      rig.send(host, 3, rewriting);
      rig.clock.advance(MAX_PACE_MS);
      await host.settled();
      host.leave("m_ana");
      rig.clock.advance(IDLE_MS);
      rig.registry.sweep();
    }
    return await save(roomId, info, chunks);
  };
  await rig.draw(host, 1, rewriting);
  await rig.draw(host, 2, rewriting);
  assertEquals(made, [2, 3]);
});
