import { assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { decide } from "./decide.ts";
import { type Document, EMPTY_DOCUMENT } from "./document.ts";
import { stampedJson } from "./canonical.ts";
import { graft } from "./graft.ts";
import { arbitrarySteps, IDS, TestRoom } from "./testing/arbitraries.ts";
import { assertIndexed } from "./testing/indexed.ts";
import type { Op } from "../schema/op.ts";

function after(document: Document, ...ops: Op[]): Document {
  const decision = decide(document, { ops }, {
    userId: "u_ana",
    at: 0,
    limits: { opsPerTx: 256, shapesPerRoom: 100 },
    removed: new Map(),
  });
  if (decision.kind !== "commit") throw new Error("it has no effect");
  return decision.document;
}

const circle = (id: string): Op => ({
  op: "create",
  shape: { id, type: "circle" },
});
const line = (id: string, to: string): Op => ({
  op: "create",
  shape: {
    id,
    type: "line",
    points: [[0, 0], [8, 0]],
    start: { id: to, side: "left", ratio: 0.5 },
  },
});

/** All that a document says, indexes included. */
function contentOf({ shapes, tombstones, order, bound, changes }: Document) {
  return {
    shapes: shapes.toJS(),
    tombstones: tombstones.toJS(),
    order: [...order],
    bound: bound.toJS(),
    changes: [...changes.since(0)].sort(),
  };
}

Deno.test("[E8] a shape that was changed, restacked, deleted, or made is as it was; its indexes too", () => {
  const source = after(
    after(EMPTY_DOCUMENT, circle("a"), circle("b"), circle("dead")),
    { op: "delete", ids: ["dead"] },
    line("line", "a"),
  );
  const other = after(
    source,
    { op: "move", ids: ["a"], dx: 8, dy: 0 },
    { op: "order", ids: ["a"], to: "front" },
    { op: "delete", ids: ["b", "line"] },
    circle("new"),
    line("new-line", "a"),
    circle("short-lived"),
    { op: "delete", ids: ["short-lived"] },
  );
  const ids = [
    ...["a", "b", "line", "dead"],
    ...["new", "new-line", "short-lived", "unheard-of"],
  ];
  assertEquals(contentOf(graft(other, ids, source)), contentOf(source));
  assertEquals(contentOf(graft(source, ids, other)), contentOf(other));
});

Deno.test("[E8] what is not named stays as it is", () => {
  const source = after(EMPTY_DOCUMENT, circle("a"), circle("b"));
  const other = after(source, { op: "move", ids: ["a", "b"], dx: 8, dy: 0 });
  const { shapes } = graft(other, ["a"], source);
  assertEquals([shapes.get("a")?.shape.x, shapes.get("b")?.shape.x], [0, 8]);
});

Deno.test("[E8] after any history, what is grafted is as in its source, and the rest as it was; it can be taken back", () => {
  const some = fc.subarray([...IDS]);
  fc.assert(
    fc.property(
      arbitrarySteps,
      some,
      fc.nat(),
      fc.nat(),
      (steps, ids, n, m) => {
        const { states } = TestRoom.of(steps);
        const document = states[n % states.length]!;
        const source = states[m % states.length]!;
        const grafted = graft(document, ids, source);
        for (const id of IDS) {
          const { shapes, tombstones } = ids.includes(id) ? source : document;
          assertStrictEquals(grafted.shapes.get(id), shapes.get(id));
          assertStrictEquals(grafted.tombstones.get(id), tombstones.get(id));
        }
        assertIndexed(grafted);
        const back = graft(grafted, ids, document);
        assertEquals(stampedJson(back), stampedJson(document));
        assertIndexed(back);
      },
    ),
  );
});
