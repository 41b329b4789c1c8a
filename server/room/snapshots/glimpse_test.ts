import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  arbitrarySteps,
  TestRoom,
} from "../../../shared/document/testing/arbitraries.ts";
import { Scene } from "../../../shared/raster/scene.ts";
import { MemoryStore } from "../../store/memory/memory_store.ts";
import { glimpse } from "./glimpse.ts";
import { SNAPSHOT_FORMAT, snapshotChunks } from "./snapshot_format.ts";

/** A store with a room whose one snapshot is of its last event. */
async function storeOf({ decisions, document }: TestRoom, format: number) {
  const store = new MemoryStore();
  await store.openRoom("lobby", { create: true, now: 0 });
  const events = decisions.flatMap((decision) =>
    decision.kind === "commit"
      ? [{ event: decision.event, origin: null, removed: decision.removed }]
      : []
  );
  await store.append([
    { roomId: "lobby", expectedHead: 0, events, answers: [] },
  ]);
  const info = { seq: document.seq, format, at: 0, logBytes: 0 };
  await store.saveSnapshot("lobby", info, snapshotChunks(document));
  return store;
}

Deno.test("[P3] a glimpse of a room tells what it has, as it is, and leaves out nothing that is tied to nothing", () => {
  const box = fc.record({
    x: fc.integer({ min: -400, max: 400 }),
    y: fc.integer({ min: -400, max: 400 }),
    width: fc.integer({ min: 0, max: 600 }),
    height: fc.integer({ min: 0, max: 600 }),
  });
  return fc.assert(
    fc.asyncProperty(arbitrarySteps, box, async (steps, box) => {
      const room = TestRoom.of(steps);
      const { document } = room;
      const store = await storeOf(room, SNAPSHOT_FORMAT);
      const seen = (await glimpse(store, "lobby", box))!;
      assertEquals([seen.seq, seen.count], [
        document.seq,
        document.shapes.size,
      ]);
      for (const shape of seen.shapes) {
        assertEquals(document.shapes.get(shape.id)?.shape, shape);
      }
      const order = [...document.order].map(({ id }) => id);
      const places = seen.shapes.map(({ id }) => order.indexOf(id));
      assertEquals(places, places.toSorted((a, b) => a - b));
      const ids = new Set(seen.shapes.map(({ id }) => id));
      for (const id of new Scene(document).idsIn(box)) {
        const { shape } = document.shapes.get(id)!;
        const isTied = "start" in shape &&
          (shape.start !== null || shape.end !== null);
        assert(isTied || ids.has(id), `${id} is missing`);
      }
    }),
  );
});

Deno.test("[P3] nothing is told of a room without a snapshot, or with one that can't be read", async () => {
  const everywhere = { x: -1e6, y: -1e6, width: 2e6, height: 2e6 };
  const look = (store: MemoryStore) => glimpse(store, "lobby", everywhere);
  const room = new TestRoom();
  const shape = { id: "a", type: "circle", x: 0, y: 0 } as const;
  room.send("u_ana", [{ op: "create", shape }]);
  const store = await storeOf(room, SNAPSHOT_FORMAT);
  assertEquals((await look(store))?.shapes.length, 1);
  store.damageSnapshot("lobby", 1);
  assertEquals(await look(store), null);
  for (const format of [SNAPSHOT_FORMAT - 1, SNAPSHOT_FORMAT + 1]) {
    assertEquals(await look(await storeOf(room, format)), null);
  }
  const empty = new MemoryStore();
  await empty.openRoom("lobby", { create: true, now: 0 });
  assertEquals(await look(empty), null);
});

Deno.test("[P3] of a large room that is seen from far away, a glimpse is what lies around the middle", async () => {
  const room = new TestRoom({ opsPerTx: 10_000, shapesPerRoom: 10_000 });
  const ops = Array.from({ length: 8_100 }, (_, i) => ({
    op: "create" as const,
    shape: {
      id: `c${i}`,
      type: "circle" as const,
      x: i % 90 * 100,
      y: Math.floor(i / 90) * 100,
    },
  }));
  room.send("u_ana", ops);
  const store = await storeOf(room, SNAPSHOT_FORMAT);
  const box = { x: -100, y: -100, width: 9_200, height: 9_200 };
  const { shapes, count } = (await glimpse(store, "lobby", box))!;
  assertEquals(count, 8_100);
  assert(shapes.length > 1_000 && shapes.length < 5_000, `${shapes.length}`);
  assert(shapes.some(({ x, y }) => x === 4_500 && y === 4_500));
});
