import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DEFAULT_LIMITS } from "../../../shared/schema/limits.ts";
import { FloodGuard, type Toll } from "./flood_guard.ts";

/** How many of 100,000 messages pass at one instant. */
const passed = (guard: FloodGuard, toll: Toll) => {
  let count = 0;
  while (count < 100_000 && guard.take(toll, 0) === null) count++;
  return count;
};

Deno.test("[limits] presence passes at its rate, and no message is refused before its own limit is", () => {
  const guard = new FloodGuard(DEFAULT_LIMITS, 0);
  assertEquals(passed(guard, "presence"), 2 * DEFAULT_LIMITS.presencePerSecond);
  assertEquals(passed(guard, "tx"), DEFAULT_LIMITS.txBurst);
  assert(passed(guard, "message") > DEFAULT_LIMITS.txBurst);
  const refusal = guard.take("presence", 0);
  assertEquals(refusal?.retryAfterMs, 50);
  assertStringIncludes(refusal!.message, "the limit is 20 a second");
});

Deno.test("[limits] warnings end in closing, and are forgotten with time", () => {
  const guard = new FloodGuard(DEFAULT_LIMITS, 0);
  for (let i = 0; i < 400; i++) assert(!guard.warn(0));
  assert(guard.warn(0));
  assert(!guard.warn(1_000));
});
