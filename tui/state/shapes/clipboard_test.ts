import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../../../shared/schema/op.ts";
import { Hands } from "../../testing/hands.ts";
import { MAX_COPY } from "./clipboard.ts";

/** Two labelled boxes and the arrow between them; all selected. */
function pair(): Hands {
  const hands = new Hands({ columns: 60, rows: 24 })
    .do("right*2", "down", "r", "space", "space", "type:web", "enter")
    .do("a", "right", "enter", "type:db", "enter", "A");
  hands.clock.advance(10_000);
  return hands;
}

const PAIR = [
  "╭──────────╮        ╭──────────╮",
  "│   web    ├───────►│    db    │",
  "╰──────────╯        ╰──────────╯",
  "",
].join("\n");

const told = (hands: Hands) => hands.model.notices.at(-1)?.text;

Deno.test("[T22] y sends to the terminal what the eye sees of the selection, and says so", () => {
  const hands = pair().do("y");
  assertEquals(hands.asked, [`copy ${PAIR}`]);
  assertEquals(
    told(hands),
    "Sent to the terminal: 3 shapes as text. P pastes here.",
  );
});

Deno.test("[T22, R50] of a part of the drawing, only that is copied: what crosses it is not", () => {
  const hands = pair().do("escape", "press@7,3", "release@7,3", "y");
  assertEquals(hands.asked, [
    "copy ╭──────────╮\n│   web    │\n╰──────────╯\n",
  ]);
  assertStringIncludes(told(hands)!, "1 shape as text.");
});

Deno.test("[T22] an arrow is copied as it is drawn, where its boxes are now", () => {
  const hands = pair().do("escape", "click@2,1", "right*3");
  hands.do("escape", "press@17,2", "release@17,2", "y");
  assertEquals(hands.asked, ["copy ────►\n"]);
});

for (const keys of [["y", "P"], ["y", "ctrl+v"], ["X", "P"]]) {
  Deno.test(`[T22] ${keys.join(", ")} pastes the shapes at the cursor`, () => {
    const hands = pair().do(keys[0]!, "escape", "click@10,10", keys[1]!);
    const made = hands.shapes.slice(-3);
    const [left, arrow] = [made[0]!, made.find(({ type }) => type === "arrow")];
    assertEquals([left.x, left.y], [80, 160]);
    assert(arrow?.type === "arrow");
    const ids = made.map(({ id }) => id);
    assert(ids.includes(arrow.start!.id) && ids.includes(arrow.end!.id));
    assertEquals([...hands.model.selection].sort(), ids.sort());
    assertEquals(hands.shapes.length, keys[0] === "X" ? 3 : 6);
    assertStringIncludes(hands.picture, "│   web    ├───────►│    db    │");
  });
}

Deno.test("[T22] pasted again at one place, copies lie apart; elsewhere they begin anew", () => {
  const hands = pair().do("y", "escape", "click@10,10", "P", "P", "P");
  const boxes = () =>
    hands.shapes.filter((shape) => "text" in shape && shape.text === "web")
      .map(({ x, y }) => [x / 8, y / 16]);
  assertEquals(boxes().slice(1), [[10, 10], [12, 11], [14, 12]]);
  hands.do("escape", "click@1,18", "P");
  assertEquals(boxes().at(-1), [1, 18]);
});

Deno.test("[T22] a paste is taken back as one, stacked as it was, its groups groups of their own", async () => {
  const hands = pair().do("g", "y", "escape", "click@10,10", "P");
  const kinds = hands.shapes.map(({ type }) => type);
  assertEquals(kinds.slice(3), kinds.slice(0, 3));
  const groups = hands.shapes.map(({ groupId }) => groupId);
  assertEquals(new Set(groups).size, 2);
  assert(groups[0] !== groups[3] && groups[3] === groups[5]);
  await hands.do("u").rest();
  assertEquals(hands.shapes.length, 3);
});

Deno.test("[T22] hundreds of shapes are pasted in several transactions, their ties kept, and taken back as one", async () => {
  const hands = new Hands();
  const ops: Op[] = [];
  // Arrows lie below all boxes, so each is made before what it is tied to.
  for (let at = 0; at < 200; at++) {
    const shape = { id: `a${at}`, type: "arrow" as const };
    ops.push({ op: "create", shape });
  }
  for (let at = 0; at < 200; at++) {
    const shape = { id: `b${at}`, type: "rectangle" as const, y: 100 * at };
    const start = { id: `b${at}`, side: "left" as const, ratio: 0.5 };
    ops.push({ op: "create", shape });
    ops.push({ op: "set", id: `a${at}`, props: { start } });
  }
  for (const op of ops) void hands.client.submit([op]);
  const before = hands.client.status.unsent;
  hands.do("A", "y", "P");
  assertEquals(hands.shapes.length, 800);
  assert(hands.client.status.unsent > before + 1);
  const tied = hands.shapes.slice(400).filter((shape) =>
    shape.type === "arrow" && shape.start !== null
  );
  assertEquals(tied.length, 200);
  await hands.do("u").rest();
  assertEquals(hands.shapes.length, 400);
});

Deno.test("[T22] D draws the selection once more, beside it, and again beside that", () => {
  const hands = pair().do("D", "D");
  const boxes = hands.shapes.filter(({ type }) => type === "rectangle");
  assertEquals(boxes.map(({ x, y }) => [x / 8, y / 16]), [
    [2, 1],
    [22, 1],
    [4, 2],
    [24, 2],
    [6, 3],
    [26, 3],
  ]);
  assertEquals(hands.model.selection.length, 3);
});

Deno.test("[R32] copies are tied to copies; a copy tied outside stays so, but does not hide its original", () => {
  const hands = pair().do("escape", "click@2,1", "ctrl+click@17,2", "D");
  const [, right] = hands.shapes;
  const arrow = hands.shapes.at(-1)!;
  assert(arrow.type === "arrow");
  assertEquals(arrow.start?.id, hands.shapes.at(-2)!.id);
  assertEquals(arrow.end?.id, right!.id);
  hands.do("escape", "click@18,2", "D");
  const alone = hands.shapes.at(-1)!;
  assert(alone.type === "arrow");
  assertEquals([alone.start, alone.end], [null, null]);
});

Deno.test("[T22] what is pasted goes to the cursor, not back to shapes that were not copied", () => {
  const hands = pair().do("escape", "click@2,1", "ctrl+click@17,2", "y");
  const arrow = hands.do("escape", "click@10,10", "P").shapes.at(-1)!;
  assert(arrow.type === "arrow");
  assertEquals(arrow.start?.id, hands.shapes.at(-2)!.id);
  assertEquals(arrow.end, null);
});

Deno.test("[T22] copied as JSON, it can be pasted as shapes by whoever gets it", () => {
  const hands = pair().hear({ type: "act", action: "copy-json" });
  const [copied] = hands.asked;
  assert(copied !== undefined && copied.startsWith("copy {"));
  const other = new Hands({ columns: 60 }).do("right*3", "down*2");
  other.hear({ type: "paste", text: copied.slice("copy ".length) });
  assertEquals(other.shapes.length, 3);
  const [first] = other.shapes;
  assertEquals([first!.x, first!.y], [24, 32]);
  assertStringIncludes(other.picture, "│   web    ├───────►│    db    │");
});

for (
  const [what, text, count] of [
    ["an array of shapes", '[{"id":"a","type":"circle","x":80,"y":80}]', 1],
    ["shapes without ids", '[{"type":"circle"},{"type":"text","text":"a"}]', 2],
    ["what .json gives", '{"seq":4,"shapes":[{"id":"a","type":"line"}]}', 1],
  ] as const
) {
  Deno.test(`[T22] pasted JSON makes shapes: ${what}`, () => {
    const { shapes } = new Hands().do(`paste:${text}`);
    assertEquals(shapes.length, count);
    assert(shapes.every(({ id }) => id.startsWith("shape_")));
  });
}

for (
  const text of [
    "[1]",
    "[]",
    '{"shapes":[]}',
    '[{"type":"hexagon"}]',
    '[{"type":"circle","radius":-1}]',
    "[ ] milk",
    '{"a":',
  ]
) {
  Deno.test(`[T22] any other text becomes a text: ${text}`, () => {
    const [shape] = new Hands().do(`paste:${text}`).shapes;
    assertEquals(shape?.type === "text" && shape.text, text);
  });
}

Deno.test("[T22] in a label even our JSON is text", () => {
  const hands = new Hands().do("r", "space", "space", "escape", "enter");
  hands.do('paste:[{"type":"circle"}]', "escape");
  assertEquals(hands.shapes.length, 1);
});

Deno.test("[T22] more than terminals take is kept for P alone, and that is told", () => {
  const hands = new Hands();
  const text = Array(100).fill("x".repeat(99)).join("\n");
  for (let at = 0; at < 8; at++) {
    const shape = { id: `t${at}`, type: "text" as const, text, y: 1_600 * at };
    void hands.client.submit([{ op: "create", shape }]);
  }
  hands.do("A", "y");
  assertEquals(hands.asked, []);
  assertEquals(
    told(hands),
    "Copied 8 shapes for P, not to the terminal: it is more than terminals take.",
  );
  assertEquals(hands.do("P").shapes.length, 16);
  // What base64 makes of the most that is sent stays below the 100,000 bytes that terminals take.
  assert(4 * Math.ceil(MAX_COPY / 3) + 7 < 100_000);
});

Deno.test("[T22] pasted shapes come to the cursor, whatever a program says of where bound ends are", () => {
  const shapes = [
    { id: "a", type: "rectangle", x: 80, y: 64, width: 40, height: 48 },
    { id: "b", type: "rectangle", x: 200, y: 64, width: 40, height: 48 },
    {
      id: "to",
      type: "arrow",
      x: 0,
      y: 0,
      points: [[0, 0], [1, 1]],
      start: { id: "a", side: "right", ratio: 0.5 },
      end: { id: "b", side: "left", ratio: 0.5 },
    },
  ];
  const hands = new Hands().do(`paste:${JSON.stringify(shapes)}`);
  assertEquals(
    hands.picture,
    `
┌───┐          ┌───┐
│   ├─────────►│   │
└───┘          └───┘
`.slice(1, -1),
  );
});

Deno.test("[T22] with nothing copied, P says so", () => {
  assertEquals(
    told(new Hands().do("P")),
    "Nothing was copied yet: y copies what is selected.",
  );
});

const hostile = fc.oneof(
  fc.string(),
  fc.constant("\u001b]52;c;aGk=\u0007"),
  fc.constant("y"),
  fc.constant('{"shapes":[{"type":"text","text":"\u001b]52;c;aGk=\u0007"}]}'),
);

Deno.test("[L12] nothing that others do or say ever reaches the clipboard", () => {
  const hands = pair();
  fc.assert(
    fc.property(hostile, hostile, (text, name) => {
      hands.hear({ type: "met", userId: name, name });
      hands.hear({
        type: "said",
        line: { userId: name, name, text, clock: "14:05" },
        isNews: true,
      });
      hands.hear({ type: "refused", message: text });
      hands.hear({ type: "told", text, tone: "warning" });
      const member = {
        memberId: text,
        userId: name,
        name,
        color: "red",
      } as const;
      hands.hear({ type: "members", members: [member], memberId: "m" });
      hands.hear({
        type: "presences",
        presences: new Map([[text, {
          memberId: text,
          userId: name,
          cursor: null,
          tool: "copy",
          selection: [],
          viewport: null,
          preview: { shape: { id: "a", type: "text", text } },
        }]]),
      });
      hands.hear({
        type: "overrode",
        registers: [{
          id: hands.shapes[0]!.id,
          register: "text",
          seq: 1,
          userId: name,
          value: { text },
        }],
      });
      void hands.client.submit([
        {
          op: "create",
          shape: { id: hands.session.model.room, type: "text", text },
        },
      ]);
      hands.hear({ type: "tick" });
      hands.session.render();
      assertEquals(hands.asked, []);
    }),
    { numRuns: 30 },
  );
});

Deno.test("[T20] copies of more shapes than a transaction takes are selected, all of them", () => {
  const hands = new Hands();
  const boxes = Array.from({ length: 600 }, (_, at): Op => ({
    op: "create",
    shape: { id: `s${at}`, type: "rectangle", x: at * 8, y: 0 },
  }));
  for (let from = 0; from < boxes.length; from += 200) {
    void hands.client.submit(boxes.slice(from, from + 200));
  }
  hands.do("A", "D");
  const { selection, document } = hands.model;
  assertEquals([selection.length, document.shapes.size], [600, 1_200]);
  assert(selection.every((id) => document.shapes.has(id)));
});
