/**
 * The laws of edits that `edit.ts` states (E12). No letter stands in a text twice, so that it can
 * be told which one went where; every other one is outside of the BMP, so that a split surrogate
 * pair would show.
 */

import { assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import type { TextEdit } from "../../schema/op.ts";
import { TestRoom } from "../testing/arbitraries.ts";
import {
  alphabet,
  arbitraryPlan,
  type Hunk,
  partsOf,
} from "../testing/edits.ts";
import { codePointLength } from "../../schema/safe_text.ts";
import {
  applyEdit,
  composeEdits,
  findFlaw,
  growth,
  invertEdit,
  normalEdit,
  transformEdit,
} from "./edit.ts";

/** A text, and plans as edits of it. */
function editsOf(length: number, ...plans: (readonly Hunk[])[]) {
  const letters = alphabet();
  const text = letters(length);
  const edit = (hunks: readonly Hunk[], of: string) =>
    normalEdit(partsOf(hunks, of, letters));
  return { text, edits: plans.map((hunks) => edit(hunks, text)), edit };
}

const inserted = (edit: TextEdit) =>
  edit.flatMap((part) => typeof part === "string" ? [...part] : []);

function deleted(edit: TextEdit, text: string): string[] {
  const after = new Set(applyEdit(text, edit));
  return [...text].filter((letter) => !after.has(letter));
}

const sorted = (letters: Iterable<string>) => [...letters].toSorted();

/** Do these letters, as far as they are in a text, stand there in this order? */
function assertInOrder(letters: Iterable<string>, text: string): void {
  const places = [...letters].map((letter) => text.indexOf(letter))
    .filter((place) => place >= 0);
  assertEquals(places, places.toSorted((a, b) => a - b));
}

const length = fc.nat(8);
const RUNS = { numRuns: 500 };

Deno.test("[E12] convergence (TP1): committed left and later right meet in one text, either way round", () => {
  fc.assert(
    fc.property(length, arbitraryPlan, arbitraryPlan, (length, p, q) => {
      const { text, edits: [a, b] } = editsOf(length, p, q);
      const ab = applyEdit(
        applyEdit(text, a!),
        transformEdit(b!, a!, "right"),
      );
      const ba = applyEdit(applyEdit(text, b!), transformEdit(a!, b!, "left"));
      assertEquals(ab, ba);
    }),
    RUNS,
  );
});

Deno.test("[E12] a transform loses, doubles and revives no letter, and keeps both in their order", () => {
  fc.assert(
    fc.property(length, arbitraryPlan, arbitraryPlan, (length, p, q) => {
      const { text, edits } = editsOf(length, p, q);
      const [a, b] = edits as [TextEdit, TextEdit];
      const over = transformEdit(b, a, "right");
      const first = applyEdit(text, a);
      const both = applyEdit(first, over);
      const gone = new Set([...deleted(a, text), ...deleted(b, text)]);
      const stayed = [...text].filter((letter) => !gone.has(letter));
      assertEquals(
        sorted(both),
        sorted([...stayed, ...inserted(a), ...inserted(b)]),
      );
      assertInOrder(first, both);
      assertInOrder(applyEdit(text, b), both);
      assertEquals(findFlaw(over, codePointLength(first)), null);
      assertEquals(
        growth(over),
        codePointLength(both) - codePointLength(first),
      );
    }),
    RUNS,
  );
});

Deno.test("[E12] composition is associative and does what its parts do in turn", () => {
  fc.assert(
    fc.property(
      length,
      arbitraryPlan,
      arbitraryPlan,
      arbitraryPlan,
      (length, p, q, r) => {
        const { text, edits: [a], edit } = editsOf(length, p);
        const first = applyEdit(text, a!), b = edit(q, first);
        const second = applyEdit(first, b), c = edit(r, second);
        assertEquals(applyEdit(text, composeEdits(a!, b)), second);
        assertEquals(
          composeEdits(composeEdits(a!, b), c),
          composeEdits(a!, composeEdits(b, c)),
        );
      },
    ),
    RUNS,
  );
});

Deno.test("[E12] what is transformed over a composition keeps the letters that it keeps over the parts in turn", () => {
  fc.assert(
    fc.property(
      length,
      arbitraryPlan,
      arbitraryPlan,
      arbitraryPlan,
      (length, p, q, r) => {
        const { text, edits: [a, mine], edit } = editsOf(length, p, r);
        const first = applyEdit(text, a!), b = edit(q, first);
        const now = applyEdit(first, b);
        const inTurn = [a!, b].reduce(
          (mine, over) => transformEdit(mine, over, "right"),
          mine!,
        );
        const atOnce = transformEdit(mine!, composeEdits(a!, b), "right");
        assertEquals(
          sorted(applyEdit(now, atOnce)),
          sorted(applyEdit(now, inTurn)),
        );
      },
    ),
    RUNS,
  );
});

Deno.test("[E12] inversion: an edit and its inverse, composed or in turn, are nothing", () => {
  fc.assert(
    fc.property(length, arbitraryPlan, (length, p) => {
      const { text, edits: [edit] } = editsOf(length, p);
      const inverse = invertEdit(edit!, text);
      assertEquals(applyEdit(applyEdit(text, edit!), inverse), text);
      assertEquals(applyEdit(text, composeEdits(edit!, inverse)), text);
    }),
    RUNS,
  );
});

Deno.test("[E12] an edit has one form, whatever parts it comes in, and is left as it came", () => {
  fc.assert(
    fc.property(length, arbitraryPlan, (length, p) => {
      const letters = alphabet(), text = letters(length);
      const parts = partsOf(p, text, letters);
      const before = structuredClone(parts);
      const normal = normalEdit(parts);
      assertEquals(parts, before);
      assertEquals(findFlaw(normal, length), null);
      assertEquals(sorted(inserted(normal)), sorted(inserted(parts)));
      for (const [i, part] of normal.entries()) {
        assertNotEquals(typeof part, typeof normal[i + 1]);
      }
      assertEquals(normalEdit(normal), normal);
    }),
    RUNS,
  );
});

Deno.test("[E12] what is committed has its one form", () => {
  const room = new TestRoom();
  room.send("u_ana", [{ op: "create", shape: { id: "t", type: "text" } }]);
  room.send("u_ana", [{ op: "text", id: "t", edit: ["a", "b"] }]);
  assertEquals(room.events.at(-1)!.ops, [
    { op: "text", id: "t", edit: ["ab"] },
  ]);
});
