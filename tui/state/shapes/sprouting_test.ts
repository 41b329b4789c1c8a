import { assert, assertEquals } from "@std/assert";
import type { Shape } from "../../../shared/schema/shape.ts";
import { Hands } from "../../testing/hands.ts";
import { messageOf } from "../../view/message_line.ts";
import { presenceOf } from "../company/presence.ts";

/** A labelled box of the usual size, selected. */
function web(script: readonly string[] = ["right*2", "down"]): Hands {
  return new Hands({ columns: 60, rows: 20 })
    .do(...script, "r", "space", "space", "type:web", "enter");
}

const JOINED = `
  |
  |  ╭──────────╮        ╭──────────╮
  |  │   web    ├───────►│   api    │
  |  ╰──────────╯        ╰──────────╯
`;

Deno.test("[T20] a and an arrow key: an equal shape on that side, joined, its label typed at once", () => {
  const hands = web().do("a", "right", "enter", "type:api", "enter");
  hands.looks(JOINED);
  const [left, right, arrow] = hands.shapes;
  assert(arrow?.type === "arrow");
  assertEquals([arrow.start, arrow.end], [
    { id: left!.id, side: "right", ratio: 0.5 },
    { id: right!.id, side: "left", ratio: 0.5 },
  ]);
  assertEquals(hands.model.selection, [right!.id]);
  assertEquals(hands.model.inHand.name, "select");
});

Deno.test("[T20] it goes on from there: a chain is a, arrow, Enter, label, Enter, again and again", () => {
  web(["down"]).do("a", "right", "enter", "type:api", "enter")
    .do("a", "right", "space", "type:db", "enter")
    .do("a", "down", "enter", "escape").looks(`
    |
    |╭──────────╮        ╭──────────╮        ╭──────────╮
    |│   web    ├───────►│   api    ├───────►│    db    │
    |╰──────────╯        ╰──────────╯        ╰─────┬────╯
    |                                              │
    |                                              │
    |                                              ▾
    |                                        ╭──────────╮
    |                                        │          │
    |                                        ╰──────────╯
  `);
});

Deno.test("[T20] shapes that sprout on one side of one shape find room beside each other", () => {
  const hands = web(["down*5"]).do("a", "right", "enter", "escape");
  for (let times = 0; times < 2; times++) {
    hands.clock.advance(1_000);
    hands.do("escape", "click@0,5", "a", "right", "enter", "escape");
  }
  const boxes = hands.shapes.filter(({ type }) => type === "rectangle");
  assertEquals(boxes.map(({ x, y }) => [x / 8, y / 16]), [
    [0, 5],
    [20, 5],
    [20, 9],
    [20, 1],
  ]);
  const routes = hands.shapes.map((shape) =>
    shape.type === "arrow" ? shape.route : null
  ).filter((route) => route !== null);
  assertEquals(routes, ["elbow", "elbow", "elbow"]);
});

for (
  const [what, script, place] of [
    ["the same arrow takes it further", ["right", "right*3"], [25, 1]],
    ["Shift+arrow by 5", ["right", "shift+right"], [27, 1]],
    ["the opposite one brings it back", ["right", "right*3", "left*2"], [
      23,
      1,
    ]],
    ["another one takes it to that side", ["right", "down"], [2, 7]],
    ["the opposite one turns it round", ["down", "up"], [2, -5]],
    ["as does the opposite one across", ["right", "left"], [-18, 1]],
  ] as const
) {
  Deno.test(`[T20] before Enter: ${what}`, () => {
    const [, box] = web().do("a", ...script, "enter").shapes;
    assertEquals([box!.x / 8, box!.y / 16], [...place]);
  });
}

Deno.test("[P7] it is seen before it is drawn, by others too; Esc leaves nothing of it", () => {
  const hands = web().do("a", "right");
  hands.looks(JOINED.replace("api", "   "));
  const { preview } = presenceOf(hands.model);
  assert(preview !== null && "parts" in preview);
  assertEquals(preview.parts.length, 2);
  assertEquals(hands.shapes.length, 1);
  hands.do("escape");
  assertEquals(hands.model.selection, [hands.shapes[0]!.id]);
  assertEquals([hands.shapes.length, presenceOf(hands.model).preview], [
    1,
    null,
  ]);
});

Deno.test("[T20] it is like the shape it came from: kind, size and style, but not its label", () => {
  const hands = new Hands({ columns: 60 }).do("d", "press@1,1", "drag@9,5");
  hands.do("release@9,5", "type:?", "enter");
  const [{ id }] = hands.shapes as [Shape];
  void hands.client.submit([{ op: "set", id, props: { color: "red" } }]);
  hands.do("a", "right", "enter");
  const [before, after, arrow] = hands.shapes;
  assert(before?.type === "diamond" && after?.type === "diamond");
  const { text, x: _, ...like } = before;
  assertEquals([text, after.text], ["?", ""]);
  assertEquals(after.width, like.width);
  assertEquals([after.color, arrow?.color], ["red", "red"]);
});

for (
  const [what, ...script] of [
    ["Space, arrows, Space", "a", "space", "right*9", "space"],
    ["Enter, arrows, Enter", "a", "enter", "right*9", "enter"],
    ["dragging", "a", "press@20,8", "drag@29,8", "release@29,8"],
    ["a twice", "a", "a", "space", "right*9", "space"],
  ]
) {
  Deno.test(`[T20] with anything else than an arrow key, a is the arrow tool: ${what}`, () => {
    const hands = web().do(...script);
    assertEquals(hands.shapes.map(({ type }) => type), ["rectangle", "arrow"]);
  });
}

Deno.test("[T20] with nothing selected, several shapes, or a line, a is the arrow tool", () => {
  for (
    const before of [
      ["escape"],
      ["D", "A"],
      ["escape", "l", "press@1,9", "drag@9,9", "release@9,9"],
    ]
  ) {
    const hands = web().do(...before);
    const { length } = hands.shapes;
    hands.do("a", "right", "enter");
    assertEquals(hands.model.inHand.name, "arrow");
    assertEquals(hands.shapes.length, length);
  }
});

Deno.test("[T20] what can be done after a is told", () => {
  const hands = web().do("a");
  assertEquals(
    messageOf(hands.model)?.text,
    "an arrow key: another there, joined. Tab: join one that is there. Space: free",
  );
  assertEquals(hands.model.inHand.name, "arrow");
});

Deno.test("[T20] when somebody deletes the shape meanwhile, nothing sprouts", () => {
  const hands = web().do("a", "right");
  void hands.client.submit([{ op: "delete", ids: [hands.shapes[0]!.id] }]);
  hands.do("enter");
  assertEquals(hands.shapes, []);
});

Deno.test("[E19] shape and arrow are taken back as one", async () => {
  const hands = await web().do("a", "right", "enter", "escape", "u").rest();
  assertEquals(hands.shapes.length, 1);
});
