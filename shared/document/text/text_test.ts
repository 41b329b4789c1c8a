import { assert, assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import type { Op, TextEdit } from "../../schema/op.ts";
import { MAX_TEXT } from "../../schema/limits.ts";
import { textOf } from "../../schema/shape.ts";
import { TestRoom } from "../testing/arbitraries.ts";
import { diffText } from "./diff.ts";
import { applyEdit } from "./edit.ts";
import { changesSince, MAX_KEPT_CHANGES, squashedSince } from "./history.ts";

function roomWithText(text: string): TestRoom {
  const room = new TestRoom();
  const op: Op = { op: "create", shape: { id: "t", type: "text", text } };
  room.send("u_ana", [op]);
  return room;
}

function current(room: TestRoom): string | null {
  return textOf(room.document.shapes.get("t")!.shape);
}

const arbitraryText = fc.array(
  fc.constantFrom("a", "é", "漢", "🙂", "\n", " "),
  { maxLength: 12 },
).map((parts) => parts.join(""));

interface Keystroke {
  readonly user: number;
  readonly lag: number;
  readonly at: number;
  readonly remove: number;
  readonly insert: number;
}

const keystrokes: fc.Arbitrary<Keystroke[]> = fc.array(
  fc.record({
    user: fc.nat(2),
    lag: fc.nat(6),
    at: fc.nat(100),
    remove: fc.nat(2),
    insert: fc.nat(3),
  }),
  { maxLength: 30, size: "max" },
);

Deno.test("[P4] a text's past in few edits leads to the text as it is; one's own edits stand alone in it", () => {
  fc.assert(fc.property(keystrokes, fc.nat(), (strokes, n) => {
    const room = roomWithText("");
    const texts = [null, current(room)!];
    const own = new Set<number>();
    for (const { user, at, insert } of strokes) {
      const length = [...current(room)!].length;
      const skip = at % (length + 1);
      const edit: TextEdit = insert === 0 && skip < length
        ? [...skip > 0 ? [skip] : [], { d: 1 }]
        : [...skip > 0 ? [skip] : [], "xyz".slice(0, insert + 1)];
      room.send(`u_${user}`, [{ op: "text", id: "t", edit }]);
      texts.push(current(room)!);
      if (user === 0) own.add(room.document.seq);
    }
    const base = 1 + n % room.document.seq;
    const record = room.document.shapes.get("t")!;
    const past = squashedSince(record, base, own)!;
    let text = texts[base]!;
    for (const [seq, edit] of past) {
      text = applyEdit(text, edit);
      assertEquals(text, texts[seq]);
    }
    assertEquals(text, current(room));
    const after = [...own].filter((seq) => seq > base);
    assertEquals(past.map(([seq]) => seq).filter((seq) => own.has(seq)), after);
    assert(past.length <= 2 * after.length + 1);
  }));
});

Deno.test("[E12] diffText leads from one text to the other and ends with no skip", () => {
  fc.assert(fc.property(arbitraryText, arbitraryText, (before, after) => {
    const edit = diffText(before, after);
    assertEquals(applyEdit(before, edit), after);
    assert(typeof edit.at(-1) !== "number");
  }));
});

Deno.test("[E12] diffText keeps as much as two texts have in common in one order", () => {
  const common = ([a, ...as]: string[], [b, ...bs]: string[]): number =>
    a === undefined || b === undefined
      ? 0
      : a === b
      ? 1 + common(as, bs)
      : Math.max(common(as, [b, ...bs]), common([a, ...as], bs));
  const text = fc.array(fc.constantFrom("a", "é", "🙂"), { maxLength: 7 });
  fc.assert(fc.property(text, text, (before, after) => {
    const edit = diffText(before.join(""), after.join(""));
    const kept = after.length -
      edit.flatMap((part) => typeof part === "string" ? [...part] : []).length;
    assertEquals(kept, common(before, after));
  }));
});

const long = Array.from(
  { length: 5_000 },
  (_, i) => String.fromCodePoint(0x4e00 + i),
).join("");
const [front, back] = [long.slice(0, 2_500), long.slice(2_500)];

const LONG: [place: string, after: string, edit: TextEdit][] = [
  ["the front", `x${long}`, ["x"]],
  ["the middle", `${front}x${back}`, [2_500, "x"]],
  ["the end", `${long}x`, [5_000, "x"]],
];

for (const [place, after, edit] of LONG) {
  Deno.test(`[E12] in a long text, too, a letter more at ${place} is all that differs`, () => {
    assertEquals(diffText(long, after), edit);
    const shorter = edit.map((part) => part === "x" ? { d: 1 } : part);
    assertEquals(diffText(after, long), shorter);
  });
}

Deno.test("[E12] every code point typed is there exactly once unless somebody deleted it", () => {
  fc.assert(fc.property(keystrokes, (strokes) => {
    const room = roomWithText("");
    const texts = [null, current(room)!];
    const lastOf = new Map<number, number>();
    const typed = new Set<string>(), deleted = new Set<string>();
    // Every other one is outside of the BMP, so that a split surrogate would show.
    let next = 0;
    const fresh = () =>
      String.fromCodePoint((next++ % 2 ? 0x20000 : 0x4e00) + next);
    for (const { user, lag, at, remove, insert } of strokes) {
      const base = Math.max(1, lastOf.get(user) ?? 1, room.document.seq - lag);
      const seen = [...texts[base]!];
      const from = at % (seen.length + 1);
      const gone = seen.slice(from, from + remove);
      const added = Array.from({ length: insert }, fresh);
      const edit: TextEdit = [];
      if (from > 0) edit.push(from);
      if (added.length > 0) edit.push(added.join(""));
      if (gone.length > 0) edit.push({ d: gone.length });
      if (added.length + gone.length === 0) continue;
      const decision = room.send(`u_${user}`, [
        { op: "text", id: "t", base, edit },
      ]);
      assert(decision.kind !== "refuse");
      if (decision.kind === "commit") {
        texts.push(current(room)!);
        lastOf.set(user, room.document.seq);
      }
      for (const point of added) typed.add(point);
      for (const point of gone) deleted.add(point);
    }
    const points = [...current(room)!];
    assertEquals(
      points.sort(),
      [...typed].filter((point) => !deleted.has(point)).sort(),
    );
  }));
});

Deno.test("[E9] a whole replacement deletes what it saw; what others type comes after it", () => {
  const room = roomWithText("hello");
  room.send("u_ben", [{ op: "set", id: "t", props: { text: "bye" } }]);
  room.send("u_ana", [{ op: "text", id: "t", base: 1, edit: [5, " all"] }]);
  assertEquals(current(room), "bye all");
});

Deno.test("[E12] of two insertions at one place the committed one stands left", () => {
  const room = roomWithText("><");
  room.send("u_ben", [{ op: "text", id: "t", base: 1, edit: [1, "first"] }]);
  room.send("u_ana", [{ op: "text", id: "t", base: 1, edit: [1, "later"] }]);
  assertEquals(current(room), ">firstlater<");
});

Deno.test("[E12] the event carries the transformed edit", () => {
  const room = roomWithText("hello");
  room.send("u_ben", [{ op: "text", id: "t", edit: ["oh "] }]);
  room.send("u_ana", [{ op: "text", id: "t", base: 1, edit: [5, "!"] }]);
  assertEquals(room.events.at(-1)!.ops, [
    { op: "text", id: "t", edit: [8, "!"] },
  ]);
});

Deno.test("[E12] an edit of what somebody deleted meanwhile has no effect and no event", () => {
  const room = roomWithText("hello");
  room.send("u_ben", [{ op: "text", id: "t", edit: [{ d: 5 }] }]);
  const decision = room.send("u_ana", [
    { op: "text", id: "t", base: 1, edit: [{ d: 3 }] },
  ]);
  assertEquals(decision, { kind: "nothing", results: ["ok"] });
});

Deno.test("[E12] who creates a label may type on before hearing of its creation", () => {
  const room = new TestRoom();
  room.send("u_ana", [
    { op: "create", shape: { id: "t", type: "text", text: "a" } },
  ], { base: 0 });
  room.send("u_ana", [{ op: "text", id: "t", edit: [1, "b"] }], { base: 0 });
  assertEquals(current(room), "ab");
});

Deno.test("[E12] within a transaction, an edit is of what the transaction wrote", () => {
  const room = roomWithText("old");
  room.send("u_ben", [{ op: "text", id: "t", edit: ["very "] }]);
  room.send("u_ana", [
    { op: "set", id: "t", props: { text: "new" } },
    { op: "text", id: "t", edit: [3, "er"] },
  ], { base: 1 });
  assertEquals(current(room), "newer");
});

const BAD_EDITS: [name: string, edit: TextEdit, path: string][] = [
  ["a trailing skip", ["x", 2], "ops.0.edit.1"],
  ["two skips in a row", ["x", 1, 1, "y"], "ops.0.edit.2"],
  ["a skip beyond the end", [6, "x"], "ops.0.edit.0"],
  ["a deletion beyond the end", [4, { d: 2 }], "ops.0.edit.1"],
  ["half a surrogate pair", ["\ud83d"], "ops.0.edit.0"],
  ["an escape sequence", [1, "\u001b[2J"], "ops.0.edit.1"],
  ["a bidi control", ["\u202e"], "ops.0.edit.0"],
  ["a fraction", [0.5, "x"], "ops.0.edit.0"],
  ["a negative deletion", [{ d: -1 }], "ops.0.edit.0"],
  ["2^53", [2 ** 53, "x"], "ops.0.edit.0"],
];

for (const [name, edit, path] of BAD_EDITS) {
  Deno.test(`[E12] an edit with ${name} is invalid, and it says where`, () => {
    const room = roomWithText("hello");
    const decision = room.send("u_ben", [{ op: "text", id: "t", edit }]);
    assert(decision.kind === "refuse");
    assertEquals([decision.nack.code, decision.nack.path], ["invalid", path]);
  });
}

/** Lists that parse as edits, in whatever order their parts stand. */
const anyEdit: fc.Arbitrary<TextEdit> = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 4 }),
    fc.constantFrom("x", "漢🙂"),
    fc.record({ d: fc.integer({ min: 1, max: 3 }) }),
  ),
  { minLength: 1, maxLength: 6 },
);

Deno.test("[E12] whatever can be read as an edit is taken, or refused with its place", () => {
  fc.assert(fc.property(anyEdit, anyEdit, (first, second) => {
    const room = roomWithText("hello");
    for (const edit of [first, second]) {
      const decision = room.send("u_ben", [{ op: "text", id: "t", edit }], {
        base: 1,
      });
      if (decision.kind !== "refuse") continue;
      assertMatch(decision.nack.path ?? "", /^ops\.0\.edit\.\d$/);
    }
  }));
});

Deno.test("[E12] bounds are those of the text at the base, not of the text as it is", () => {
  const room = roomWithText("hello");
  room.send("u_ben", [{ op: "text", id: "t", edit: [{ d: 5 }] }]);
  room.send("u_ana", [{ op: "text", id: "t", base: 1, edit: [5, "!"] }]);
  assertEquals(current(room), "!");
  const beyond = room.send("u_ana", [
    { op: "text", id: "t", base: 1, edit: [6, "!"] },
  ]);
  assertEquals(beyond.kind, "refuse");
});

Deno.test("[E12] a text grows to its limit and no further, but can always shrink", () => {
  const room = roomWithText("x".repeat(MAX_TEXT));
  const more = room.send("u_ana", [{ op: "text", id: "t", edit: ["y"] }]);
  assert(more.kind === "refuse");
  assertEquals([more.nack.code, more.nack.path], ["limit", "ops.0.edit"]);
  const swap: TextEdit = ["y", { d: 1 }];
  const same = room.send("u_ana", [{ op: "text", id: "t", edit: swap }]);
  assertEquals(same.kind, "commit");
});

Deno.test("[E12] one text op a label and transaction", () => {
  const room = roomWithText("hello");
  const decision = room.send("u_ana", [
    { op: "text", id: "t", edit: ["a"] },
    { op: "text", id: "t", edit: ["b"] },
  ]);
  assert(decision.kind === "refuse");
  assertEquals([decision.nack.code, decision.nack.path], [
    "invalid",
    "ops.1.id",
  ]);
});

Deno.test("[E12] a base older than what is kept is stale, with the text as it is", () => {
  const room = roomWithText("");
  for (let i = 0; i <= MAX_KEPT_CHANGES; i++) {
    room.send("u_ben", [{ op: "text", id: "t", edit: ["x"] }]);
  }
  const decision = room.send("u_ana", [
    { op: "text", id: "t", base: 1, edit: ["y"] },
  ]);
  assert(decision.kind === "refuse");
  const { code, path, seq, current: now } = decision.nack;
  assertEquals([code, path, seq], ["stale", "ops.0.base", room.document.seq]);
  assertEquals(now, [{
    id: "t",
    register: "text",
    seq: room.document.seq,
    userId: "u_ben",
    value: { text: "x".repeat(MAX_KEPT_CHANGES + 1) },
  }]);
  const record = room.document.shapes.get("t")!;
  assertEquals(changesSince(record, 2)?.length, MAX_KEPT_CHANGES);
});

Deno.test("[E12] a base before a deletion and a restore is stale", () => {
  const room = roomWithText("hello");
  room.send("u_ana", [{ op: "delete", ids: ["t"] }]);
  room.send("u_ana", [{ op: "restore", id: "t" }]);
  const op: Op = { op: "text", id: "t", base: 1, edit: ["x"] };
  const decision = room.send("u_ana", [op]);
  assertEquals(decision.kind === "refuse" && decision.nack.code, "stale");
});

Deno.test("[E12] a base beyond the head is invalid", () => {
  const room = roomWithText("hello");
  const op: Op = { op: "text", id: "t", base: 9, edit: ["x"] };
  const decision = room.send("u_ana", [op]);
  assertEquals(decision.kind === "refuse" && decision.nack.path, "ops.0.base");
});

Deno.test("[E12] an edit of a dead label is dropped, of a stroke invalid", () => {
  const room = roomWithText("hello");
  room.send("u_ana", [
    { op: "delete", ids: ["t"] },
    { op: "create", shape: { id: "d", type: "pencil" } },
  ]);
  const edit: TextEdit = ["x"];
  const dropped = room.send("u_ben", [{ op: "text", id: "t", base: 1, edit }]);
  assertEquals(dropped, { kind: "nothing", results: ["dropped"] });
  const stroke = room.send("u_ben", [{ op: "text", id: "d", edit }]);
  assertEquals(stroke.kind === "refuse" && stroke.nack.path, "ops.0.id");
});
