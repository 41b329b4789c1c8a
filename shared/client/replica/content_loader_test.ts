import { assertEquals } from "@std/assert";
import type { Op } from "../../schema/op.ts";
import { TestRoom } from "../../document/testing/arbitraries.ts";
import {
  DeltaLoader,
  type DeltaPage,
  SnapshotLoader,
  type SnapshotPage,
} from "./content_loader.ts";

const room = new TestRoom();
for (const id of ["a", "b", "c", "d"]) {
  const op: Op = { op: "create", shape: { id, type: "circle" } };
  room.send("u_ana", [op]);
}

/** A page of a snapshot with these shapes. */
const snapshot = (page: number, ids: string, last = false): SnapshotPage => ({
  seq: 4,
  page,
  last,
  ...page === 0 && { count: 4 },
  shapes: [...ids].map((id) => room.document.shapes.get(id)!.shape),
});

/** A difference that deletes these, and tells of the texts of some. */
const difference = (ids: string, told: string) => ({
  from: 4,
  to: 9,
  added: [],
  modified: [],
  deleted: [...ids],
  texts: [...told].map((id) => ({ id, edits: [] })),
});

/** A page of it, which tells of the text of the first. */
const delta = (page: number, ids: string, last = false): DeltaPage => ({
  ...difference(ids, ids[0]!),
  lastCseq: 0,
  page,
  last,
});

/** The ids that come out when pages go in. */
function idsOf(pages: readonly SnapshotPage[]): string[] {
  const loader = new SnapshotLoader();
  return pages.map((page) => {
    const loaded = loader.add(page);
    if (loaded === null || loaded === "hole") return `${loaded}`;
    const ids = loaded.shapes.map(({ id }) => id).join("");
    return loaded.complete ? `${ids}!` : ids;
  });
}

Deno.test("[P3] pages of a snapshot are one content; a shape that comes twice is there once", () => {
  assertEquals(
    idsOf([snapshot(0, "a"), snapshot(1, "ab"), snapshot(2, "cd", true)]),
    ["a", "ab", "abcd!"],
  );
});

Deno.test("[P3] page 0 begins anew: nothing of a snapshot that broke off is part of the next", () => {
  assertEquals(
    idsOf([snapshot(0, "a"), snapshot(1, "b"), snapshot(0, "cd", true)]),
    ["a", "ab", "cd!"],
  );
});

Deno.test("[P3] [E12] pasts of texts come on any page; those of a snapshot that broke off are not told", () => {
  const loader = new SnapshotLoader();
  const telling = (page: SnapshotPage, id: string): SnapshotPage => ({
    ...page,
    texts: [{ id, edits: [] }],
  });
  const textsOf = (page: SnapshotPage) => {
    const loaded = loader.add(page);
    return loaded === null || loaded === "hole"
      ? loaded
      : loaded.texts.map(({ id }) => id).join("");
  };
  textsOf(telling(snapshot(0, "a"), "a"));
  assertEquals(textsOf(telling(snapshot(0, "ab"), "b")), "b");
  assertEquals(textsOf(telling(snapshot(1, "cd", true), "c")), "bc");
});

Deno.test("[P3] a page that is missing is noticed, in the middle and at the beginning", () => {
  assertEquals(idsOf([snapshot(0, "a"), snapshot(2, "b", true)]), [
    "a",
    "hole",
  ]);
  assertEquals(idsOf([snapshot(0, "a", true), snapshot(1, "b", true)]), [
    "a!",
    "hole",
  ]);
});

Deno.test("[P4] pages of a delta are one difference, of which nothing is left out", () => {
  const loader = new DeltaLoader();
  assertEquals(loader.add(delta(0, "ab")), null);
  const whole = loader.add(delta(1, "c", true));
  assertEquals(whole, difference("abc", "ac"));
});

Deno.test("[P4] page 0 begins anew: nothing of a delta that broke off is part of the next", () => {
  const loader = new DeltaLoader();
  assertEquals(loader.add(delta(0, "ab")), null);
  assertEquals(loader.add(delta(0, "c", true)), difference("c", "c"));
});

Deno.test("[P4] a page of a delta that is missing is noticed", () => {
  const loader = new DeltaLoader();
  assertEquals(loader.add(delta(1, "a")), "hole");
  assertEquals(loader.add(delta(0, "a")), null);
  assertEquals(loader.add(delta(2, "a", true)), "hole");
});
