import { deepEqual, ok } from "node:assert/strict";
import { changesDue, type Due } from "./beat.ts";

/** The first so many changes. */
function take(changes: Generator<Due, never>, count: number): Due[] {
  return Array.from({ length: count }, () => changes.next().value);
}

Deno.test("each member's changes come at the same distance for ever, and all of them in order", () => {
  const changes = take(changesDue("r0", 50, 100), 50 * 1_000);
  changes.slice(1).forEach(({ at }, i) => ok(at >= changes[i]!.at));
  for (let member = 0; member < 50; member++) {
    const times = changes.filter((due) => due.member === member)
      .map(({ at }) => at);
    ok(times.length === 1_000 && times[0]! >= 0 && times[0]! < 100);
    times.slice(1).forEach((at, i) => {
      ok(Math.abs(at - times[i]! - 100) < 1e-6);
    });
  }
});

Deno.test("members begin at different moments, the same for everybody who is measured, others in another room", () => {
  const firsts = (room: string) => take(changesDue(room, 50, 100), 50);
  ok(new Set(firsts("r0").map(({ at }) => at)).size === 50);
  deepEqual(firsts("r0"), firsts("r0"));
  const others = new Set(firsts("r1").map(({ at }) => at));
  ok(firsts("r0").every(({ at }) => !others.has(at)));
});

Deno.test("a tenth of the time has a tenth of the changes, give or take what chance does", () => {
  for (const room of ["r0", "r1", "warm-up"]) {
    const tenths = new Array(10).fill(0);
    for (const { at } of take(changesDue(room, 200, 100), 200)) {
      tenths[Math.floor(at / 10)]++;
    }
    ok(tenths.every((count) => count >= 8 && count <= 35), `${tenths}`);
  }
});
