/** Schedules that once failed, as small as they got: what was wrong, and where it is right now. */

import { assertEquals } from "@std/assert";
import type { Plan } from "../plan.ts";
import { runPlan } from "../run.ts";
import credited from "./another_windows_event.json" with { type: "json" };
import absorbed from "./absorbed_in_another_life.json" with { type: "json" };
import typing from "./typing_over_a_restore.json" with { type: "json" };
import undo from "./undo_in_another_life.json" with { type: "json" };

const FOUND: [title: string, plan: unknown][] = [
  [
    "[E12] typing that was refused as stale goes again when it can, not when its author does something else",
    typing,
  ],
  [
    "[E24] what the last content held before a backup took its place is sent again",
    absorbed,
  ],
  [
    "[E19, E24] an undo that waited while a backup took the room's place touches nothing there",
    undo,
  ],
  [
    "[E19] a window that is told the head for what came to nothing does not undo what stands there",
    credited,
  ],
];

for (const [title, plan] of FOUND) {
  Deno.test(title, async () => {
    const { violation } = await runPlan(plan as Plan);
    assertEquals(violation, null);
  });
}
