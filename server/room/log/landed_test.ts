import { assertEquals } from "@std/assert";
import type { RoomEvent } from "../../../shared/schema/event.ts";
import type { Answer } from "../../store/store.ts";
import type { Batch } from "../deciding/batch.ts";
import { landed } from "./landed.ts";

const event: RoomEvent = {
  seq: 4,
  userId: "u_ana",
  at: 1_000,
  ops: [{ op: "delete", ids: ["a"] }],
};

const answer: Answer = {
  origin: { client: "c", cseq: 2 },
  bodyHash: "hash",
  body: { type: "ack", seq: 4, results: ["ok"], overrode: [] },
};

const batch = {
  answers: [answer],
  events: [{ event, origin: answer.origin, removed: [] }],
} as unknown as Batch;

const found = (events: readonly RoomEvent[], answers: readonly Answer[]) => ({
  events,
  state: { lastCseq: answers.at(-1)?.origin.cseq ?? 0, answers },
});

const CASES: [name: string, Parameters<typeof landed>[1], boolean][] = [
  ["its event and its answer", found([event], [answer]), true],
  ["nothing", found([], []), false],
  [
    "another's answer to the same number, which was answered elsewhere",
    found([], [{ ...answer, body: { ...answer.body, seq: 3 } as never }]),
    false,
  ],
  ["another's event", found([{ ...event, userId: "u_ben" }], []), false],
  [
    "the same event, come again later",
    found([{ ...event, at: 9 }], [answer]),
    false,
  ],
  ["its event, and no answer", found([event], []), false],
  [
    "an event that looks the same, and the answer to another body",
    found([event], [{ ...answer, bodyHash: "other" }]),
    false,
  ],
  [
    "an event that looks the same, and the answer to another number",
    found([event], [{ ...answer, origin: { client: "c", cseq: 3 } }]),
    false,
  ],
  [
    "an event that looks the same, and an answer to that number from elsewhere",
    found([event], [{ ...answer, body: { ...answer.body, seq: 3 } as never }]),
    false,
  ],
  [
    "an event that looks the same, and a refusal under that number",
    found([event], [
      { ...answer, body: { ...answer.body, type: "nack" } as never },
    ]),
    false,
  ],
];

for (const [name, log, expected] of CASES) {
  Deno.test(`[E21] an append whose end nobody saw: the log has ${name}`, () => {
    assertEquals(landed(batch, log), expected);
  });
}

Deno.test("[E21] an append of answers alone: they look the same from another server, so it counts as lost, and is decided again", () => {
  const refused = { ...batch, events: [] } as unknown as Batch;
  assertEquals(landed(refused, found([], [answer])), false);
});

Deno.test("[E21] an append of one who numbers nothing: its event alone tells", () => {
  const plain = { ...batch, answers: [] } as unknown as Batch;
  assertEquals(landed(plain, found([event], [])), true);
  for (
    const more of [{ at: 9 }, { group: "g" }, { userId: "u_ben" }, { ops: [] }]
  ) {
    assertEquals(landed(plain, found([{ ...event, ...more }], [])), false);
  }
});
