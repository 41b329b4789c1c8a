import { assertEquals } from "@std/assert";
import { MAX_UNANSWERED } from "../../../shared/schema/limits.ts";
import type { Submission } from "../room_message.ts";
import { Inbox } from "./inbox.ts";

function submissionOf(client: string, cseq: number): Submission {
  return {
    memberId: `m_${client}`,
    userId: `u_${client}`,
    client,
    cseq,
    bodyHash: "",
    ref: undefined,
    at: 0,
    work: { kind: "tx", ops: [], base: undefined, group: undefined },
  };
}

Deno.test("[E17] who has sent all that may be unanswered is not kept waiting for others", () => {
  const decided: number[] = [];
  let turns: (() => void)[] = [];
  let hurried = 0;
  const inbox = new Inbox({
    beforeNext: (decide) => void turns.push(decide),
    hurry: () => void hurried++,
  }, (submissions) => void decided.push(submissions.length));
  for (let cseq = 1; cseq < MAX_UNANSWERED; cseq++) {
    inbox.add(submissionOf("ana", cseq));
    inbox.add(submissionOf("ben", cseq));
  }
  assertEquals(hurried, 0);
  inbox.add(submissionOf("ana", MAX_UNANSWERED));
  assertEquals([hurried, turns.length], [1, 1]);
  for (const decide of turns) decide();
  turns = [];
  assertEquals(decided, [2 * MAX_UNANSWERED - 1]);
  // What was decided does not count any more.
  inbox.add(submissionOf("ben", MAX_UNANSWERED));
  assertEquals([hurried, turns.length, inbox.isEmpty], [1, 1, false]);
});

Deno.test("[E16] who sends more than may be unanswered is told so, and not held until a commit is over that takes long", () => {
  const decided: number[] = [];
  const committer = { beforeNext: () => {}, hurry: () => {} };
  const inbox = new Inbox(
    committer,
    (submissions) => void decided.push(submissions.length),
  );
  inbox.add(submissionOf("ben", 1));
  for (let cseq = 1; cseq <= MAX_UNANSWERED; cseq++) {
    inbox.add(submissionOf("ana", cseq));
  }
  assertEquals(decided, []);
  inbox.add(submissionOf("ana", MAX_UNANSWERED + 1));
  assertEquals([decided, inbox.isEmpty], [[MAX_UNANSWERED + 2], true]);
});
