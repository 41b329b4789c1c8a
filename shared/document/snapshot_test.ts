import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../schema/op.ts";
import type { Shape } from "../schema/shape.ts";
import { arbitrarySteps, TestRoom } from "./arbitraries.ts";
import { canonicalJson } from "./canonical.ts";
import { EMPTY_DOCUMENT } from "./document.ts";
import { fromShapes, snapshotPages } from "./snapshot.ts";

Deno.test("[P3] pages of any size, parsed, are the document again", () => {
  const bytes = fc.integer({ min: 1, max: 2_000 });
  fc.assert(fc.property(arbitrarySteps, bytes, (steps, maxBytes) => {
    const { document } = TestRoom.of(steps);
    const pages = [...snapshotPages(document, { maxBytes })];
    const shapes = pages.flatMap((page) =>
      JSON.parse(JSON.stringify(page)) as Shape[]
    );
    const replica = fromShapes(shapes, document.seq);
    assertEquals(canonicalJson(replica), canonicalJson(document));
    assertEquals([...replica.order], [...document.order]);
    assert(replica.bound.equals(document.bound));
    for (const page of pages) {
      const size = new TextEncoder().encode(JSON.stringify(page)).length;
      assert(size <= maxBytes || page.length <= 1);
    }
  }));
});

Deno.test("[P3] an empty room has one empty page", () => {
  assertEquals([...snapshotPages(EMPTY_DOCUMENT)], [[]]);
});

Deno.test("[P3] what the viewport touches comes first, each part from back to front", () => {
  const room = new TestRoom();
  const at = [0, 5_000, 100, 6_000, 200];
  room.send(
    "u_ana",
    at.map((x, i): Op => ({
      op: "create",
      shape: { id: `s${i}`, type: "rectangle", x, y: 0 },
    })),
  );
  const viewport = { x: 50, y: 0, width: 640, height: 384 };
  const ids = [...snapshotPages(room.document, { viewport })].flat()
    .map((shape) => shape.id);
  assertEquals(ids, ["s0", "s2", "s4", "s1", "s3"]);
});

Deno.test("[P3] a bound line is where its target is, not where its points were", () => {
  const room = new TestRoom();
  room.send("u_ana", [
    { op: "create", shape: { id: "far", type: "circle", x: 9_000, y: 0 } },
    { op: "create", shape: { id: "box", type: "rectangle", x: 90, y: 90 } },
    {
      op: "create",
      shape: {
        id: "d",
        type: "line",
        x: 8_000,
        y: 0,
        points: [[0, 0], [80, 0]],
        end: { id: "box", side: "right", ratio: 0.5 },
      },
    },
    { op: "move", ids: ["box"], dx: -90, dy: -90 },
  ]);
  const viewport = { x: 0, y: 0, width: 100, height: 100 };
  const ids = [...snapshotPages(room.document, { viewport })].flat()
    .map((shape) => shape.id);
  assertEquals(ids, ["box", "d", "far"]);
});
