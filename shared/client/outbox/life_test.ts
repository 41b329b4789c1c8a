import { assert, assertEquals } from "@std/assert";
import { type ClientMessage, MAX_LIFE } from "../../schema/client_message.ts";
import { FakeWorld } from "../testing/fake_world.ts";
import { Life } from "./life.ts";
import { MemoryOutboxStore, type OutboxStore } from "./outbox_store.ts";

const quietly = () => {};

type Hello = Extract<ClientMessage, { type: "hello" }>;

/** What the server was told of the connections of its clients. */
function attemptsIn({ server }: FakeWorld) {
  return server.received.filter((m): m is Hello => m.type === "hello")
    .map(({ attempt }) => attempt!);
}

/** A store whose writes wait for the test. */
function slowStore() {
  const kept = new MemoryOutboxStore();
  const writes: PromiseWithResolvers<void>[] = [];
  const store: OutboxStore = {
    load: () => kept.load(),
    write(records) {
      const write = Promise.withResolvers<void>();
      writes.push(write);
      return write.promise.then(() => kept.write(records));
    },
  };
  return { store, writes };
}

Deno.test("[P1] each client of an outbox counts one more, and so does none of another's", () => {
  const store = new MemoryOutboxStore();
  const lives = [1, 2, 3].map(() => new Life(store, quietly).number);
  assertEquals(lives, [1, 2, 3]);
  assertEquals(new Life(new MemoryOutboxStore(), quietly).number, 1);
});

Deno.test("[P1] a life goes above another that is as high, and never out of bounds", () => {
  const store = new MemoryOutboxStore();
  const life = new Life(store, quietly);
  for (const [other, number] of [[50, 51], [3, 52], [MAX_LIFE, MAX_LIFE]]) {
    life.outlive(other!);
    assertEquals([life.number, store.load().life], [number, number]);
  }
  // At the bound all count alike, and the newer connection stays.
  assertEquals(new Life(store, quietly).number, MAX_LIFE);
});

Deno.test("[P1] [T41] a life is told to the server when it is kept, not before", async () => {
  const w = new FakeWorld();
  const { store, writes } = slowStore();
  w.client("ana", { outbox: store });
  w.network.settle();
  // The first socket breaks meanwhile: what is told is told on the one that is there, once.
  w.network.last.cut();
  w.clock.advance(1000);
  w.network.settle();
  assertEquals(attemptsIn(w), []);
  for (const write of writes) write.resolve();
  for (let i = 0; i < 5; i++) await Promise.resolve();
  w.network.settle();
  assertEquals(attemptsIn(w).map(({ number, life }) => [number, life]), [
    [2, 1],
  ]);
});

Deno.test("[P1] [T41] a life that can't be kept is told to the user, and drawing goes on", async () => {
  const w = new FakeWorld();
  const { store, writes } = slowStore();
  const client = w.client("ana", { outbox: store });
  const told: string[] = [];
  client.on("unkept", (reason) => told.push(reason));
  writes[0]!.reject(new Error("the disk is full"));
  await w.until(client.synced());
  assertEquals(told, ["Error: the disk is full"]);
  assertEquals(attemptsIn(w).map(({ life }) => life), [1]);
});

Deno.test("[P1] a client that starts again says so; one that comes back after a break does not", () => {
  const w = new FakeWorld();
  const outbox = new MemoryOutboxStore();
  const first = w.client("ana", { outbox });
  w.settle();
  w.network.last.cut();
  w.settle();
  void first.close();
  w.client("ana", { outbox });
  w.settle();
  const [one, back, next] = attemptsIn(w);
  assertEquals([one!.life, back!.life, next!.life], [1, 1, 2]);
  assertEquals(one!.run, back!.run);
  assert(next!.run !== one!.run);
});

Deno.test("[P1] who starts from a copy of an outbox counts above what is told, and comes again", () => {
  const w = new FakeWorld();
  const outbox = new MemoryOutboxStore();
  const client = w.client("ana", { outbox });
  w.network.last.deliverDown();
  const line = w.network.last;
  const message = "a connection of this client is there: life 50";
  line.send({ type: "error", code: "replaced", message, life: 50 });
  line.close(4009);
  w.settle();
  assertEquals(client.status.state, "synced");
  assertEquals(attemptsIn(w).at(-1)!.life, 51);
  assertEquals(outbox.load().life, 51);
});

Deno.test("[P1] who is replaced, and not told of a life, stays away", () => {
  const w = new FakeWorld();
  const client = w.client("ana");
  w.settle();
  w.network.last.close(4009);
  w.settle();
  assertEquals([client.status.state, w.network.lines.length], ["closed", 1]);
});
