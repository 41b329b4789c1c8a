/**
 * What a client shows of the room, and when (P2–P6).
 */

import { assert, assertEquals } from "@std/assert";
import { deltaBetween } from "../../document/delta.ts";
import type { Op } from "../../schema/op.ts";
import { FakeWorld } from "../testing/fake_world.ts";
import type { RoomClientOptions } from "../room_client.ts";

const circle = (id: string, x = 100): Op => ({
  op: "create",
  shape: { id, type: "circle", x, y: 100 },
});

function synced(name = "ana", options: Partial<RoomClientOptions> = {}) {
  const w = new FakeWorld();
  const client = w.client(name, options);
  w.settle();
  return { w, client };
}

Deno.test("[P1, P2, P3] a client says hello, joins, and shows the room", () => {
  const w = new FakeWorld();
  const ben = w.client("ben");
  w.settle();
  for (let i = 0; i < 9; i++) ben.submit([circle(`c${i}`, i)]);
  w.settle();
  const ana = w.client("ana");
  assertEquals(ana.status, { state: "connecting", unsent: 0, readOnly: false });
  w.settle();
  assertEquals(ana.status.state, "synced");
  assertEquals(ana.userId, "u_client-of-ana-0123456789");
  assertEquals(ana.document.shapes.size, 9);
  assertEquals(w.network.last.url, "ws://fake:1/ws");
});

Deno.test("[T12] [P3] while a large room is loaded it is told how much of it has come", () => {
  const w = new FakeWorld();
  const ben = w.client("ben");
  w.settle();
  ben.submit(Array.from({ length: 20 }, (_, i) => circle(`c${i}`)));
  w.settle();
  const ana = w.client("ana");
  const told: (string | number)[] = [];
  ana.on("status", ({ state, percent }) => told.push(percent ?? state));
  w.clock.advance(0);
  const line = w.network.last;
  while (!told.includes(50)) {
    assert(line.deliverUp() || line.deliverDown(), "it is never half there");
  }
  assertEquals(told, ["loading", 5, 10, 15, 20, 25, 30, 35, 40, 45, 50]);
  // What comes after that comes anew.
  line.cut();
  w.settle();
  assertEquals(told.slice(11, 14), ["offline", "loading", 5]);
  assertEquals(told.at(-1), "synced");
});

Deno.test("[E17] what is drawn shows at once, and settles when the server has it", async () => {
  const { w, client } = synced();
  const changes: string[][] = [];
  client.on("change", ({ changed }) => changes.push([...changed]));
  const answer = client.submit([circle("a")]);
  assert(client.document.shapes.has("a"));
  assert(!client.confirmed.shapes.has("a"));
  assertEquals(client.status.unsent, 1);
  w.settle();
  assertEquals((await answer).type, "ack");
  assert(client.confirmed.shapes.has("a"));
  assertEquals(client.status.unsent, 0);
  assertEquals(changes, [["a"], []]);
});

Deno.test("[P6] an ack does not change the confirmed document", () => {
  const { w, client } = synced();
  client.submit([circle("a")]);
  const line = w.network.last;
  line.deliverUp();
  line.deliverDown();
  assertEquals(client.status.unsent, 0);
  assertEquals(client.confirmed.seq, 0);
  assert(client.document.shapes.has("a"));
  line.deliverDown();
  assertEquals(client.confirmed.seq, 1);
});

Deno.test("[P4] what the content holds already is not shown twice, though its answer is still to come", () => {
  const { w, client } = synced();
  client.submit([circle("a")]);
  w.settle();
  client.submit([{ op: "move", ids: ["a"], dx: 8, dy: 0 }]);
  const seen = new Set<number | undefined>();
  client.on("change", () => seen.add(client.document.shapes.get("a")?.shape.x));
  w.network.last.deliverUp();
  w.network.last.cut();
  w.settle();
  assertEquals([...seen], [108]);
});

Deno.test("[E8] events that come again are skipped", () => {
  const w = new FakeWorld();
  const ana = w.client("ana");
  const ben = w.client("ben");
  w.settle();
  ben.submit([circle("a")]);
  w.settle();
  const { roomId, events } = { roomId: "lobby", events: w.server.log };
  w.network.lines[0]!.send({ type: "events", roomId, events });
  ben.submit([circle("b")]);
  w.network.lines[1]!.deliverUp();
  w.network.lines[0]!.send({ type: "events", roomId, events });
  w.settle();
  assertEquals(w.network.lines.length, 2);
  assertEquals(ana.confirmed.seq, 2);
});

Deno.test("[P6] a hole in the events is noticed, and the content asked for anew", () => {
  const w = new FakeWorld();
  const ana = w.client("ana");
  const ben = w.client("ben");
  w.settle();
  ben.submit([circle("a")]);
  w.network.lines[1]!.deliverUp();
  w.network.lines[0]!.down.length = 0;
  ben.submit([circle("b")]);
  w.network.lines[1]!.deliverUp();
  w.network.lines[0]!.deliverDown();
  assertEquals(ana.status.state, "offline");
  w.settle();
  assertEquals(ana.document.shapes.size, 2);
});

Deno.test("[P4] a delta that begins after what is there is not taken, and the content asked for anew", () => {
  const w = new FakeWorld();
  const ana = w.client("ana");
  const ben = w.client("ben");
  w.settle();
  for (const id of ["a", "b", "c"]) {
    ben.submit([circle(id)]);
    w.network.lines[1]!.deliverUp();
  }
  const line = w.network.lines[0]!;
  line.down.length = 0;
  line.send({
    type: "delta",
    roomId: "lobby",
    ...deltaBetween(w.server.document, 2),
    lastCseq: 0,
    page: 0,
    last: true,
  });
  line.deliverDown();
  assertEquals(ana.status.state, "offline");
  assertEquals(ana.confirmed.seq, 0);
  w.settle();
  assertEquals([...ana.document.shapes.keys()], ["a", "b", "c"]);
});

Deno.test("[P3] who lost the line while the room was loaded asks for all of it, not for what came since", () => {
  const w = new FakeWorld();
  const ben = w.client("ben");
  w.settle();
  ben.submit(Array.from({ length: 20 }, (_, i) => circle(`c${i}`)));
  w.settle();
  const ana = w.client("ana");
  const line = w.network.last;
  while (ana.document.shapes.size === 0) {
    assert(line.deliverUp() || line.deliverDown(), "nothing of it is shown");
  }
  line.cut();
  w.settle();
  const joins = w.server.received.filter(({ type }) => type === "join_room");
  assertEquals(joins.map((join) => "since" in join), [false, false, false]);
  assertEquals(ana.document.shapes.size, 20);
});

Deno.test("[E14] what another deleted comes back at once for who restores it, before the server says so", () => {
  const w = new FakeWorld();
  const ana = w.client("ana");
  const ben = w.client("ben");
  w.settle();
  ben.submit([circle("a", 7)]);
  ben.submit([{ op: "delete", ids: ["a"] }]);
  w.settle();
  ana.submit([{ op: "restore", id: "a" }]);
  assertEquals(ana.document.shapes.get("a")?.shape.x, 7);
});

Deno.test("[E14] what one has changed and deleted at one stroke comes back at once as it was when it was deleted", () => {
  const { w, client } = synced();
  client.submit([circle("a", 7)]);
  w.settle();
  client.submit([
    { op: "move", ids: ["a"], dx: 1, dy: 0 },
    circle("b", 3),
    { op: "delete", ids: ["a", "b"] },
  ]);
  const restores: Op[] = ["a", "b"].map((id) => ({ op: "restore", id }));
  client.submit(restores);
  const places = () =>
    ["a", "b"].map((id) => client.document.shapes.get(id)?.shape.x);
  assertEquals(places(), [8, 3]);
  w.settle();
  assertEquals(places(), [8, 3]);
});

Deno.test("[P2] with content events there is no drawing, but every event", () => {
  const w = new FakeWorld();
  const client = w.client("ana", { content: "events" });
  const ben = w.client("ben");
  w.settle();
  const seqs: number[] = [];
  client.on("event", ({ seq }) => seqs.push(seq));
  ben.submit([circle("a")]);
  client.submit([circle("b")]);
  w.settle();
  assertEquals(seqs, [1, 2]);
  assertEquals(client.document.shapes.size, 0);
  assertEquals(client.status, { state: "synced", unsent: 0, readOnly: false });
});

Deno.test("[P3] the first content shows as it comes; what replaces it, when it is whole", () => {
  const w = new FakeWorld();
  const ben = w.client("ben");
  w.settle();
  for (let i = 0; i < 8; i++) ben.submit([circle(`c${i}`)]);
  w.settle();
  const ana = w.client("ana");
  const line = w.network.last;
  const seen: string[] = [];
  const note = () => {
    const look = `${ana.status.state} ${ana.document.shapes.size}`;
    if (seen.at(-1) !== look) seen.push(look);
  };
  while (line.deliverDown() || line.deliverUp()) note();
  assertEquals(seen, [
    "connecting 0",
    "loading 0",
    "loading 1",
    "loading 2",
    "loading 4",
    "synced 8",
  ]);
  w.server.epoch = "another";
  line.cut();
  seen.length = 0;
  for (let i = 0; i < 9; i++) {
    w.clock.advance(100);
    while (w.network.last.deliverDown() || w.network.last.deliverUp()) note();
  }
  assertEquals(seen, ["offline 8", "loading 8", "synced 8"]);
});
