import { assertEquals } from "@std/assert";
import type { Answer } from "../../store/store.ts";
import {
  ClientMemory,
  isCovered,
  judge,
  NEW_CLIENT,
  placedOf,
  withAnswer,
} from "./client_memory.ts";

const answer = (cseq: number, bodyHash = `hash ${cseq}`): Answer => ({
  origin: { client: "c", cseq },
  bodyHash,
  body: { type: "ack", seq: cseq, results: ["ok"], overrode: [] },
});

const stateOf = (last: number) => {
  let state = NEW_CLIENT;
  for (let cseq = 1; cseq <= last; cseq++) {
    state = withAnswer(state, answer(cseq));
  }
  return state;
};

const CASES: [
  known: number,
  cseq: number,
  bodyHash: string,
  verdict: string,
][] = [
  [0, 1, "hash 1", "next"],
  [0, 2, "hash 2", "gap 1"],
  [5, 6, "hash 6", "next"],
  [5, 8, "hash 8", "gap 6"],
  [5, 5, "hash 5", "again 5"],
  [5, 1, "hash 1", "again 1"],
  [5, 5, "another", "other_body"],
  [64, 1, "hash 1", "again 1"],
  [65, 1, "hash 1", "old"],
  [65, 1, "another", "old"],
  [65, 2, "hash 2", "again 2"],
];

for (const [known, cseq, bodyHash, expected] of CASES) {
  Deno.test(`[E16] after ${known} answers, number ${cseq} with ${bodyHash}: ${expected}`, () => {
    const verdict = judge(stateOf(known), { cseq, bodyHash });
    const more = verdict.kind === "gap"
      ? ` ${verdict.expected}`
      : verdict.kind === "again"
      ? ` ${verdict.answer.origin.cseq}`
      : "";
    assertEquals(verdict.kind + more, expected);
  });
}

Deno.test("[E16] an answer that was kept under the hash of before is given again", () => {
  const verdicts = ["hash 5", "another"].map((former) =>
    judge(stateOf(5), {
      cseq: 5,
      bodyHash: "new form",
      formerHash: () => former,
    }).kind
  );
  assertEquals(verdicts, ["again", "other_body"]);
});

Deno.test("[E17] what a draft remembers is known to others only when it is merged", () => {
  const memory = new ClientMemory();
  memory.learn("c", stateOf(1));
  const draft = memory.draft();
  draft.add(answer(2));
  assertEquals([draft.get("c")?.lastCseq, memory.lastCseq("c")], [2, 1]);
  memory.merge(draft);
  assertEquals(memory.lastCseq("c"), 2);
});

Deno.test("[E21] a doubted client is asked for again; what the store says later never takes a number back", () => {
  const memory = new ClientMemory();
  memory.learn("c", stateOf(3));
  memory.doubtAll();
  assertEquals([memory.get("c"), memory.lastCseq("c")], [undefined, 3]);
  memory.learn("c", stateOf(2));
  assertEquals(memory.get("c")?.lastCseq, 3);
  memory.learn("c", stateOf(4));
  assertEquals(memory.get("c")?.lastCseq, 4);
  memory.forget("c");
  assertEquals(memory.get("c"), undefined);
});

Deno.test("[E16] a client that is coming in is not forgotten, whatever the store said before", () => {
  const memory = new ClientMemory();
  const arrived = memory.expect("c");
  memory.add(answer(1));
  memory.forget("c");
  memory.learn("c", stateOf(0));
  arrived();
  assertEquals(memory.get("c")?.lastCseq, 1);
});

Deno.test("[E16] a client that stays out after all is forgotten when nobody else of it comes in", () => {
  const memory = new ClientMemory();
  const first = memory.expect("c"), second = memory.expect("c");
  memory.add(answer(1));
  memory.forget("c");
  first();
  assertEquals(memory.get("c")?.lastCseq, 1);
  second();
  assertEquals(memory.get("c"), undefined);
});

Deno.test("[P2] placed are the transactions that have an event, as far as the room has come", () => {
  const answers: Answer[] = [
    answer(1),
    { ...answer(2), body: { ...answer(2).body, effect: false } as never },
    {
      ...answer(3),
      body: { type: "nack", code: "conflict", message: "it was changed" },
    },
    answer(4),
    answer(5),
  ];
  const state = { lastCseq: 5, answers };
  assertEquals(placedOf(state, 4), [[1, 1], [4, 4]]);
  const covered = answers.map((one) => isCovered(one, 4));
  assertEquals(covered, [true, true, true, true, false]);
});
