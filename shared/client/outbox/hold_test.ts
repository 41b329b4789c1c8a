import { assertEquals } from "@std/assert";
import { Hold } from "./hold.ts";

const full = { code: "unavailable", message: "the disk is full" } as const;

Deno.test("[E16] what is refused for now waits twice as long each time, and 10 s at most", () => {
  const hold = new Hold();
  const pauses = Array.from({ length: 7 }, () => hold.refused(full));
  assertEquals(pauses, [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  hold.over();
  assertEquals([hold.refused(full), hold.blocked?.reason], [500, full.message]);
});

Deno.test("[E16] what says itself when to come again is no trouble to be told of", () => {
  const hold = new Hold();
  const limit = { code: "limit", message: "slower", retryAfterMs: 70 } as const;
  assertEquals([hold.refused(limit), hold.blocked], [70, null]);
  assertEquals(hold.refused(full), 500);
});
