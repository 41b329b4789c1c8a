import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  arbitraryStep,
  arbitrarySteps,
  TestRoom,
} from "../../../shared/document/testing/arbitraries.ts";
import { stampedJson } from "../../../shared/document/canonical.ts";
import {
  type Document,
  EMPTY_DOCUMENT,
} from "../../../shared/document/document.ts";
import type { Op } from "../../../shared/schema/op.ts";
import { SnapshotError } from "../../store/store.ts";
import {
  SNAPSHOT_FORMAT,
  snapshotChunks,
  SnapshotReader,
} from "./snapshot_format.ts";

function chunksOf(document: Document): string[] {
  return [...snapshotChunks(document)].filter((text) => text !== null);
}

function throughText(document: Document): Document {
  const reader = new SnapshotReader(SNAPSHOT_FORMAT);
  for (const text of chunksOf(document)) reader.add(text);
  return reader.document(document.seq);
}

Deno.test("[E22] a document through its snapshot is the same, byte for byte, in text as well", () => {
  fc.assert(fc.property(arbitrarySteps, (steps) => {
    for (const document of TestRoom.of(steps).states) {
      const back = throughText(document);
      assertEquals(stampedJson(back), stampedJson(document));
      assertEquals([...snapshotChunks(back)], [...snapshotChunks(document)]);
      assertEquals([...back.order], [...document.order]);
      assertEquals([...back.changes.since(0)], [...document.changes.since(0)]);
      assert(back.bound.equals(document.bound));
    }
  }));
});

Deno.test("[E22] a room that was put away decides as one that was not", () => {
  fc.assert(fc.property(
    arbitrarySteps,
    fc.array(arbitraryStep, { minLength: 1, maxLength: 6 }),
    (steps, more) => {
      const stayed = TestRoom.of(steps);
      const putAway = TestRoom.of(steps);
      putAway.states[putAway.states.length - 1] = throughText(stayed.document);
      for (const step of more) {
        const [a, b] = [stayed.step(step), putAway.step(step)];
        assertEquals(
          { ...b, document: null } as unknown,
          { ...a, document: null } as unknown,
        );
        assertEquals(
          stampedJson(putAway.document),
          stampedJson(stayed.document),
        );
      }
    },
  ));
});

Deno.test("[E22] chunks are small, whatever the size of the room", () => {
  const room = new TestRoom({ opsPerTx: 10_000, shapesPerRoom: 10_000 });
  const ops = Array.from({ length: 3_000 }, (_, i) => ({
    op: "create" as const,
    shape: {
      id: `s${i}`,
      type: "text" as const,
      text: i === 7 ? "x".repeat(10_000) : "y",
    },
  }));
  room.send("u_ana", ops);
  const chunks = chunksOf(room.document);
  assert(chunks.length > 4);
  assert(chunks.every((chunk) => chunk.length < 70_000));
  assertEquals(
    stampedJson(throughText(room.document)),
    stampedJson(room.document),
  );
});

const BAD: [what: string, format: number, text: string][] = [
  ["no JSON", 4, "[{"],
  ["no chunk", 4, "[]"],
  ["null", 4, "null"],
  ["no JSON", 3, "[{"],
  ["no array", 3, "{}"],
  ["an entry that is none", 3, "[null]"],
  ["a shape that is none", 3, '[{"shape":{"id":"a"}}]'],
  ["a tombstone that is none", 3, '[{"dead":"a","stamp":[1,2]}]'],
];

for (const [what, format, text] of BAD) {
  Deno.test(`[E22] a snapshot of format ${format} with ${what} is refused`, () => {
    const reader = new SnapshotReader(format);
    const add = () => reader.add(text);
    assertThrows(add, SnapshotError, "Cannot read the snapshot");
  });
}

Deno.test("[E25] a snapshot of the future is refused", () => {
  for (const format of [0, SNAPSHOT_FORMAT + 1]) {
    assertThrows(
      () => new SnapshotReader(format),
      SnapshotError,
      `Cannot read snapshot format ${format}`,
    );
  }
});

for (let format = 1; format <= SNAPSHOT_FORMAT; format++) {
  Deno.test(`[E25] snapshots stored in format ${format} stay readable`, async () => {
    const url = new URL(
      `./fixtures/snapshot_format_${format}.json`,
      import.meta.url,
    );
    const { seq, chunks, stamped } = JSON.parse(
      await Deno.readTextFile(url),
    );
    const reader = new SnapshotReader(format);
    for (const chunk of chunks) reader.add(JSON.stringify(chunk));
    const document = reader.document(seq);
    assertEquals(JSON.parse(stampedJson(document)), stamped);
    // Texts' pasts are not in the stamped document; in today's text they are.
    if (format < SNAPSHOT_FORMAT) return;
    const today = chunksOf(document).map((text) => JSON.parse(text));
    assertEquals(today, chunks);
  });
}

Deno.test("[E22] the snapshot of an empty room has no chunk but its contents", () => {
  assertEquals(chunksOf(EMPTY_DOCUMENT), [
    '{"contents":{"shapes":0,"boxes":[]}}',
  ]);
});

Deno.test("[E22] the dead, too, are cut into chunks", () => {
  const room = new TestRoom({ opsPerTx: 256, shapesPerRoom: 256 });
  for (let i = 0; i < 40; i++) {
    const ids = Array.from({ length: 100 }, (_, j) => `dead-${i}-${j}`);
    const make = (id: string): Op => ({
      op: "create",
      shape: { id, type: "text" },
    });
    room.send("u_ana", ids.map(make));
    room.send("u_ben", [{ op: "delete", ids }]);
  }
  const lengths = chunksOf(room.document).map((text) => text.length);
  assert(lengths.length > 2, `${lengths.length} chunks`);
  assertEquals(
    stampedJson(throughText(room.document)),
    stampedJson(room.document),
  );
});
