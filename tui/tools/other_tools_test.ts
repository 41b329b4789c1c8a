import { assertEquals } from "@std/assert";
import { Hands } from "../testing/hands.ts";

for (
  const [how, ...script] of [
    [
      "keys",
      "right*3",
      "down",
      "t",
      "space",
      "type:hello",
      "enter",
      "type:all",
      "escape",
    ],
    [
      "keys, without anchoring first",
      "right*3",
      "down",
      "t",
      "type:hello",
      "enter",
      "type:all",
      "escape",
    ],
    ["a click", "t", "click@3,1", "type:hello", "enter", "type:all", "escape"],
    [
      "a double click with select",
      "click@3,1",
      "click@3,1",
      "type:hello",
      "enter",
      "type:all",
      "escape",
    ],
    ["pasting", "right*3", "down", "paste:hello\r\nall\n"],
    ["pasting into it", "t", "click@3,1", "paste:hello\nall", "escape"],
  ]
) {
  Deno.test(`[T20] text is written by ${how}`, () => {
    const hands = new Hands().do(...script!).looks(`
      |
      |   hello
      |   all
    `);
    assertEquals(hands.model.entry, null);
    assertEquals(hands.model.inHand.name, "select");
    assertEquals(hands.shapes.length, 1);
  });
}

Deno.test("[P7] text is seen while it is typed, and each letter is shared", () => {
  const hands = new Hands().do("t", "space");
  assertEquals(hands.shapes, []);
  const [text] = hands.do("type:so far").looks(`
    |so far
  `).shapes;
  assertEquals(text?.type === "text" && text.text, "so far");
});

Deno.test("[T20] a text is gone on with: by the text tool, by Enter", () => {
  for (const begin of [["t", "click@2,0"], ["click@2,0", "enter"]]) {
    const hands = new Hands().do("t", "type:hello", "escape");
    hands.do("escape", ...begin, "type: you", "escape").looks(`
      |hello you
    `);
    assertEquals(hands.shapes.length, 1);
  }
});

Deno.test("[T20] a text without letters is no shape, and one that loses them goes", () => {
  const hands = new Hands().do("t", "space", "escape");
  assertEquals(hands.shapes, []);
  hands.do("t", "type:ab", "escape", "enter", "backspace*2", "escape");
  assertEquals([hands.shapes, hands.model.selection], [[], []]);
});

Deno.test("[T22] a paste is never run as keys, whatever it holds", () => {
  const hands = new Hands().do("paste:q\u001b[2Jx\u0003");
  assertEquals(hands.asked, []);
  assertEquals(hands.shapes.map((shape) => "text" in shape && shape.text), [
    "q[2Jx",
  ]);
});

Deno.test("[T22] a paste right after a box becomes its label", () => {
  new Hands().do("r", "space", "space", "paste:api", "enter").looks(`
    |╭──────────╮
    |│   api    │
    |╰──────────╯
  `);
});

Deno.test("[T20] the hand moves the view by arrows and by dragging", () => {
  const hands = new Hands().do("r", "space", "space", "escape", "escape");
  hands.do("z", "left*2", "up").looks(`
    |
    |  ╭──────────╮
    |  │          │
    |  ╰──────────╯
  `);
  hands.do("press@10,5", "drag@11,6", "drag@9,4", "release@9,4").looks(`
    | ╭──────────╮
    | │          │
    | ╰──────────╯
  `);
  assertEquals(hands.do("escape").model.inHand.name, "select");
});

Deno.test("[T20] the wheel and the middle button move the view with any tool in hand", () => {
  const hands = new Hands().do("r", "space", "space", "escape", "escape");
  hands.do("wheel-up@5,5").looks(`
    |
    |
    |
    |╭──────────╮
    |│          │
    |╰──────────╯
  `);
  hands.do("middle-press@5,5", "middle-drag@6,3", "middle-release@6,3").looks(`
    |
    | ╭──────────╮
    | │          │
    | ╰──────────╯
  `);
});

Deno.test("[T20] the eraser deletes by Space and by dragging over shapes", () => {
  const draw = () =>
    new Hands().do("Q")
      .do("r", "press@2,1", "drag@5,3", "release@5,3", "escape")
      .do("press@8,1", "drag@11,3", "release@11,3", "escape", "Q");
  const keyed = draw().do("e", "click@30,9", "left*27", "up*8", "space");
  assertEquals(keyed.shapes.length, 1);
  const dragged = draw().do("e", "press@0,2");
  for (let column = 1; column < 12; column++) dragged.do(`drag@${column},2`);
  assertEquals(dragged.do("release@12,2").shapes, []);
});

Deno.test("[T20] the eraser's drag spares a box in whose empty inside it stays", () => {
  const draw = () =>
    new Hands().do("r", "press@2,1", "drag@15,6", "release@15,6", "escape");
  const wiped = draw().do("e", "press@4,3", "drag@12,5", "release@12,5");
  assertEquals(wiped.shapes.length, 1);
  // A key is meant for what the cursor is in.
  assertEquals(wiped.do("space").shapes, []);
});

Deno.test("[T20] one drag of the eraser is undone at once", async () => {
  const hands = new Hands().do("Q", "r")
    .do("press@2,1", "drag@5,3", "release@5,3", "escape")
    .do("press@8,1", "drag@11,3", "release@11,3", "escape")
    .do("e", "press@3,2", "drag@9,2", "release@9,2");
  assertEquals(hands.shapes, []);
  await hands.do("u").rest();
  assertEquals(hands.shapes.length, 2);
});
