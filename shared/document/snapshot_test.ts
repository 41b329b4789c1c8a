import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../schema/op.ts";
import type { Shape } from "../schema/shape.ts";
import { arbitrarySteps, TestRoom } from "./testing/arbitraries.ts";
import { canonicalJson } from "./canonical.ts";
import { EMPTY_DOCUMENT } from "./document.ts";
import { fromShapes, snapshotPages, snapshotTexts } from "./snapshot.ts";

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
    const texts = [...snapshotTexts(document, { maxBytes })];
    assertEquals(
      texts.map((text) => `[${text}]`),
      pages.map((page) => JSON.stringify(page)),
    );
    for (const page of pages) {
      const size = new TextEncoder().encode(JSON.stringify(page)).length;
      assert(size <= maxBytes || page.length <= 1);
    }
  }));
});

Deno.test("[P3] the first pages are small, so that a slow line shows something soon", () => {
  const room = new TestRoom();
  const text = "x".repeat(1_000);
  for (let at = 0; at < 100; at++) {
    const shape = { id: `s${at}`, type: "rectangle" as const, text };
    room.send("u_ana", [{ op: "create", shape }]);
  }
  const sizes = [...snapshotPages(room.document)]
    .map((page) => JSON.stringify(page).length / 1024);
  // One more shape would be too much for each but the last.
  assertEquals(sizes.map((size) => Math.ceil(size / 2) * 2), [16, 32, 64, 16]);
});

Deno.test("[P3] an empty room has one empty page", () => {
  assertEquals([...snapshotPages(EMPTY_DOCUMENT)], [[]]);
});

Deno.test("[P3] what its reader looks at comes first, then the rest from back to front", () => {
  const room = new TestRoom();
  room.send(
    "u_ana",
    [0, 1, 2, 3, 4].map((i): Op => ({
      op: "create",
      shape: { id: `s${i}`, type: "rectangle" },
    })),
  );
  const first = ["s2", "gone", "s4", "s2"];
  const ids = [...snapshotPages(room.document, { first })].flat()
    .map((shape) => shape.id);
  assertEquals(ids, ["s2", "s4", "s0", "s1", "s3"]);
});
