import { assert, assertEquals } from "@std/assert";
import { MAX_UNANSWERED } from "../../../shared/schema/limits.ts";
import { Unanswered } from "./unanswered.ts";

/** May the sender have one more, with this number? */
const mayHave = (unanswered: Unanswered, cseq: number): boolean =>
  unanswered.refusal("ana", cseq, 0, false) === null;

Deno.test("[E16] so many numbers may be unanswered; each answer makes room for one, and copies of them need none", () => {
  const unanswered = new Unanswered();
  for (let cseq = 1; cseq <= MAX_UNANSWERED; cseq++) {
    assert(mayHave(unanswered, cseq));
    unanswered.add("ana", cseq);
  }
  const next = MAX_UNANSWERED + 1;
  assertEquals([mayHave(unanswered, next), mayHave(unanswered, 5)], [
    false,
    true,
  ]);
  assertEquals(unanswered.refusal("ben", 1, 0, false), null);
  unanswered.remove("ana", 1);
  assert(mayHave(unanswered, next));
});

Deno.test("[E16] who sends again and again has nothing more unanswered once all copies are answered", () => {
  const unanswered = new Unanswered();
  for (let round = 0; round < 100; round++) {
    const cseqs = [1, 2, 2, 2, 1, 3];
    for (const cseq of cseqs) unanswered.add("ana", cseq);
    for (const cseq of cseqs) {
      assert(unanswered.has("ana"));
      unanswered.remove("ana", cseq);
    }
    assert(!unanswered.has("ana"));
    // What was not taken is no one's answer.
    unanswered.remove("ana", 1);
    assert(mayHave(unanswered, 4));
  }
});

Deno.test("[E16] copies are bounded as well", () => {
  const unanswered = new Unanswered();
  let copies = 0;
  while (mayHave(unanswered, 1)) {
    unanswered.add("ana", 1);
    copies++;
  }
  assertEquals(copies, 4 * MAX_UNANSWERED);
});
