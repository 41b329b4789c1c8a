import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import type { AckBody } from "../../../../shared/schema/op.ts";
import { EVENT_FORMAT, upcast } from "./event_format.ts";
import { checksum } from "./checksum.ts";
import { ackOf, eventOf, eventRow, eventText, removedOf } from "./event_row.ts";
import {
  added,
  sampleAnswer,
  sampleEvent,
  sampleShape,
} from "../../testing/store_samples.ts";

const fixtures = new URL("./fixtures/", import.meta.url);

for (let format = 1; format <= EVENT_FORMAT; format++) {
  Deno.test(`[E25] events stored in format ${format} stay readable`, async () => {
    const url = new URL(`event_format_${format}.json`, fixtures);
    const { roomId, rows, events, removed, answers } = JSON.parse(
      await Deno.readTextFile(url),
    );
    for (const [i, stored] of rows.entries()) {
      const row = { shapes: null, body_hash: null, answer: null, ...stored };
      assertEquals(row.format, format);
      assertEquals(eventOf(roomId, row), events[i]);
      assertEquals(JSON.parse(eventText(roomId, row)), events[i]);
      assertEquals(removedOf(roomId, row), removed[i]);
      assertEquals(ackOf(roomId, row), answers?.[i] ?? null);
      // What came with a later format does not get into a row of this one.
      const altered = { ...row, shapes: 7 };
      assertThrows(() => eventOf(roomId, altered), Error, "is damaged");
    }
  });
}

Deno.test("[E25] a format of the future is refused", () => {
  for (const format of [0, 1.5, EVENT_FORMAT + 1]) {
    assertThrows(
      () => upcast(format, { ops: [], removed: [] }),
      RangeError,
      `Cannot read event format ${format}`,
    );
  }
});

Deno.test("[E20] an event and its row are the same thing", () => {
  const event = { ...sampleEvent(3), group: "g" };
  const removed = [sampleShape(2)];
  const answer = sampleAnswer("c", 9, 3);
  const row = eventRow(
    "lobby",
    added(event, answer.origin, removed),
    { shapes: 5, answer },
  );
  assertEquals([row.client_id, row.cseq, row.format], ["c", 9, EVENT_FORMAT]);
  assertEquals(eventOf("lobby", row), event);
  assertEquals(JSON.parse(eventText("lobby", row)), event);
  assertEquals(removedOf("lobby", row), removed);
  assertEquals(ackOf("lobby", row), answer);
  const harms = [
    { seq: 4 },
    { shapes: 6 },
    { shapes: null },
    { body_hash: "hash-8" },
    { answer: "2" },
    { answer: null, body_hash: null },
  ];
  for (const read of [eventOf, eventText, removedOf, ackOf]) {
    assertThrows(() => read("other", row), Error, "event 3 is damaged");
    for (const harm of harms) {
      const altered = { ...row, ...harm };
      assertThrows(() => read("lobby", altered), Error, "is damaged");
    }
  }
});

const OVERRODE = [{ id: "a", register: "pos", seq: 2, userId: "u_b" }] as const;
const ACKS: [what: string, told: Omit<AckBody, "seq">, kept: RegExp][] = [
  ["one that has nothing to tell", { results: ["ok"], overrode: [] }, /^1$/],
  ["of three", { results: ["ok", "ok", "ok"], overrode: [] }, /^3$/],
  ["of what was dropped", { results: ["dropped"], overrode: [] }, /dropped/],
  ["of a conflict", { results: ["ok"], overrode: [...OVERRODE] }, /"pos"/],
];

for (const [what, told, kept] of ACKS) {
  Deno.test(`[E16] [E20] an ack in its event's row, ${what}, is read as it was written`, () => {
    const plain = sampleAnswer("c", 9, 3);
    const body = { type: "ack" as const, seq: 3, ...told };
    const answer = { ...plain, body };
    const to = added(sampleEvent(3), answer.origin, []);
    const row = eventRow("lobby", to, { shapes: 5, answer });
    assertMatch(row.answer!, kept);
    assertEquals(ackOf("lobby", row), answer);
  });
}

Deno.test("[E24] a checksum sees every column and every border between two", () => {
  const row = ["lobby", 1, null, "text"] as const;
  const variants: (string | number | null)[][] = [
    ["lobby", 1, "", "text"],
    ["lobby", 2, null, "text"],
    ["lobb", "y1", null, "text"],
    ["lobby", 1, null, "texT"],
    ["lobby", null, 1, "text"],
    ["lobby", 1, null],
  ];
  const sums = [row, ...variants].map(checksum);
  assertEquals(new Set(sums).size, sums.length);
  assertEquals(checksum([...row]), checksum(row));
});
