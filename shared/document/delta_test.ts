import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../schema/op.ts";
import { deltaSchema } from "../schema/server_message.ts";
import { arbitrarySteps, TestRoom } from "./testing/arbitraries.ts";
import { canonicalJson } from "./canonical.ts";
import {
  applyDelta,
  type Delta,
  deltaBetween,
  deltaPages,
  joinPages,
} from "./delta.ts";
import { textsBetween } from "./text/past.ts";
import { aboveA, crowdedRoom, hasMadeRoom } from "./testing/crowded.ts";
import { EMPTY_DOCUMENT } from "./document.ts";
import { fromShapes } from "./snapshot.ts";
import { apply } from "./apply.ts";
import { inverse } from "./undo/inverse.ts";

/** As it comes off a socket. */
function sent(delta: Delta): Delta {
  return deltaSchema.parse(JSON.parse(JSON.stringify({
    type: "delta",
    roomId: "lobby",
    lastCseq: 0,
    page: 0,
    last: true,
    ...delta,
  })));
}

function replicaAt(room: TestRoom, seq: number) {
  const shapes = [...room.states[seq]!.shapes.values()].map((r) => r.shape);
  return fromShapes(shapes, seq);
}

Deno.test("[P4] delta(a, b) on state(a), or on any state between, gives state(b)", () => {
  const numbers = fc.tuple(fc.nat(), fc.nat(), fc.nat());
  fc.assert(fc.property(arbitrarySteps, numbers, (steps, picks) => {
    const room = TestRoom.of(steps);
    const [a, k, b] = picks.map((n) => n % room.states.length)
      .sort((x, y) => x - y) as [number, number, number];
    const delta = sent(deltaBetween(room.states[b]!, a));
    for (const start of [room.states[k]!, replicaAt(room, k)]) {
      const { document } = applyDelta(start, delta);
      assertEquals(canonicalJson(document), canonicalJson(room.states[b]!));
    }
  }));
});

Deno.test("[P4] after a delta, events go on as if there had been none", () => {
  fc.assert(fc.property(arbitrarySteps, fc.nat(), fc.nat(), (steps, n, m) => {
    const room = TestRoom.of(steps);
    const [a, b] = [n, m].map((n) => n % room.states.length)
      .sort((x, y) => x - y) as [number, number];
    const delta = sent(deltaBetween(room.states[b]!, a));
    let { document } = applyDelta(replicaAt(room, a), delta);
    for (const event of room.events) {
      document = apply(document, event).document;
    }
    assertEquals(canonicalJson(document), canonicalJson(room.document));
    assertEquals([...document.order], [...room.document.order]);
  }));
});

Deno.test("[P4] a delta holds what changed and nothing else", () => {
  fc.assert(fc.property(arbitrarySteps, fc.nat(), (steps, n) => {
    const room = TestRoom.of(steps);
    const from = n % room.states.length;
    const before = room.states[from]!, after = room.document;
    const { added, modified, deleted } = deltaBetween(after, from);
    for (const { id } of added) {
      assert(after.shapes.get(id)!.born.seq > from);
    }
    for (const { id, props } of modified) {
      assert(before.shapes.has(id) && Object.keys(props).length > 0);
    }
    for (const id of deleted) assert(after.tombstones.get(id)!.seq > from);
    const named = new Set([
      ...added.map(({ id }) => id),
      ...modified.map(({ id }) => id),
      ...deleted,
    ]);
    for (const [id, record] of after.shapes) {
      assertEquals(named.has(id), record !== before.shapes.get(id), id);
    }
  }));
});

Deno.test("[P4] a delta names registers, not shapes", () => {
  const room = new TestRoom();
  room.send("u_ana", [
    { op: "create", shape: { id: "a", type: "rectangle", text: "hello" } },
    { op: "create", shape: { id: "b", type: "circle" } },
    { op: "create", shape: { id: "c", type: "circle" } },
  ]);
  room.send("u_ben", [{ op: "move", ids: ["a"], dx: 8, dy: 16 }]);
  room.send("u_ana", [{ op: "set", id: "a", props: { color: "red" } }]);
  room.send("u_ana", [{ op: "delete", ids: ["c"] }]);
  const { from, to, added, modified, deleted } = deltaBetween(room.document, 1);
  assertEquals([from, to, added, deleted], [1, 4, [], ["c"]]);
  assertEquals(modified, [{
    id: "a",
    props: { x: 8, y: 16, color: "red" },
    seq: 3,
    version: 3,
    updatedBy: "u_ana",
    updatedAt: 1_002,
  }]);
});

Deno.test("[P4] a delta from beyond the head, or onto an older state, is refused", () => {
  assertThrows(() => deltaBetween(EMPTY_DOCUMENT, 1), RangeError);
  const room = new TestRoom();
  room.send("u_ana", [{ op: "create", shape: { id: "a", type: "circle" } }]);
  room.send("u_ana", [{ op: "move", ids: ["a"], dx: 1, dy: 0 }]);
  const delta = deltaBetween(room.document, 1);
  assertThrows(() => applyDelta(EMPTY_DOCUMENT, delta), RangeError);
});

Deno.test("[P4] changed ids after a delta are what to redraw, bound lines too", () => {
  const room = new TestRoom();
  room.send("u_ana", [
    { op: "create", shape: { id: "a", type: "rectangle" } },
    {
      op: "create",
      shape: {
        id: "d",
        type: "arrow",
        end: { id: "a", side: "left", ratio: 0.5 },
      },
    },
  ]);
  const before = room.document;
  room.send("u_ana", [{ op: "move", ids: ["a"], dx: 80, dy: 0 }]);
  const { changed } = applyDelta(before, deltaBetween(room.document, 1));
  assertEquals([...changed].sort(), ["a", "d"]);
});

Deno.test("[P4] keys that only made room are in the delta too, and are no change", () => {
  const room = crowdedRoom();
  const from = room.document.seq;
  const before = room.document.shapes.get("a")!.shape;
  room.send("u_ben", [aboveA("b")]);
  assert(hasMadeRoom(room));
  const delta = sent(deltaBetween(room.document, from));
  assertEquals(delta.modified.length, 3);
  const { document } = applyDelta(replicaAt(room, from), delta);
  assertEquals(canonicalJson(document), canonicalJson(room.document));
  const a = delta.modified.find(({ id }) => id === "a")!;
  const { version, seq } = before;
  assertEquals([Object.keys(a.props), a.version, a.seq], [["z"], version, seq]);
});

Deno.test("[P4] pages of any size, put together, are the delta again", () => {
  const bytes = fc.integer({ min: 1, max: 2_000 });
  fc.assert(fc.property(arbitrarySteps, bytes, (steps, maxBytes) => {
    const { document } = TestRoom.of(steps);
    const texts = textsBetween(document, 0, new Set());
    const delta = { ...deltaBetween(document, 0), texts };
    const pages = [...deltaPages(delta, maxBytes)];
    assertEquals(joinPages(pages), delta);
    for (const { added, modified, deleted, texts = [] } of pages) {
      const size = JSON.stringify([added, modified, deleted, texts]).length;
      const entries = added.length + modified.length + deleted.length +
        texts.length;
      assert(size <= maxBytes || entries <= 1);
    }
  }));
});

Deno.test("[P4] a delta that is known already changes nothing", () => {
  const room = new TestRoom();
  room.send("u_ana", [{ op: "create", shape: { id: "a", type: "circle" } }]);
  room.send("u_ana", [{ op: "move", ids: ["a"], dx: 1, dy: 0 }]);
  const delta = deltaBetween(room.document, 1);
  const { document, changed } = applyDelta(room.document, delta);
  assertEquals([document === room.document, changed.size], [true, 0]);
});

Deno.test("[P4] pages of a delta that tells of no texts tell of none", () => {
  const room = new TestRoom();
  room.send("u_ana", [{ op: "create", shape: { id: "a", type: "circle" } }]);
  const pages = [...deltaPages(deltaBetween(room.document, 0))];
  assertEquals(pages.map(({ added, texts }) => [added.length, texts]), [
    [1, []],
  ]);
});

Deno.test("[P4] [E19] after a delta somebody else may have had a hand in what it changed: undo leaves that alone", () => {
  const room = new TestRoom();
  const color = (color: "red" | "blue"): Op => ({
    op: "set",
    id: "a",
    props: { color },
  });
  room.send("u_ana", [{ op: "create", shape: { id: "a", type: "circle" } }]);
  room.send("u_ben", [color("red")]);
  room.send("u_ana", [color("blue")]);
  const delta = sent(deltaBetween(room.document, 1));
  const { document } = applyDelta(room.states[1]!, delta);
  const undone = inverse(EMPTY_DOCUMENT, room.events[0]!, document);
  assertEquals(undone, { ops: [], skipped: [{ id: "a", registers: [] }] });
});
