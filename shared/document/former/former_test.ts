import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../../schema/op.ts";
import type { Shape } from "../../schema/shape.ts";
import { apply } from "../apply.ts";
import { resolved } from "../bindings.ts";
import { decide } from "../decide.ts";
import { type Document, EMPTY_DOCUMENT } from "../document.ts";
import {
  arbitrarySteps,
  TEST_LIMITS,
  TestRoom,
} from "../testing/arbitraries.ts";
import { bringAllBack, bringBack } from "./bring_back.ts";
import { copyOf } from "./copy.ts";

/** The shapes of a document as they are drawn, from back to front, and none of the server's words. */
function drawing(document: Document) {
  const { order, shapes } = document;
  return [...order].map(({ id }) => {
    const {
      z: _z,
      version: _v,
      seq: _s,
      createdBy: _c,
      updatedBy: _u,
      createdAt: _ca,
      updatedAt: _ua,
      alias: _a,
      ...content
    } = resolved(document, shapes.get(id)!.shape);
    return content;
  });
}

/** A document after transactions of so many ops each. */
function after(
  document: Document,
  ops: readonly Op[],
  removed: ReadonlyMap<string, Shape>,
  size = ops.length,
): Document {
  for (let from = 0; from < ops.length; from += size) {
    const decision = decide(document, { ops: ops.slice(from, from + size) }, {
      userId: "u_ana",
      at: 1,
      limits: TEST_LIMITS,
      removed,
    });
    if (decision.kind === "refuse") throw new Error(decision.nack.message);
    if (decision.kind === "commit") {
      document = apply(document, decision.event).document;
    }
  }
  return document;
}

/** A room after some steps, each of its documents, and what was deleted, as it was. */
function history(steps: Parameters<TestRoom["step"]>[0][]) {
  const room = new TestRoom();
  const documents = [EMPTY_DOCUMENT];
  const removed = new Map<string, Shape>();
  for (const step of steps) {
    const before = room.document;
    room.step(step);
    for (const [id, { shape }] of before.shapes) {
      if (!room.document.shapes.has(id)) removed.set(id, shape);
    }
    documents.push(room.document);
  }
  return { now: room.document, documents, removed };
}

const past = fc.record({ steps: arbitrarySteps, at: fc.nat(1_000) });

Deno.test("[T15] a room can be made as it was, to the letter and the stack, at any moment", () => {
  const sizes = fc.integer({ min: 1, max: 8 });
  fc.assert(fc.property(past, sizes, ({ steps, at }, size) => {
    const { now, documents, removed } = history(steps);
    const then = documents[at % documents.length]!;
    const { ops } = bringAllBack(now, then);
    assertEquals(drawing(after(now, ops, removed, size)), drawing(then));
  }));
});

Deno.test("[T15] shapes come back as they were, the others stay", () => {
  fc.assert(fc.property(past, ({ steps, at }) => {
    const { now, documents, removed } = history(steps);
    const then = documents[at % documents.length]!;
    const [id] = [...then.shapes.keys()].sort();
    if (id === undefined) return;
    const { ops } = bringBack(now, then, [id]);
    const next = after(now, ops, removed);
    const find = (document: Document, id: string) =>
      drawing(document).find((shape) => shape.id === id);
    const was = find(then, id)!, is = find(next, id)!;
    // An end can't be bound to what is not there, and follows what is elsewhere by now.
    if ("start" in was && "start" in is) {
      const differs = [was.start, was.end].some((end) =>
        end !== null &&
        JSON.stringify(find(next, end.id)) !==
          JSON.stringify(find(then, end.id))
      );
      if (differs) return;
    }
    assertEquals(is, was);
    for (const other of next.shapes.keys()) {
      if (other === id) continue;
      assertEquals(find(next, other)?.type, find(now, other)?.type);
    }
  }));
});

Deno.test("[T15] what is as it was needs nothing", () => {
  fc.assert(fc.property(past, ({ steps }) => {
    const { now } = history(steps);
    assertEquals(bringAllBack(now, now).ops, []);
  }));
});

Deno.test("[T15] a copy is the same drawing, however it is cut into transactions", () => {
  fc.assert(
    fc.property(past, fc.integer({ min: 1, max: 5 }), ({ steps }, size) => {
      const { now } = history(steps);
      const copy = after(EMPTY_DOCUMENT, [...copyOf(now)], new Map(), size);
      assertEquals(drawing(copy), drawing(now));
    }),
  );
});

Deno.test("[T15] what a line is bound to is there before the line, though it stood in front of it", () => {
  const room = new TestRoom();
  room.send("u_ana", [
    { op: "create", shape: { id: "line", type: "line" } },
    { op: "create", shape: { id: "box", type: "rectangle" } },
    {
      op: "set",
      id: "line",
      props: { end: { id: "box", side: "left", ratio: 0.5 } },
    },
  ]);
  const then = room.document;
  room.send("u_ben", [{ op: "delete", ids: ["line", "box"] }]);
  const { ops, revived } = bringBack(room.document, then, ["line", "box"]);
  assertEquals(revived, ["box", "line"]);
  // One operation a transaction: nothing but their order helps.
  const removed = new Map(
    [...then.shapes].map(([id, { shape }]) => [id, shape]),
  );
  assertEquals(drawing(after(room.document, ops, removed, 1)), drawing(then));
});

Deno.test("[T15] it is told what comes back of which shape, and no client writes order keys", () => {
  const room = new TestRoom();
  room.send("u_ana", [
    { op: "create", shape: { id: "a", type: "circle" } },
    { op: "create", shape: { id: "b", type: "circle" } },
    { op: "create", shape: { id: "c", type: "circle" } },
  ]);
  const then = room.document;
  room.send("u_ben", [
    { op: "set", id: "a", props: { color: "red", x: 8 } },
    { op: "order", ids: ["a", "b"], to: "front" },
    { op: "delete", ids: ["c"] },
  ]);
  const back = bringBack(room.document, then, ["a", "b", "c"]);
  assertEquals(back.registers, new Map([["a", ["pos", "color"]]]));
  assertEquals(back.revived, ["c"]);
  assertEquals(back.ops[0], {
    op: "set",
    id: "a",
    props: { x: 0, y: 0, color: "default" },
  });
  assertEquals(back.ops.length, 3);
});
