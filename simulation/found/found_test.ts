/** Schedules that once failed, as small as they got: what was wrong, and where it is right now. */

import { assertEquals } from "@std/assert";
import type { Plan } from "../plan.ts";
import { runPlan } from "../run.ts";
import credited from "./another_windows_event.json" with { type: "json" };
import absorbed from "./absorbed_in_another_life.json" with { type: "json" };
import onItsWay from "./content_with_an_edit_on_its_way.json" with {
  type: "json",
};
import stalled from "./cursor_after_a_stall.json" with { type: "json" };
import deleted from "./letter_deleted_on_the_way.json" with { type: "json" };
import replaced from "./undo_of_a_replaced_text.json" with { type: "json" };
import foreseen from "./foreseen_wrongly.json" with { type: "json" };
import gone from "./undo_of_what_is_all_gone.json" with { type: "json" };
import typing from "./typing_over_a_restore.json" with { type: "json" };
import order from "./answered_out_of_order.json" with { type: "json" };
import kept from "./undo_kept_over_a_backup.json" with { type: "json" };
import place from "./undo_of_a_place_in_another_life.json" with {
  type: "json",
};
import started from "./started_as_another_greets.json" with { type: "json" };
import told from "./told_before_its_answer.json" with { type: "json" };
import outlived from "./greeting_outlives_its_process.json" with {
  type: "json",
};
import elsewhere from "./line_said_elsewhere_just_before.json" with {
  type: "json",
};
import failed from "./undo_that_failed_while_it_was_answered.json" with {
  type: "json",
};
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
    "[E19, E24] an undo that outlived its process and the room's life touches nothing there",
    kept,
  ],
  [
    "[P7, P14] who has read nothing for a while sees cursors where they are, once they read on",
    stalled,
  ],
  [
    "[E19, E24] a place in the log of an earlier life of the room is another's by now: undo leaves it",
    place,
  ],
  [
    "[E16, E21] what is answered before something earlier is pending no longer",
    order,
  ],
  [
    "[E19] a window that is told the head for what came to nothing does not undo what stands there",
    credited,
  ],
  [
    "[E12] a letter of an edit on its way, deleted before that has its place, is gone wherever it comes to stand",
    deleted,
  ],
  [
    "[E12] what was typed on waits, as it was made, until it is known whether the content holds the edit before it",
    onItsWay,
  ],
  [
    "[E12] what was typed into a text of one's own stays as it was made, though its writing seemed refused",
    foreseen,
  ],
  [
    "[E12, E21] an edit that another server committed is not taken for another's",
    told,
  ],
  [
    "[E19] of an undo and a replacement at two windows only one brings letters back",
    replaced,
  ],
  [
    "[E19] what was undone out of its order comes back once",
    gone,
  ],
  [
    "[P1, E21] a process that follows, in the same millisecond, one which said hello to another server stays connected",
    started,
  ],
  [
    "[E19, E22] an undo that failed, since the log was trimmed, while its step was answered does not keep the next one waiting",
    failed,
  ],
  [
    "[P10, E21] a line that was said on another server just before one that was said here is heard here",
    elsewhere,
  ],
  [
    "[P1] a greeting on a line that broke, which arrives after that of its client's next process, comes to nothing",
    outlived,
  ],
];

for (const [title, plan] of FOUND) {
  Deno.test(title, async () => {
    const { violation } = await runPlan(plan as Plan);
    assertEquals(violation, null);
  });
}
