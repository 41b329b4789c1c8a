import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { fuzzyScore } from "./fuzzy.ts";

for (
  const [typed, better, worse] of [
    ["zf", "zoom-fit", "zoom-in-farther-off"],
    ["un", "undo", "group-union"],
    ["fit", "zoom-fit", "find-it"],
    ["in", "zoom-in", "line"],
    ["color", "color", "colors-of-all"],
  ] as const
) {
  Deno.test(`[T17] "${typed}" means ${better} rather than ${worse}`, () => {
    assert(fuzzyScore(typed, better)! > fuzzyScore(typed, worse)!);
  });
}

Deno.test("[T17] letters in another order, or missing, are no match", () => {
  assertEquals(fuzzyScore("fz", "zoom-fit"), null);
  assertEquals(fuzzyScore("zoomfits", "zoom-fit"), null);
  assertEquals(fuzzyScore("a", ""), null);
});

Deno.test("[T17] capitals and spaces don't count", () => {
  assertEquals(
    fuzzyScore("Zoom Fit", "zoom-fit"),
    fuzzyScore("zoomfit", "zoom-fit"),
  );
});

Deno.test("[T17] whatever letters are left out of a text, the rest finds it", () => {
  fc.assert(fc.property(
    fc.stringMatching(/^[a-z-]{1,20}$/),
    fc.infiniteStream(fc.boolean()),
    (text, keeps) => {
      const typed = [...text].filter(() => keeps.next().value).join("");
      const score = fuzzyScore(typed, text);
      assert(score !== null && score <= fuzzyScore(text, text)!);
    },
  ));
});
