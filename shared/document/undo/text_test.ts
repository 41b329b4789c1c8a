/**
 * Undo of what was typed, by one person at several windows (E19).
 */

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { MAX_TEXT } from "../../schema/limits.ts";
import type { Op, OpResult } from "../../schema/op.ts";
import { textOf } from "../../schema/shape.ts";
import { inverse } from "./inverse.ts";
import { TestRoom } from "../testing/arbitraries.ts";

const [ANA, BEN] = ["u_ana", "u_ben"] as const;

/** A room with the text `ace` in it, by Ben: event 1. */
function roomWith(text: string): TestRoom {
  const room = new TestRoom();
  room.send(BEN, [{ op: "create", shape: { id: "t", type: "text", text } }]);
  return room;
}

const textIn = (room: TestRoom) => textOf(room.document.shapes.get("t")!.shape);

const edit = (...edit: (number | string | { d: number })[]): Op => ({
  op: "text",
  id: "t",
  edit,
});

/** What takes events back, as a window sees it that has come as far as `seen`. */
function undoOf(
  room: TestRoom,
  seqs: number | readonly number[],
  seen = room.document.seq,
): Op[] {
  const events = [seqs].flat().map((seq) => room.events[seq - 1]!);
  const before = room.states[events[0]!.seq - 1]!;
  return inverse(before, events, room.states[seen]!).ops;
}

/** Sends it, and tells what became of it. */
function send(
  room: TestRoom,
  userId: string,
  ops: readonly Op[],
): readonly OpResult[] {
  const decision = room.send(userId, ops);
  if (decision.kind === "refuse") throw new Error(decision.nack.message);
  return decision.results;
}

Deno.test("[E19] two windows undo the same typing at the same moment: one of them does", () => {
  const room = roomWith("ace");
  send(room, ANA, [edit(1, "B", { d: 1 })]);
  const here = undoOf(room, 2), there = undoOf(room, 2);
  assertEquals(send(room, ANA, here), ["ok"]);
  assertEquals(send(room, ANA, there), [{ skipped: ["t"] }]);
  assertEquals([textIn(room), room.document.seq], ["ace", 3]);
});

Deno.test("[E19] two windows redo the same undo at the same moment: one of them does", () => {
  const room = roomWith("ace");
  send(room, ANA, [edit(1, "B", { d: 1 })]);
  send(room, ANA, undoOf(room, 2));
  const here = undoOf(room, 3), there = undoOf(room, 3);
  assertEquals(send(room, ANA, here), ["ok"]);
  assertEquals(send(room, ANA, there), [{ skipped: ["t"] }]);
  assertEquals([textIn(room), room.document.seq], ["aBe", 4]);
});

Deno.test("[E19] of two undos with something in common the later one is skipped, whole", () => {
  const room = roomWith("ace");
  send(room, ANA, [edit(1, "B")]);
  send(room, ANA, [edit(3, "D")]);
  const both = undoOf(room, [2, 3]), one = undoOf(room, 3);
  assertEquals(send(room, ANA, one), ["ok"]);
  assertEquals(send(room, ANA, both), [{ skipped: ["t"] }]);
  assertEquals(textIn(room), "aBce");
});

Deno.test("[E19] an undo here and typing there merge, whoever is first", () => {
  for (const isUndoFirst of [true, false]) {
    const room = roomWith("ace");
    send(room, ANA, [edit(1, "B", { d: 1 })]);
    const undo = undoOf(room, 2);
    const typing: Op[] = [{ ...edit(3, "!"), base: 2 } as Op];
    for (const ops of isUndoFirst ? [undo, typing] : [typing, undo]) {
      assertEquals(send(room, ANA, ops), ["ok"]);
    }
    assertEquals(textIn(room), "ace!");
  }
});

Deno.test("[E19] undos of different typing at the same moment are both done", () => {
  const room = roomWith("ace");
  send(room, ANA, [edit(1, "B", { d: 1 })]);
  send(room, ANA, [edit(3, "f")]);
  const here = undoOf(room, 2), there = undoOf(room, 3);
  assertEquals(send(room, ANA, here), ["ok"]);
  assertEquals(send(room, ANA, there), ["ok"]);
  assertEquals(textIn(room), "ace");
});

Deno.test("[E19] what another window has undone already, one's own undo leaves", () => {
  const room = roomWith("ace");
  send(room, ANA, [edit(1, "B", { d: 1 })]);
  send(room, ANA, undoOf(room, 2));
  send(room, BEN, [edit(3, "!")]);
  assertEquals(undoOf(room, 2), []);
  assertEquals(textIn(room), "ace!");
});

Deno.test("[E19] what another window has undone and redone can be undone, among what others type", () => {
  const room = roomWith("ace");
  send(room, ANA, [edit(1, "B", { d: 1 })]);
  send(room, BEN, [edit("<")]);
  send(room, ANA, undoOf(room, 2));
  send(room, BEN, [edit(4, ">")]);
  send(room, ANA, undoOf(room, 4));
  assertEquals(textIn(room), "<aBe>");
  const undo = undoOf(room, 2);
  assertEquals(send(room, ANA, undo), ["ok"]);
  assertEquals(textIn(room), "<ace>");
  // And by the name of the redo, that is the same.
  assertEquals(undoOf(room, 6), []);
});

const replace = (text: string): Op => ({ op: "set", id: "t", props: { text } });

Deno.test("[E19] an undo puts no letters into a text that was replaced meanwhile", () => {
  for (const userId of [ANA, BEN]) {
    const room = roomWith("ace");
    send(room, ANA, [edit(1, "B", { d: 1 })]);
    const undo = undoOf(room, 2);
    send(room, userId, [replace("new")]);
    assertEquals(send(room, ANA, undo), [{ skipped: ["t"] }]);
    assertEquals(textIn(room), "new");
  }
});

Deno.test("[E19] what has no room in a text that others have filled is left, and that is told; the rest of the step is undone", () => {
  const room = roomWith("ace".repeat(MAX_TEXT / 5));
  const color: Op = { op: "set", id: "t", props: { color: "red" } };
  send(room, ANA, [edit(1, { d: 9 }), color]);
  const { length } = textIn(room)!;
  send(room, BEN, [edit("x".repeat(MAX_TEXT - 8 - length))]);
  const { ops, skipped } = inverse(
    room.states[1]!,
    room.events[1]!,
    room.document,
  );
  assertEquals(skipped, [{ id: "t", registers: ["text"] }]);
  send(room, ANA, ops);
  assertEquals(room.document.shapes.get("t")!.shape.color, "default");
  assertEquals(textIn(room)!.length, MAX_TEXT - 8);
});

Deno.test("[E19] typing in a text that was replaced since is left, and that is told", () => {
  for (const userId of [ANA, BEN]) {
    const room = roomWith("ace");
    send(room, ANA, [edit(1, "B", { d: 1 })]);
    send(room, userId, [replace("new")]);
    const { ops, skipped } = inverse(
      room.states[1]!,
      room.events[1]!,
      room.document,
    );
    assertEquals(ops, []);
    assertEquals(skipped, [{ id: "t", registers: ["text"] }]);
  }
});

Deno.test("[E19] what was deleted in two steps comes back once, whichever is undone first", () => {
  for (const seqs of [[2, 3], [3, 2]]) {
    const room = roomWith("ace");
    send(room, ANA, [edit(1, { d: 1 })]);
    send(room, ANA, [edit({ d: 2 })]);
    for (const seq of seqs) send(room, ANA, undoOf(room, seq));
    assertEquals(new Set(textIn(room)).size, textIn(room)!.length);
  }
});

const INTERRUPTED: [name: string, edits: [Op, Op, Op], text: string][] = [
  [
    "deleted forwards",
    [edit(1, { d: 1 }), edit(2, "X"), edit(1, { d: 1 })],
    "aceX",
  ],
  [
    "deleted backwards",
    [edit(2, { d: 1 }), edit("X"), edit(2, { d: 1 })],
    "Xace",
  ],
  [
    "typed and deleted with more than that",
    [edit(1, "yz"), edit("X"), edit(2, { d: 3 })],
    "Xace",
  ],
];

for (const [name, [first, between, then], text] of INTERRUPTED) {
  Deno.test(`[E19] what was ${name}, with somebody else's letter in between, is undone as one`, () => {
    const room = roomWith("ace");
    send(room, ANA, [first]);
    send(room, BEN, [between]);
    send(room, ANA, [then]);
    send(room, ANA, undoOf(room, [2, 4]));
    assertEquals(textIn(room), text);
  });
}

Deno.test("[E19] whichever of one's edits are undone, their letters go, what they deleted comes back in its order, and all else stays", () => {
  const edits = fc.array(
    fc.record({
      userId: fc.constantFrom(ANA, BEN),
      at: fc.nat(9),
      remove: fc.nat(3),
      insert: fc.nat(2),
      isUndone: fc.boolean(),
    }),
    { maxLength: 9 },
  );
  fc.assert(
    fc.property(edits, (edits) => {
      const old = "abcdef";
      const room = roomWith(old);
      // What stands at the end: unless it was typed by what is undone, or deleted by what is not.
      const expected = new Set(old);
      const undone: number[] = [];
      let next = 0x4e00;
      for (const { userId, at, remove, insert, isUndone } of edits) {
        const letters = [...textIn(room)!];
        const skip = Math.min(at, letters.length);
        const gone = letters.slice(skip, skip + remove);
        const typed = Array.from(
          { length: insert },
          () => String.fromCodePoint(next++),
        );
        if (gone.length + typed.length === 0) continue;
        send(room, userId, [edit(
          ...(skip > 0 ? [skip] : []),
          ...(insert > 0 ? [typed.join("")] : []),
          ...(gone.length > 0 ? [{ d: gone.length }] : []),
        )]);
        if (userId === ANA && isUndone) undone.push(room.document.seq);
        else {
          for (const letter of gone) expected.delete(letter);
          for (const letter of typed) expected.add(letter);
        }
      }
      if (undone.length === 0) return;
      const events = undone.map((seq) => room.events[seq - 1]!);
      const before = room.states[undone[0]! - 1]!;
      const { ops, skipped } = inverse(before, events, room.document);
      if (skipped.length > 0) return; // the text was replaced, whole
      send(room, ANA, ops);
      const text = [...textIn(room)!];
      assertEquals(text.toSorted(), [...expected].sort());
      const left = text.filter((letter) => old.includes(letter));
      assertEquals(left, left.toSorted());
    }),
    { numRuns: 500 },
  );
});

Deno.test("[E19] a text that looks as one's own edit had left it, and is made of another's letters, keeps those", () => {
  const room = roomWith("");
  send(room, ANA, [edit("ab")]);
  send(room, BEN, [edit(2, "b")]);
  send(room, ANA, [edit(1, { d: 1 })]);
  assertEquals(textIn(room), "ab");
  send(room, ANA, undoOf(room, 2));
  assertEquals(textIn(room), "b");
});

Deno.test("[E19] nobody's edits keep others from undoing, whatever they say of themselves", () => {
  const room = roomWith("ace");
  send(room, ANA, [edit(1, "B", { d: 1 })]);
  const undo = undoOf(room, 2);
  send(room, BEN, [{ ...edit(3, "!"), undoes: [2] } as Op]);
  assertEquals(send(room, ANA, undo), ["ok"]);
  assertEquals(textIn(room), "ace!");
});

Deno.test("[E19] an undo that was made of what is forgotten since is stale, even for who made the shape", () => {
  const room = new TestRoom();
  send(room, ANA, [{ op: "create", shape: { id: "t", type: "text" } }]);
  send(room, ANA, [edit("B")]);
  const [undo] = undoOf(room, 2);
  const decision = room.send(ANA, [{ ...undo, base: 0 } as Op]);
  assertEquals(decision.kind === "refuse" && decision.nack.code, "stale");
});

/** What happens: Ben types, or a window of Ana's turns her typing back or forth. */
const happening = fc.oneof(
  fc.record({ who: fc.constant(BEN), at: fc.nat(20), remove: fc.nat(1) }),
  fc.record({ who: fc.constant(ANA), lag: fc.nat(3), of: fc.nat(3) }),
);

Deno.test("[E19] windows that undo and redo the same typing at once never double a letter, nor leave half of it", () => {
  fc.assert(
    fc.property(
      fc.array(happening, { maxLength: 14 }),
      (happenings) => {
        const room = roomWith("abc");
        send(room, ANA, [edit(1, "XY", { d: 1 })]);
        // Places in the log of the typing, its undo, the redo of that, and so on.
        const turns = [2];
        let next = 0x4e00;
        for (const one of happenings) {
          const { seq } = room.document;
          if (one.who === BEN) {
            const length = [...textIn(room)!].length;
            const at = Math.min(one.at, length);
            const isAtOthers = /[XYabc]/.test([...textIn(room)!][at] ?? "X");
            const remove = isAtOthers ? 0 : one.remove;
            const letter = String.fromCodePoint(next++);
            const skip = at > 0 ? [at] : [];
            const gone = remove > 0 ? [{ d: 1 }] : [];
            send(room, BEN, [edit(...skip, letter, ...gone)]);
          } else {
            const of = turns.at(-1 - one.of) ?? 2;
            const seen = Math.max(of, seq - one.lag);
            const undo = undoOf(room, of, seen);
            if (undo.length === 0) continue;
            const [result] = send(room, ANA, undo);
            if (result === "ok") turns.push(room.document.seq);
          }
          const text = [...textIn(room)!];
          assertEquals(new Set(text).size, text.length, text.join(""));
          const isThere = (letter: string) => text.includes(letter);
          assertEquals(isThere("X"), isThere("Y"));
          assert(isThere("X") !== isThere("b"), text.join(""));
        }
      },
    ),
    { numRuns: 500 },
  );
});
