import { assertEquals } from "@std/assert";
import { clockWords } from "./clock_words.ts";

const time = (day: number, hour: number, minute: number) =>
  new Date(2026, 10, day, hour, minute).getTime();

Deno.test("[T14] what was said today has a clock time, else a day, too", () => {
  assertEquals(clockWords(time(21, 9, 5), time(21, 23, 59)), "09:05");
  assertEquals(clockWords(time(20, 23, 59), time(21, 0, 0)), "Nov 20 23:59");
});
