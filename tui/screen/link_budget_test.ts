import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import { LinkBudget } from "./link_budget.ts";

/** Sends frames that use what they may, of `wanted` bytes at most. */
function send(
  budget: LinkBudget,
  { frames, wanted, latency, bytesPerSecond }: {
    frames: number;
    wanted: number;
    latency: number;
    bytesPerSecond: number;
  },
): number[] {
  return Array.from({ length: frames }, () => {
    const bytes = Math.min(wanted, budget.bytes);
    budget.answered(bytes, latency + bytes / bytesPerSecond * 1_000);
    return bytes;
  });
}

Deno.test("[T45] at 2 KB/s, frames come down to what is there within half a second", () => {
  const budget = new LinkBudget();
  budget.answered(30, 55);
  const frames = send(budget, {
    frames: 20,
    wanted: 8_000,
    latency: 40,
    bytesPerSecond: 2_000,
  });
  for (const bytes of frames.slice(1)) assertLessOrEqual(bytes, 850);
  assert(frames.slice(1).reduce((sum, bytes) => sum + bytes) / 19 > 512);
});

Deno.test("[R43] a link that is only far away has no limit", () => {
  const budget = new LinkBudget();
  budget.answered(30, 700);
  send(budget, {
    frames: 20,
    wanted: 20_000,
    latency: 700,
    bytesPerSecond: 1_000_000,
  });
  assertEquals(budget.bytes, Infinity);
});

Deno.test("[R43] once slow is not slow for ever", () => {
  const budget = new LinkBudget();
  budget.answered(30, 5);
  budget.answered(4_000, 3_000);
  assert(budget.bytes < 1_000);
  send(budget, {
    frames: 8,
    wanted: 20_000,
    latency: 5,
    bytesPerSecond: 1_000_000,
  });
  assertEquals(budget.bytes, Infinity);
});

Deno.test("[R43] small frames that come late, as on a busy machine, limit nothing", () => {
  const budget = new LinkBudget();
  budget.answered(30, 5);
  budget.answered(60, 900);
  assertEquals(budget.bytes, Infinity);
});
