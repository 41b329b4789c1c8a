import { assertEquals } from "@std/assert";
import { agoWords } from "./ago.ts";

const MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

for (
  const [seconds, words] of [
    [-5, "just now"],
    [0, "just now"],
    [1, "1 s ago"],
    [59, "59 s ago"],
    [3 * MINUTE, "3 min ago"],
    [2 * HOUR, "2 h ago"],
    [DAY, "1 day ago"],
    [6 * DAY, "6 days ago"],
    [45 * DAY, "1 month ago"],
    [800 * DAY, "2 years ago"],
  ] as const
) {
  Deno.test(`[T15] ${seconds} s are ${words}`, () => {
    assertEquals(agoWords(1_000_000, 1_000_000 + seconds * 1_000), words);
  });
}
