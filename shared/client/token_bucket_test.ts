import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { TokenBucket } from "./token_bucket.ts";

Deno.test("[limits] a bucket lets a burst pass, then its rate", () => {
  const bucket = new TokenBucket({ perSecond: 2, burst: 3 }, 0);
  assertEquals([0, 0, 0, 0].map((at) => bucket.take(at)), [0, 0, 0, 500]);
  assertEquals(bucket.take(499), 1);
  assertEquals(bucket.take(500), 0);
  assertEquals(bucket.take(10_000), 0);
  assert(!bucket.isFull(10_000));
  assert(bucket.isFull(10_500));
});

Deno.test("[limits] no time lets more pass than the burst and the rate, and waiting as told always helps", () => {
  fc.assert(fc.property(
    fc.record({
      perSecond: fc.integer({ min: 1, max: 1_000 }),
      burst: fc.integer({ min: 1, max: 300 }),
    }),
    fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 500 }),
    (rate, waits) => {
      const bucket = new TokenBucket(rate, 0);
      let at = 0, passed = 0;
      for (const wait of waits) {
        at += wait;
        if (bucket.take(at) === 0) passed++;
      }
      assert(passed <= rate.burst + at * rate.perSecond / 1_000 + 0.01);
      const told = bucket.take(at);
      if (told > 0) assertEquals(bucket.take(at + told), 0);
    },
  ));
});

Deno.test("[limits] a clock that jumps back neither fills nor blocks a bucket", () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 1 }, 1_000_000);
  assertEquals(bucket.take(1_000_000), 0);
  assertEquals(bucket.take(5), 100);
  assertEquals(bucket.take(105), 0);
});

Deno.test("[limits] spending more than there is takes as long as it takes to come", () => {
  const bucket = new TokenBucket({ perSecond: 100, burst: 50 }, 0);
  assertEquals(bucket.spend(50, 0), 0);
  assertEquals(bucket.spend(10, 0), 100);
  assertEquals(bucket.spend(0, 50), 50);
  assertEquals(bucket.spend(0, 100), 0);
});
