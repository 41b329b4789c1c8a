/**
 * Undo and redo of typing in one text by several people at once (E19). No letter stands in it twice.
 */

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { TextEdit } from "../../schema/op.ts";
import { textOf } from "../../schema/shape.ts";
import { TestRoom } from "../testing/arbitraries.ts";
import {
  alphabet,
  arbitraryPlan,
  type Hunk,
  partsOf,
} from "../testing/edits.ts";
import { normalEdit } from "../text/edit.ts";
import { inverse } from "./inverse.ts";

/** A text that people edit, and what each of them can undo and redo. */
class Page {
  readonly room = new TestRoom();
  readonly undos = new Map<string, number[]>();
  readonly redos = new Map<string, number[]>();

  constructor(text: string) {
    this.room.send("u_eve", [
      { op: "create", shape: { id: "t", type: "text", text } },
    ]);
  }

  /** The text after the transaction `seq`. */
  text(seq: number = this.room.document.seq): string {
    return textOf(this.room.states[seq]!.shapes.get("t")!.shape)!;
  }

  /** Edits the text as it was at `base`. */
  type(userId: string, edit: TextEdit, base: number): void {
    const decision = this.room.send(userId, [
      { op: "text", id: "t", base, edit },
    ]);
    assert(decision.kind !== "refuse");
    if (decision.kind === "nothing") return;
    this.#of(this.undos, userId).push(decision.event.seq);
    this.redos.delete(userId);
  }

  /** Undoes or redoes somebody's last step; tells which one it took back, and by which. */
  turn(
    userId: string,
    way: "undo" | "redo",
  ): [took: number, by: number] | null {
    const [from, to] = way === "undo"
      ? [this.undos, this.redos]
      : [this.redos, this.undos];
    const took = this.#of(from, userId).pop();
    const by = took === undefined ? null : this.takeBack(took);
    if (took === undefined || by === null) return null;
    this.#of(to, userId).push(by);
    return [took, by];
  }

  /** Takes events of one author back, and tells by which; `null` if nothing was left of them. */
  takeBack(...seqs: [number, ...number[]]): number | null {
    const events = seqs.map((seq) => this.room.events[seq - 1]!);
    const { ops } = inverse(
      this.room.states[seqs[0] - 1]!,
      events,
      this.room.document,
    );
    if (ops.length === 0) return null;
    const decision = this.room.send(events[0]!.userId, ops);
    assert(decision.kind !== "refuse");
    return decision.kind === "commit" ? decision.event.seq : null;
  }

  #of(stacks: Map<string, number[]>, userId: string): number[] {
    const stack = stacks.get(userId) ?? [];
    stacks.set(userId, stack);
    return stack;
  }
}

const who = fc.constantFrom("u_ana", "u_ben");

/** Somebody types, having seen all but the last `lag` events, or turns a step of theirs. */
type Action =
  | { who: string; lag: number; plan: readonly Hunk[] }
  | { who: string; way: "undo" | "redo" };

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ who, lag: fc.nat(2), plan: arbitraryPlan }),
  fc.record({ who, way: fc.constantFrom("undo" as const, "redo" as const) }),
);
const actions = fc.array(action, { maxLength: 24, size: "max" });

/** Plays what people do; `check` is called after each undo and redo. */
function play(
  steps: readonly Action[],
  check: (page: Page, took: number, by: number) => void,
): void {
  const letters = alphabet();
  const page = new Page(letters(6));
  const lastOf = new Map<string, number>();
  for (const step of steps) {
    const { seq } = page.room.document;
    if ("way" in step) {
      const turn = page.turn(step.who, step.way);
      if (turn !== null) check(page, ...turn);
    } else {
      const base = Math.max(lastOf.get(step.who) ?? 1, seq - step.lag);
      // The first letter stays, so that nobody replaces the whole text.
      const rest = [...page.text(base)].slice(1).join("");
      const edit = normalEdit([1, ...partsOf(step.plan, rest, letters)]);
      if (edit.length > 0) page.type(step.who, edit, base);
    }
    if (page.room.document.seq > seq) {
      lastOf.set(step.who, page.room.document.seq);
    }
  }
}

Deno.test("[E19] undo and redo among others: just the letters of what is taken back go and come", () => {
  fc.assert(
    fc.property(actions, (steps) => {
      play(steps, (page, took, by) => {
        const was = new Set(page.text(by - 1)), is = new Set(page.text(by));
        const before = new Set(page.text(took - 1));
        const after = new Set(page.text(took));
        assertEquals(
          is.size,
          [...page.text(by)].length,
          "no letter is doubled",
        );
        for (const letter of was) {
          const isOwn = after.has(letter) && !before.has(letter);
          assertEquals(is.has(letter), !isOwn, letter);
        }
        for (const letter of is.difference(was)) {
          assert(before.has(letter) && !after.has(letter), letter);
        }
      });
    }),
    { numRuns: 300 },
  );
});

Deno.test("[E19] undo and redo among others: what comes back stands where it stood", () => {
  fc.assert(
    fc.property(actions, (steps) => {
      play(steps, (page, _, by) => {
        const text = page.text(by), first = [...page.text(1)];
        const places = first.map((letter) => text.indexOf(letter))
          .filter((place) => place >= 0);
        assertEquals(places, places.toSorted((a, b) => a - b));
      });
    }),
    { numRuns: 300 },
  );
});

Deno.test("[E19] a redo at once gives the text that the undo took, whatever others have done", () => {
  fc.assert(
    fc.property(actions, (steps) => {
      const turns: [page: Page, by: number][] = [];
      play(steps, (page, _, by) => turns.push([page, by]));
      const last = turns.at(-1);
      if (last === undefined) return;
      const [page, by] = last;
      // As it was when nobody had done anything after.
      page.room.states.length = by + 1;
      page.room.events.length = by;
      assert(page.takeBack(by) !== null);
      assertEquals(page.text(), page.text(by - 1));
    }),
    { numRuns: 300 },
  );
});

Deno.test("[E19] what one typed, deleted, and brought back goes when the typing is undone", () => {
  const page = new Page("ace");
  page.type("u_ana", [1, "B"], 1);
  page.type("u_ana", [1, { d: 1 }], 2);
  page.type("u_ben", ["<"], 3);
  page.turn("u_ana", "undo");
  assertEquals(page.text(), "<aBce");
  page.turn("u_ana", "undo");
  assertEquals(page.text(), "<ace");
  page.turn("u_ana", "redo");
  page.turn("u_ana", "redo");
  assertEquals(page.text(), "<ace");
});

Deno.test("[E19] letters that two people deleted side by side come back in their order", () => {
  for (const users of [["u_ana", "u_ben"], ["u_ben", "u_ana"]] as const) {
    const page = new Page("a12z");
    page.type("u_ana", [1, { d: 1 }], 1);
    page.type("u_ben", [1, { d: 1 }], 2);
    for (const userId of users) page.turn(userId, "undo");
    assertEquals(page.text(), "a12z");
  }
});

Deno.test("[E19] a letter that comes back is not taken for the same letter that its undoer had typed and deleted", () => {
  const page = new Page("ace");
  page.type("u_ana", [1, "B"], 1);
  page.type("u_ben", [1, "B"], 2);
  page.type("u_ben", [1, { d: 2 }], 3);
  page.takeBack(3, 4);
  page.type("u_eve", ["<"], 5);
  assertEquals(page.text(), "<aBce");
  page.turn("u_ana", "undo");
  assertEquals(page.text(), "<ace");
});
