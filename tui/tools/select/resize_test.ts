import { assert, assertEquals } from "@std/assert";
import type { Op } from "../../../shared/schema/op.ts";
import { Hands } from "../../testing/hands.ts";
import { presenceOf } from "../../state/company/presence.ts";
import { messageOf } from "../../view/message_line.ts";

/** A box of 6 × 3 cells at 4, 2: selected. */
function box(tool = "r"): Hands {
  const hands = new Hands().do(tool, "press@4,2", "drag@9,4", "release@9,4");
  hands.do("escape");
  hands.clock.advance(1_000);
  return hands;
}

/** The operations that some gestures send. */
function sentBy(hands: Hands, ...script: string[]): Op[] {
  const sent: Op[] = [];
  const submit = hands.client.submit.bind(hands.client);
  hands.client.submit = (ops, options) => {
    sent.push(...ops);
    return submit(ops, options);
  };
  hands.do(...script);
  hands.client.submit = submit;
  return sent;
}

const LARGER = `
  |
  |
  |    ╭────────╮
  |    │        │
  |    │        │
  |    ╰────────╯
`;

for (
  const [how, ...script] of [
    [
      "dragging its corner",
      "press@9,4",
      "drag@11,5",
      "drag@13,5",
      "release@13,5",
    ],
    ["w, arrows, Enter", "w", "right*4", "down", "enter"],
    ["w, Shift+arrow, Space", "w", "shift+right", "left", "down", "space"],
    ["two handles", "w", "down", "tab*7", "right*4", "enter"],
  ]
) {
  Deno.test(`[T20] a box is resized by ${how}`, () => {
    const hands = box().do(...script!).looks(LARGER);
    assertEquals(hands.model.selection.length, 1);
    assertEquals(messageOf(hands.model)?.text.startsWith("arrows move"), true);
  });
}

for (
  const [what, script, expected] of [
    ["the top left", ["press@4,2", "drag@2,1", "release@2,1"], [2, 1, 8, 4]],
    ["the left side", ["press@4,3", "drag@1,9", "release@1,9"], [1, 2, 9, 3]],
    ["the bottom", ["press@6,4", "drag@20,6", "release@20,6"], [4, 2, 6, 5]],
    ["a corner through the other", [
      "press@9,4",
      "drag@1,0",
      "release@1,0",
    ], [1, 0, 4, 3]],
    ["a corner, kept square", [
      "'",
      "press@9,4",
      "drag@13,4",
      "release@13,4",
    ], [4, 2, 10, 5]],
    ["a corner, from the centre", [
      '"',
      "press@9,4",
      "drag@11,5",
      "release@11,5",
    ], [2, 1, 10, 5]],
  ] as const
) {
  Deno.test(`[T20, R14] a handle is dragged: ${what}`, () => {
    const [shape] = box().do(...script).shapes;
    assert(shape?.type === "rectangle");
    const { x, y, width, height } = shape;
    assertEquals([x / 8, y / 16, width / 8, height / 16], [...expected]);
  });
}

Deno.test("[T20] Esc gives the size back, and so does Esc in a drag", () => {
  for (
    const script of [
      ["w", "right*9", "escape"],
      ["press@9,4", "drag@20,9", "escape", "release@20,9"],
    ]
  ) {
    assertEquals(box().do(...script).picture, box().picture);
  }
});

Deno.test("[T20] w takes the bottom right, Tab goes clockwise, Shift+Tab back", () => {
  const hands = box().do("w");
  const at = () => [hands.model.cursor.column, hands.model.cursor.row];
  assertEquals(at(), [9, 4]);
  const seen = Array.from({ length: 7 }, () => (hands.do("tab"), at()));
  assertEquals(seen, [
    [6, 4],
    [4, 4],
    [4, 3],
    [4, 2],
    [6, 2],
    [9, 2],
    [9, 3],
  ]);
  hands.do("shift+tab");
  assertEquals(at(), [9, 2]);
});

Deno.test("[T20] a circle stays round by whatever handle", () => {
  for (const to of ["12,7", "13,4", "9,8"]) {
    const hands = new Hands().do("c", "press@4,2", "drag@9,4", "release@9,4");
    hands.do("escape", "press@9,4", `drag@${to}`, `release@${to}`);
    const [circle] = hands.shapes;
    assert(circle?.type === "circle");
    assert(circle.radius > 24, to);
    assertEquals([circle.x - circle.radius, circle.y - circle.radius], [
      32,
      32,
    ]);
  }
});

Deno.test("[T20] several shapes are scaled about the opposite corner; text keeps its size", () => {
  const hands = new Hands({ columns: 60 });
  hands.do("r", "press@2,1", "drag@7,3", "release@7,3", "escape", "escape");
  hands.do("r", "press@12,1", "drag@17,3", "release@17,3", "escape", "escape");
  hands.do("click@2,5", "t", "type:note", "escape", "A").looks(`
    |
    |  ╭────╮    ╭────╮
    |  │    │    │    │
    |  ╰────╯    ╰────╯
    |
    |  note
  `);
  hands.do("press@17,5", "drag@33,10", "release@33,10").looks(`
    |
    |  ╭──────────╮        ╭──────────╮
    |  │          │        │          │
    |  │          │        │          │
    |  │          │        │          │
    |  │          │        │          │
    |  ╰──────────╯        ╰──────────╯
    |
    |
    |  note
  `);
});

Deno.test("[T20, R14] several shapes pulled through their side are mirrored", () => {
  const hands = new Hands();
  hands.do("r", "press@14,1", "drag@17,3", "release@17,3", "escape", "escape");
  hands.do("r", "press@20,1", "drag@25,3", "release@25,3", "escape", "escape");
  hands.do("A", "press@25,2", "drag@3,2", "release@3,2").looks(`
    |
    |   ╭────╮  ╭──╮
    |   │    │  │  │
    |   ╰────╯  ╰──╯
  `);
});

Deno.test("[T20] a line goes along with a box around them", () => {
  const hands = box();
  const points: [number, number][] = [[0, 0], [40, 16], [40, 32]];
  void hands.client.submit([
    { op: "create", shape: { id: "l", type: "line", x: 36, y: 40, points } },
  ]);
  hands.do("A", "w", "shift+right", "right", "down*2", "enter");
  const line = hands.shapes.at(-1)!;
  assert(line.type === "line");
  assertEquals([line.x, line.y], [36, 40]);
  assertEquals(line.points, [[0, 0], [88, 32], [88, 64]]);
});

Deno.test("[E7] only the registers that change are sent, and nothing where nothing does", () => {
  const [first] = box().shapes;
  const { id } = first!;
  assertEquals(sentBy(box(), "press@9,4", "drag@11,4", "release@11,4"), [
    { op: "set", id, props: { width: 64, height: 48 } },
  ]);
  assertEquals(sentBy(box(), "press@4,3", "drag@3,3", "release@3,3"), [
    { op: "set", id, props: { x: 24, y: 32, width: 56, height: 48 } },
  ]);
  assertEquals(sentBy(box(), "press@9,4", "release@9,4"), []);
  assertEquals(sentBy(box(), "w", "right", "left", "enter"), []);
});

Deno.test("[E7] to an arrow between two shapes that are resized nothing is sent: it follows", () => {
  const hands = box().do("a", "right", "enter", "escape", "A");
  const arrow = hands.shapes.find(({ type }) => type === "arrow")!;
  const sent = sentBy(hands, "w", "right*4", "down*3", "enter");
  assertEquals(sent.length, 2);
  assert(sent.every((op) => op.op === "set" && op.id !== arrow.id));
});

Deno.test("[R2] what lies between cells still does when it is resized", () => {
  const hands = new Hands();
  const shape = {
    id: "b",
    type: "rectangle",
    x: 33,
    y: 35,
    width: 50,
    height: 50,
  };
  void hands.client.submit([{ op: "create", shape } as Op]);
  hands.do("tab", "w", "right*2", "enter");
  const [now] = hands.shapes;
  assert(now?.type === "rectangle");
  assertEquals([now.x, now.y, now.width, now.height], [33, 35, 66, 50]);
});

Deno.test("[P7] others see a shape grow before it has grown", () => {
  const hands = box().do("press@9,4", "drag@11,4");
  const { id } = hands.shapes[0]!;
  assertEquals(hands.client.status.unsent, 1);
  assertEquals(preview(hands), { id, props: { width: 64, height: 48 } });
  hands.do("release@11,4");
  assertEquals([preview(hands), hands.client.status.unsent], [null, 2]);
});

Deno.test("[P7] and several shapes at once", () => {
  const hands = box().do("escape", "r", "press@20,2", "drag@25,4");
  hands.do("release@25,4", "escape", "A", "w", "down*3");
  const [left, right] = hands.shapes.map(({ id }) => id);
  assertEquals(preview(hands), {
    parts: [
      { id: left, props: { width: 48, height: 96 } },
      { id: right, props: { width: 48, height: 96 } },
    ],
  });
});

Deno.test("[T20] text has the size of its letters: w says so", () => {
  const hands = new Hands().do("t", "type:abc", "escape", "w");
  assertEquals(
    hands.model.notices.at(-1)?.text,
    "Text is as large as its letters.",
  );
});

for (
  const [what, script] of [
    ["the mouse", ["press@12,7", "drag@4,3", "release@4,3"]],
    ["keys", ["w", "left*8", "up*4", "enter"]],
  ] as const
) {
  Deno.test(`[R32] the end of an arrow that is put on a box by ${what} is tied to it`, () => {
    const hands = box().do("escape", "a", "press@2,9", "drag@12,7");
    hands.do("release@12,7");
    const [rectangle] = hands.shapes;
    assertEquals(endsOf(hands), [null, null]);
    hands.do(...script);
    const [start, end] = endsOf(hands);
    assertEquals([start, end?.id], [null, rectangle!.id]);
    // It follows the box from now on, and lets go when it is put elsewhere.
    hands.do("w", "shift+right*4", "enter");
    assertEquals(endsOf(hands), [null, null]);
  });
}

Deno.test("[T20] the middle of a line has a handle as well; ' keeps what it moves level or upright", () => {
  const hands = new Hands();
  const points: [number, number][] = [[0, 0], [80, 0], [80, 64]];
  void hands.client.submit([
    { op: "create", shape: { id: "l", type: "line", x: 36, y: 24, points } },
  ]);
  hands.do("tab", "press@14,1", "drag@20,2", "release@20,2");
  const line = () => {
    const [shape] = hands.shapes;
    assert(shape?.type === "line");
    return shape.points;
  };
  assertEquals(line(), [[0, 0], [128, 16], [80, 64]]);
  hands.do("'", "w", "down*2", "enter");
  assertEquals(line(), [[0, 0], [128, 16], [128, 96]]);
});

Deno.test("[T20] ' and \" hold while one draws, too", () => {
  new Hands().do("'", "r", "space", "right*9", "space", "escape").looks(`
    |╭────────╮
    |│        │
    |│        │
    |│        │
    |╰────────╯
  `);
  new Hands().do("right*8", "down*3", '"', "r", "space", "right*3", "down")
    .do("space", "escape").looks(`
    |
    |
    |     ╭─────╮
    |     │     │
    |     ╰─────╯
  `);
  new Hands().do("down", "'", "l", "press@1,1", "drag@9,2", "release@9,2")
    .looks(`
    |
    | ─────────
  `);
});

Deno.test("[T20] the smallest boxes are moved by the mouse, and resized by their last cell", () => {
  const tiny = () => {
    const hands = new Hands().do("r", "press@4,2", "drag@5,3", "release@5,3");
    return hands.do("escape");
  };
  const moved = tiny().do("press@4,2", "drag@6,5", "release@6,5").shapes[0]!;
  assertEquals([moved.x / 8, moved.y / 16], [6, 5]);
  const grown = tiny().do("press@5,3", "drag@9,4", "release@9,4").shapes[0]!;
  assert(grown.type === "rectangle");
  assertEquals([grown.width / 8, grown.height / 16], [6, 3]);
});

Deno.test("[T20] what somebody else deletes is not resized any more", () => {
  const hands = box().do("w", "right");
  void hands.client.submit([{ op: "delete", ids: [hands.shapes[0]!.id] }]);
  hands.do("right", "enter");
  assertEquals([hands.shapes, preview(hands)], [[], null]);
});

function preview(hands: Hands): unknown {
  return presenceOf(hands.model).preview;
}

function endsOf(hands: Hands) {
  const arrow = hands.shapes.find(({ type }) => type === "arrow");
  assert(arrow?.type === "arrow");
  return [arrow.start, arrow.end];
}
