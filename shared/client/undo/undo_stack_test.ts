import { assertEquals } from "@std/assert";
import { EMPTY_DOCUMENT } from "../../document/document.ts";
import type { Settlement } from "../replica/pending_tx.ts";
import { UndoStack } from "./undo_stack.ts";

const settlement = (key: number): Settlement => ({
  kind: "seen",
  key,
  before: EMPTY_DOCUMENT,
  event: { seq: key, userId: "u_ana", at: 0, ops: [] },
});

/** A stack on which these were done, one step each, and confirmed. */
function done(...keys: number[]): UndoStack {
  const stack = new UndoStack();
  for (const key of keys) {
    stack.did(key, null);
    stack.settled(settlement(key));
  }
  return stack;
}

/** Of which of these is it known what became of them? Each holds a document. */
const known = (stack: UndoStack, keys: readonly number[]) =>
  keys.filter((key) => stack.settlementOf(key) !== null);

Deno.test("[E19] the steps that were done last are kept, and nothing is held for older ones", () => {
  const keys = Array.from({ length: 300 }, (_, i) => i + 1);
  const stack = done(...keys);
  assertEquals(known(stack, keys), keys.slice(100));
  const steps: number[] = [];
  for (let step = stack.takeUndo(); step; step = stack.takeUndo()) {
    steps.push(...step.keys);
  }
  assertEquals(steps, keys.slice(100).reverse());
});

Deno.test("[E19] new work ends what could be redone, and nothing is held for that", () => {
  const stack = done(1, 2);
  const step = stack.takeUndo()!;
  stack.undid({ ...step, keys: new Set([3]) });
  stack.settled(settlement(3));
  stack.finished(step);
  assertEquals(known(stack, [1, 2, 3]), [1, 3]);
  stack.did(4, null);
  assertEquals(stack.takeRedo(), null);
  assertEquals(known(stack, [1, 2, 3]), [1]);
});

Deno.test("[E19] nothing is held for what is in no step any more when it is confirmed", () => {
  const stack = new UndoStack();
  stack.did(1, null);
  stack.finished(stack.takeUndo()!);
  stack.settled(settlement(1));
  assertEquals(known(stack, [1]), []);
});

Deno.test("[E19] what came to nothing is no step; of a group the rest is one", () => {
  const stack = new UndoStack();
  stack.did(1, null);
  stack.did(2, "g");
  stack.did(3, "g");
  stack.settled({ kind: "nothing", key: 2 });
  stack.settled({ kind: "nothing", key: 1 });
  assertEquals([...stack.takeUndo()!.keys], [3]);
  assertEquals(stack.takeUndo(), null);
});
