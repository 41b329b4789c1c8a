import { assertEquals } from "@std/assert";
import { clip, fitWords, lastCells } from "./fit_words.ts";

Deno.test("[T10] words of low rank give way, the others keep their order", () => {
  const words = [
    { text: "tool", rank: 1 },
    { text: "place", rank: 2 },
    { text: "", rank: 0 },
    { text: "state", rank: 0 },
  ];
  const fit = (columns: number) =>
    fitWords(words, columns, 1).map(({ text }) => text);
  assertEquals(fit(16), ["tool", "place", "state"]);
  assertEquals(fit(15), ["tool", "state"]);
  assertEquals(fit(5), ["state"]);
  assertEquals(fit(4), []);
});

for (
  const [line, columns, clipped] of [
    ["hello", 5, "hello"],
    ["hello", 4, "hel~"],
    ["漢字漢", 5, "漢字~"],
    ["漢字漢", 4, "漢~"],
    ["hello", 0, ""],
  ] as const
) {
  Deno.test(`[T10] "${line}" in ${columns} cells is "${clipped}"`, () => {
    assertEquals(clip(line, columns), clipped);
  });
}

for (
  const [line, columns, end] of [
    ["hello", 5, "hello"],
    ["hello", 2, "lo"],
    ["a漢字", 3, "字"],
    ["", 3, ""],
    ["hello", 0, ""],
  ] as const
) {
  Deno.test(`[T10] the end of "${line}" in ${columns} cells is "${end}"`, () => {
    assertEquals(lastCells(line, columns), end);
  });
}
