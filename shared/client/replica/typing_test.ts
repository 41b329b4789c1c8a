/**
 * Two and more people type in one text (E9, E12).
 */

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { canonicalJson } from "../../document/canonical.ts";
import { applyEdit } from "../../document/text/edit.ts";
import type { Op, TextEdit } from "../../schema/op.ts";
import { FakeWorld } from "../testing/fake_world.ts";
import { MemoryOutboxStore } from "../outbox/outbox_store.ts";
import type { RoomClient } from "../room_client.ts";

const textShape = (text: string): Op => ({
  op: "create",
  shape: { id: "t", type: "text", text },
});
const edit = (...parts: TextEdit): Op => ({ op: "text", id: "t", edit: parts });

/** The text as a client shows it. */
function textOf(client: RoomClient, id = "t"): string | null {
  const shape = client.document.shapes.get(id)?.shape;
  return shape !== undefined && "text" in shape ? shape.text : null;
}

/** A room with one text in it. */
function room(text: string, names = ["ana", "ben"]) {
  const w = new FakeWorld();
  const clients = names.map((name) => w.client(name));
  w.settle();
  clients[0]!.submit([textShape(text)]);
  w.settle();
  const txs = () => w.server.received.filter(({ type }) => type === "tx");
  return { w, clients, ana: clients[0]!, ben: clients[1]!, txs };
}

Deno.test("[E12] what two type at once is all there, the same for both", () => {
  const { w, ana, ben } = room("hello world");
  ana.submit([edit(5, ",")]);
  ben.submit([edit(11, "!")]);
  ben.submit([edit("Oh, ")]);
  assertEquals([textOf(ana), textOf(ben)], [
    "hello, world",
    "Oh, hello world!",
  ]);
  w.settle();
  for (const client of [ana, ben]) {
    assertEquals(textOf(client), "Oh, hello, world!");
  }
});

Deno.test("[E12] one edit of a text is under way; what is typed on becomes one edit after it", () => {
  const { w, ana, txs } = room("");
  const before = txs().length;
  const answers = [..."typed"].map((letter, i) =>
    ana.submit([edit(...i === 0 ? [letter] : [i, letter])])
  );
  assertEquals(textOf(ana), "typed");
  assertEquals(ana.status.unsent, 2);
  w.network.last.deliverUp();
  w.settle();
  const sent = txs().slice(before).map((tx) => tx.type === "tx" && tx.ops);
  assertEquals(sent, [
    [{ op: "text", id: "t", base: 1, edit: ["t"] }],
    [{ op: "text", id: "t", base: 2, edit: [1, "yped"] }],
  ]);
  assertEquals(answers[1], answers[4]);
  assertEquals(w.server.document.seq, 3);
});

Deno.test("[E12] typing on waits for what it was typed into, and other work waits with it", () => {
  const { w, ana, txs } = room("");
  const before = txs().length;
  ana.submit([edit("a")]);
  ana.submit([edit(1, "b")]);
  ana.submit([{ op: "create", shape: { id: "c", type: "circle" } }]);
  const line = w.network.lines[0]!;
  while (line.deliverUp());
  assertEquals(txs().length, before + 1);
  line.deliverDown(); // the answer, and not yet the event
  while (line.deliverUp());
  assertEquals(txs().length, before + 1);
  w.settle();
  assertEquals(txs().length, before + 3);
  assertEquals(textOf(ana), "ab");
});

Deno.test("[E12] what comes of another's typing is told as an edit of what is shown", () => {
  const { w, ana, ben } = room("one two");
  const told: TextEdit[] = [];
  ana.on("change", ({ edits }) => {
    const edit = edits.get("t");
    if (edit !== undefined) told.push(edit);
  });
  ana.submit([edit("> ")]);
  ben.submit([edit(7, " three")]);
  w.network.lines[1]!.deliverUp();
  w.network.lines[0]!.deliverDown();
  assertEquals(told, [[9, " three"]]);
  w.settle();
  assertEquals(told.length, 1);
  assertEquals(textOf(ana), "> one two three");
});

Deno.test("[E12] what others typed while the line was lost is told as an edit of what is shown, with one's own words in it", () => {
  const { w, ana, ben } = room("one two");
  const [line] = w.network.lines;
  line!.cut();
  ana.submit([edit(3, ",")]);
  ben.submit([edit("> ")]);
  w.network.lines[1]!.deliverUp();
  ben.submit([edit(9, " three")]);
  let shown = textOf(ana)!;
  const told: TextEdit[] = [];
  ana.on("change", ({ edits }) => {
    const edit = edits.get("t");
    if (edit === undefined) return;
    told.push(edit);
    shown = applyEdit(shown, edit);
  });
  w.settle();
  assertEquals(told, [["> ", 8, " three"]]);
  assertEquals([shown, textOf(ana)], Array(2).fill("> one, two three"));
});

Deno.test("[E9] towards typing a whole replacement deletes all and inserts", () => {
  const { w, ana, ben } = room("old");
  ana.submit([edit(3, "er")]);
  ben.submit([{ op: "set", id: "t", props: { text: "new" } }]);
  w.network.lines[1]!.deliverUp();
  w.settle();
  assertEquals([textOf(ana), textOf(ben)], ["newer", "newer"]);
});

Deno.test("[E12] stale: made again of the text as it is, and sent once more; nothing typed is lost", () => {
  const { w, ana, ben } = room("base ");
  const refused: unknown[] = [];
  ana.on("refused", (refusal) => refused.push(refusal));
  ana.submit([edit(5, "mine")]);
  ana.submit([edit(9, "!")]);
  ana.submit([{ op: "create", shape: { id: "c", type: "circle" } }]);
  ben.submit([edit("their ")]);
  w.network.lines[1]!.deliverUp();
  w.server.refusals.push({ code: "stale", message: "too old", seq: 2 });
  w.network.lines[0]!.deliverUp();
  w.settle();
  assertEquals(refused, []);
  assertEquals([textOf(ana), textOf(ben)], [
    "their base mine!",
    "their base mine!",
  ]);
  assertEquals(ana.status.unsent, 0);
  assert(w.server.document.shapes.has("c"));
});

Deno.test("[E12] deleted and restored in between: what was typed is typed into what came back", () => {
  const { w, ana, ben } = room("text");
  w.network.lines[0]!.cut();
  ana.submit([edit(4, " of ana")]);
  ben.submit([{ op: "delete", ids: ["t"] }]);
  w.network.settle();
  ben.submit([{ op: "restore", id: "t" }]);
  w.network.settle();
  ben.submit([edit("A ")]);
  w.settle();
  assertEquals([textOf(ana), textOf(ben)], ["A text of ana", "A text of ana"]);
});

Deno.test("[E13] a deletion wins over typing", () => {
  const { w, ana, ben } = room("text");
  ana.submit([edit("x")]);
  ben.submit([{ op: "delete", ids: ["t"] }]);
  w.network.lines[1]!.deliverUp();
  w.settle();
  assertEquals([textOf(ana), textOf(ben)], [null, null]);
  assertEquals(ana.status.unsent, 0);
});

Deno.test("[T41] typed offline, killed, begun anew: all is there once, merged with what others typed", () => {
  const { w, ben } = room("text");
  const outbox = new MemoryOutboxStore();
  const carol = w.client("carol", { outbox });
  w.settle();
  const line = w.network.last;
  carol.submit([edit(4, "1")]);
  carol.submit([edit(5, "2")]);
  line.deliverUp(); // the server has it; the answer is lost
  line.cut();
  carol.submit([edit(6, "3")]);
  void carol.close();
  ben.submit([edit("A ")]);
  w.network.settle();
  const again = w.client("carol", { outbox });
  w.settle();
  assertEquals([textOf(again), textOf(ben)], ["A text123", "A text123"]);
  assertEquals(outbox.load().txs, []);
});

for (const [first, left] of [[true, "1a"], [false, "a1"]] as const) {
  Deno.test(`[E12] [T41] begun anew, a client learns which of two equal letters was deleted: the ${first ? "first" : "second"}`, () => {
    const { w, ben } = room("aa");
    const outbox = new MemoryOutboxStore();
    const carol = w.client("carol", { outbox });
    w.settle();
    w.network.last.cut();
    carol.submit([edit(1, "1")]);
    void carol.close();
    ben.submit([first ? edit({ d: 1 }) : edit(1, { d: 1 })]);
    w.settle();
    const again = w.client("carol", { outbox });
    w.settle();
    assertEquals([textOf(again), textOf(ben)], [left, left]);
  });

  Deno.test(`[E12] [T41] also where an edit before was sent, and others edited between the two: the ${first ? "first" : "second"}`, () => {
    const { w, ben } = room("aa");
    const outbox = new MemoryOutboxStore();
    const carol = w.client("carol", { outbox });
    w.settle();
    // It is on its way; what ben did comes to carol, and then she goes on after his letter.
    carol.submit([edit(2, "x")]);
    ben.submit([edit("a")]);
    const [line, bens] = [w.network.lines.at(-1)!, w.network.lines[1]!];
    while (bens.deliverUp());
    while (line.deliverDown());
    assertEquals(textOf(carol), "aaax");
    carol.submit([edit(2, "1")]);
    // Once the server has it, once it has not: no answer comes.
    if (first) line.deliverUp();
    line.cut();
    void carol.close();
    ben.submit([first ? edit({ d: 2 }) : edit(2, { d: 1 })]);
    w.settle();
    const again = w.client("carol", { outbox });
    w.settle();
    const end = first ? "1ax" : "aa1x";
    assertEquals([textOf(again), textOf(ben)], [end, end]);
    assertEquals(again.status.unsent, 0);
  });
}

Deno.test("[E24] after a restored backup what was typed is typed into what is there", () => {
  const { w, ana } = room("text");
  ana.submit([edit(4, " lost")]);
  w.settle();
  w.network.lines[0]!.cut();
  w.server.restoreBackup(1, { "client-of-ana-0123456789": 1 });
  ana.submit([edit(9, "!")]);
  w.settle();
  assertEquals(textOf(ana), "text!");
  assertEquals(canonicalJson(ana.document), canonicalJson(w.server.document));
});

Deno.test("[E12] letters that others deleted need not be deleted again: no transaction is left", async () => {
  const { w, ana, ben } = room("abc");
  w.network.lines[0]!.cut();
  const answer = ana.submit([edit(1, { d: 1 })]);
  ben.submit([edit(1, { d: 1 })]);
  w.settle();
  assertEquals((await answer).type, "withdrawn");
  assertEquals([textOf(ana), textOf(ben)], ["ac", "ac"]);
  assertEquals(w.server.document.seq, 2);
});

Deno.test("[E19] undo takes back what one typed, and leaves what others typed into it", async () => {
  const { w, ana, ben } = room("");
  for (const [at, letter] of [..."hello"].entries()) {
    ana.submit([edit(...at === 0 ? [letter] : [at, letter])], { group: "g" });
  }
  w.settle();
  ben.submit([edit(2, "BEN")]);
  w.settle();
  assertEquals(textOf(ana), "heBENllo");
  await w.until(ana.undo());
  w.settle();
  assertEquals([textOf(ana), textOf(ben)], ["BEN", "BEN"]);
  await w.until(ana.redo());
  w.settle();
  assertEquals(textOf(ben)!.replace("BEN", ""), "hello");
});

Deno.test("[E19] typing that was never sent is taken back and done again where it fits now", async () => {
  const { w, ana, ben } = room("text");
  w.network.lines[0]!.cut();
  ana.submit([edit(4, "!")]);
  await ana.undo();
  assertEquals(textOf(ana), "text");
  ben.submit([edit("A long ")]);
  w.settle();
  await w.until(ana.redo());
  w.settle();
  assertEquals([textOf(ana), textOf(ben)], ["A long text!", "A long text!"]);
});

Deno.test("[E12] a script's edit with a base of its own is sent as it is", () => {
  const { w, ana, txs } = room("text");
  const op: Op = { op: "text", id: "t", base: 1, edit: ["A "] };
  ana.submit([op]);
  w.settle();
  const last = txs().at(-1)!;
  assertEquals(last.type === "tx" && last.ops, [op]);
  assertEquals(textOf(ana), "A text");
});

/** One thing that happens in a schedule; numbers choose among what is there. */
type Step =
  | { do: "type"; who: number; at: number; length: number }
  | { do: "erase"; who: number; at: number }
  | { do: "up" | "down" | "cut"; who: number }
  | { do: "stale" | "refuse" }
  | { do: "wait"; ms: number };

const NAMES = ["ana", "ben", "eve"];
const anyWho = fc.nat(NAMES.length - 1);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("type" as const),
      who: anyWho,
      at: fc.nat(30),
      length: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("erase" as const),
      who: anyWho,
      at: fc.nat(30),
    }),
  },
  {
    weight: 14,
    arbitrary: fc.record({
      do: fc.constantFrom("up" as const, "down" as const),
      who: anyWho,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("cut" as const), who: anyWho }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "stale" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      ms: fc.constantFrom(50, 1_000),
    }),
  },
);

/** A letter that occurs once: what was typed can be found again. Beyond the first plane too. */
function letter(n: number): string {
  return String.fromCodePoint((n % 2 ? 0x1f300 : 0x4e00) + n);
}

const anySchedule = fc.array(anyStep, { maxLength: 80, size: "max" });
/** One in which edits are refused for good, too. */
const anyHarshSchedule = fc.array(
  fc.oneof(
    { weight: 20, arbitrary: anyStep },
    { weight: 1, arbitrary: fc.constant({ do: "refuse" as const }) },
  ),
  { maxLength: 80, size: "max" },
);

/** What came of a schedule. */
interface Played {
  readonly text: string;
  /** How many letters were typed. */
  readonly typed: number;
  /** What somebody deleted. */
  readonly erased: ReadonlySet<string>;
}

/**
 * Three people type in one label, over lines that break; in the end all have the same text.
 *
 * @param face what the letter looks like that is the nth to be typed.
 */
function play(steps: readonly Step[], face: (n: number) => string): Played {
  const { w, clients } = room("", NAMES);
  const owners = [0, 1, 2];
  const lineOf = (who: number) => {
    while (owners.length < w.network.lines.length) {
      const line = w.network.lines[owners.length]!;
      line.deliverDown();
      owners.push(
        NAMES.findIndex((name) => line.up[0]?.includes(`client-of-${name}`)),
      );
    }
    return w.network.lines.filter((_, i) => owners[i] === who).at(-1)!;
  };
  // Whoever applies the edits that are told, has the text that is shown.
  const buffers = clients.map((client) => {
    const buffer = { text: textOf(client)! };
    client.on("change", ({ edits }) => {
      const edit = edits.get("t");
      if (edit !== undefined) {
        assertEquals(applyEdit(buffer.text, edit), textOf(client));
      }
      buffer.text = textOf(client)!;
    });
    return buffer;
  });
  let typed = 0;
  const erased = new Set<string>();
  for (const step of steps) {
    if (step.do === "type") {
      const client = clients[step.who]!;
      const text = Array.from({ length: step.length }, () => face(typed++))
        .join("");
      const at = step.at % ([...textOf(client)!].length + 1);
      client.submit([edit(...at > 0 ? [at, text] : [text])]);
    } else if (step.do === "erase") {
      const client = clients[step.who]!;
      const points = [...textOf(client)!];
      if (points.length === 0) continue;
      const at = step.at % points.length;
      erased.add(points[at]!);
      client.submit([edit(...at > 0 ? [at, { d: 1 }] : [{ d: 1 }])]);
    } else if (step.do === "up") lineOf(step.who).deliverUp();
    else if (step.do === "down") lineOf(step.who).deliverDown();
    else if (step.do === "cut") lineOf(step.who).cut();
    else if (step.do === "wait") w.clock.advance(step.ms);
    else {
      const code = step.do === "stale" ? "stale" : "invalid";
      const { seq } = w.server.document;
      w.server.refusals.push({ code, message: "not this one", seq });
    }
  }
  w.settle();
  w.settle();
  const truth = canonicalJson(w.server.document);
  for (const client of clients) {
    assertEquals(client.status.unsent, 0);
    assertEquals(canonicalJson(client.document), truth);
  }
  const text = textOf(clients[0]!)!;
  assertEquals(buffers.map((buffer) => buffer.text), NAMES.map(() => text));
  return { text, typed, erased };
}

Deno.test("[E9, E12] in any schedule of typing, losses, reconnections and refusals all texts become equal, and every letter is there once unless it was deleted", () => {
  fc.assert(
    fc.property(anySchedule, (steps) => {
      const { text, typed, erased } = play(steps, letter);
      const expected = Array.from({ length: typed }, (_, n) => letter(n))
        .filter((letter) => !erased.has(letter));
      assertEquals([...text].toSorted(), expected.toSorted());
    }),
    { numRuns: 200 },
  );
});

Deno.test("[E12] nothing is guessed by what letters look like: where all are alike, the same ones stay", () => {
  fc.assert(
    fc.property(anyHarshSchedule, (steps) => {
      const alike = (n: number) => "ab"[n % 3 === 0 ? 1 : 0]!;
      const lookOf = new Map<string, string>();
      const { text } = play(steps, (n) => {
        lookOf.set(letter(n), alike(n));
        return letter(n);
      });
      const looks = [...text].map((letter) => lookOf.get(letter)).join("");
      assertEquals(play(steps, alike).text, looks);
    }),
    { numRuns: 200 },
  );
});
