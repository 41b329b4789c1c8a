/**
 * What others do while an undo is on its way: it is made of what was there before that.
 */

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { registersOf } from "../../schema/shape.ts";
import { type Document, stampOf } from "../document.ts";
import { arbitrarySteps, TestRoom } from "../testing/arbitraries.ts";
import {
  BOX,
  draw,
  erase,
  inverseIn,
  paint,
  revive,
  roomWith,
} from "../testing/undoing.ts";
import { inverse } from "./inverse.ts";

Deno.test("[E19] what others do while an undo is on its way is spared by `only`", () => {
  const room = roomWith(["u_ana", draw("a")], ["u_ana", paint("red")]);
  const { ops } = inverseIn(room, 2);
  room.send("u_ben", [paint("blue")]);
  const decision = room.send("u_ana", ops);
  assertEquals(decision, {
    kind: "nothing",
    results: [{ skipped: ["color"] }],
  });
});

Deno.test("[E19] what somebody else brings back while an undo is under way is theirs", () => {
  const room = roomWith(
    ["u_ana", draw("a")],
    ["u_ana", paint("red"), erase("a")],
  );
  const { ops } = inverseIn(room, 2);
  room.send("u_ben", [revive("a")]);
  const before = stampOf(room.document.shapes.get("a")!, "color");
  room.send("u_ana", ops);
  assertEquals(stampOf(room.document.shapes.get("a")!, "color"), before);
});

const tied = { id: "b", side: "left", ratio: 0.5 } as const;

for (const end of ["start", "end"] as const) {
  Deno.test(`[E19] [E13] a shape that another ties a ${end} to while its creation is taken back stays`, () => {
    const room = roomWith(
      ["u_ana", BOX],
      ["u_ben", draw("d", "line")],
    );
    const { ops } = inverseIn(room, 1);
    room.send("u_ben", [{ op: "set", id: "d", props: { [end]: tied } }]);
    assertEquals(room.send("u_ana", ops), {
      kind: "nothing",
      results: [{ skipped: ["b"] }],
    });
  });

  Deno.test(`[E19] [E11] a ${end} is not tied again while another writes the line's points`, () => {
    const room = roomWith(
      ["u_ana", BOX, {
        op: "create",
        shape: { id: "d", type: "line", [end]: tied },
      }],
      ["u_ana", { op: "set", id: "d", props: { [end]: null } }],
    );
    const { ops } = inverseIn(room, 2);
    const points: [number, number][] = [[0, 0], [9, 9]];
    room.send("u_ben", [{ op: "set", id: "d", props: { points } }]);
    assertEquals(room.send("u_ana", ops), {
      kind: "nothing",
      results: [{ skipped: [end] }],
    });
  });
}

/** Registers of living shapes, by the event that wrote them last. */
function writersIn(document: Document): Map<string, number> {
  const writers = new Map<string, number>();
  for (const [id, record] of document.shapes) {
    for (const register of registersOf(record.shape.type).keys()) {
      // Edits of texts merge.
      if (register === "text") continue;
      writers.set(`${id} ${register}`, stampOf(record, register).seq);
    }
  }
  return writers;
}

Deno.test("[E19] an undo changes nothing that others wrote since, nor while it was on its way", () => {
  fc.assert(
    fc.property(
      arbitrarySteps,
      fc.nat(),
      fc.array(fc.nat(), { maxLength: 4 }),
      fc.nat(6),
      (steps, n, more, lag) => {
        const room = TestRoom.of(steps);
        if (room.events.length === 0) return;
        const first = 1 + n % room.events.length;
        const { userId } = room.events[first - 1]!;
        const isTheirs = ({ seq }: { seq: number }) =>
          room.events[seq - 1]!.userId !== userId;
        const made = Math.max(first, room.document.seq - lag);
        // One's own work waits for the answer.
        fc.pre(room.events.slice(made).every(isTheirs));
        const taken = more.map((n) =>
          room.events[first - 1 + n % (made - first + 1)]!
        )
          .filter((event) => !isTheirs(event));
        const events = [...new Set([room.events[first - 1]!, ...taken])]
          .sort((a, b) => a.seq - b.seq);
        const { ops } = inverse(
          room.states[first - 1]!,
          events,
          room.states[made]!,
        );
        if (ops.length === 0) return;
        const before = room.document;
        room.send(userId, ops, { base: made });
        const after = writersIn(room.document);
        for (const [what, seq] of writersIn(before)) {
          if (seq > first && isTheirs({ seq })) {
            assertEquals(
              after.get(what),
              seq,
              what,
            );
          }
        }
        for (const [id, { seq }] of before.tombstones) {
          if (seq > first && isTheirs({ seq })) {
            assert(
              room.document.tombstones.has(id),
            );
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});
