/**
 * Laws of what comes of typing, whatever happens on the way (E9, E12, E19).
 */

import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { anySchedule, letter, play } from "../testing/typists.ts";

/** What is done to labels, whole. */
const WRITING = [
  ...["make", "create", "write", "put", "delete", "restore"] as const,
];

Deno.test("[E9, E12] [T41] in any schedule of typing, losses, reconnections and new beginnings all texts become equal, and every letter is there once unless it was deleted", async () => {
  await fc.assert(
    fc.asyncProperty(anySchedule("make", "restart"), async (steps) => {
      const { texts, typed, erased } = await play(steps);
      const expected = [...typed.keys()].filter((one) => !erased.has(one));
      const there = [...texts.join("")].filter((one) => typed.has(one));
      assertEquals(there.toSorted(), expected.toSorted());
    }),
    { numRuns: 200 },
  );
});

for (
  const [kind, where] of [
    ["refuse", "what is refused among others"],
    ["restart", "new beginnings"],
  ] as const
) {
  Deno.test(`[E12] [T41] nothing is guessed by what letters look like, over ${where}: where all are alike, the same ones stay`, async () => {
    await fc.assert(
      fc.asyncProperty(anySchedule("make", kind), async (steps) => {
        const alike = (n: number) => "ab"[n % 3 === 0 ? 1 : 0]!;
        const lookOf = new Map<string, string>();
        const { texts } = await play(steps, (n) => {
          lookOf.set(letter(n), alike(n));
          return letter(n);
        });
        const looks = texts.map((text) =>
          [...text].map((one) => lookOf.get(one)).join("")
        );
        assertEquals((await play(steps, alike)).texts, looks);
      }),
      { numRuns: 150 },
    );
  });
}

Deno.test("[E12] where nobody tells how the texts came about, and all letters differ, none is lost, doubled or kept", async () => {
  await fc.assert(
    fc.asyncProperty(
      anySchedule("make", "restart", "forget"),
      async (steps) => {
        const { texts, typed, erased } = await play(steps);
        const expected = [...typed.keys()].filter((one) => !erased.has(one));
        const there = [...texts.join("")].filter((one) => typed.has(one));
        assertEquals(there.toSorted(), expected.toSorted());
      },
    ),
    { numRuns: 200 },
  );
});

Deno.test("[E12, E19] whoever undoes and redoes, nobody else's letter goes, and none comes twice", async () => {
  const kinds = ["restart", "refuse", "undo", "redo"] as const;
  await fc.assert(
    fc.asyncProperty(anySchedule(...kinds), async (steps) => {
      const { texts, typed, erased } = await play(steps);
      const letters = [...texts.join("")];
      assertEquals(new Set(letters).size, letters.length);
      if (steps.some((step) => step.do === "refuse")) return;
      const turning = new Set(
        steps.flatMap((step) =>
          step.do === "undo" || step.do === "redo" ? [step.who] : []
        ),
      );
      const lost = [...typed].filter(([letter, who]) =>
        !turning.has(who) && !erased.has(letter) && !letters.includes(letter)
      );
      assertEquals(lost, []);
    }),
    { numRuns: 200 },
  );
});

for (
  const [what, kinds] of [
    ["whatever is done to the labels", WRITING],
    ["whatever is done to the labels and to the room", [
      ...WRITING,
      ...["restart", "refuse", "undo", "redo", "forget", "backup"] as const,
    ]],
  ] as const
) {
  Deno.test(`[E9, E12, E24] ${what}, all see the same, and no letter comes twice`, async () => {
    await fc.assert(
      fc.asyncProperty(anySchedule(...kinds), async (steps) => {
        const letters = [...(await play(steps)).texts.join("")];
        assertEquals(new Set(letters).size, letters.length);
      }),
      { numRuns: 200 },
    );
  });
}
