import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { TextEdit } from "../../schema/op.ts";
import { relocate } from "./relocate.ts";
import { applyEdit } from "./edit.ts";

/** An edit of some text: where, how much goes, and what comes. */
const arbitraryPlan = fc.record({
  at: fc.nat(8),
  remove: fc.nat(3),
  insert: fc.nat(2),
});

let next = 0x4e00;

function editOf(
  { at, remove, insert }: { at: number; remove: number; insert: number },
  text: string,
): TextEdit {
  const { length } = [...text];
  const skip = Math.min(at, length), d = Math.min(remove, length - skip);
  const letters = Array.from(
    { length: insert },
    () => String.fromCodePoint(next++),
  ).join("");
  if (letters === "" && d === 0) return [];
  return [
    ...skip > 0 ? [skip] : [],
    ...letters !== "" ? [letters] : [],
    ...d > 0 ? [{ d }] : [],
  ];
}

Deno.test("[E12] typing on goes with the letters that it was about, wherever they came to stand", () => {
  fc.assert(
    fc.property(
      fc.nat(5),
      fc.nat(5),
      fc.array(arbitraryPlan, { minLength: 1, maxLength: 4 }),
      (guess, truth, plans) => {
        const base = "abcde", mine = "xyz";
        const guessed: TextEdit = guess > 0 ? [guess, mine] : [mine];
        const committed: TextEdit = truth > 0 ? [truth, mine] : [mine];
        let seen = applyEdit(base, guessed);
        const edits = plans.map((plan) => {
          const edit = editOf(plan, seen);
          seen = applyEdit(seen, edit);
          return edit;
        });
        const real = relocate(5, guessed, committed, edits)
          .reduce(applyEdit, applyEdit(base, committed));
        // The same letters are there, and where nothing moved, at the same places.
        assertEquals([...real].sort(), [...seen].sort());
        if (guess === truth) assertEquals(real, seen);
      },
    ),
    { numRuns: 500 },
  );
});

Deno.test("[E12] what followed a letter follows it, at either end of the text as well", () => {
  assertEquals(relocate(1, ["x"], [1, "x"], [[1, "!"]]), [[2, "!"]]);
  assertEquals(relocate(1, [1, "x"], ["x"], [[2, "!"]]), [[1, "!"]]);
  assertEquals(relocate(1, ["x"], [1, "x"], [["!"]]), [["!"]]);
});
