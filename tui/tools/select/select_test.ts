import { assertEquals } from "@std/assert";
import { Hands } from "../../testing/hands.ts";
import { messageOf } from "../../view/message_line.ts";

/** Two boxes of the usual size side by side; nothing is selected, the cursor at the top left. */
function twoBoxes(): Hands {
  const hands = new Hands();
  hands.do("r", "press@2,1", "drag@7,3", "release@7,3", "escape");
  hands.do("r", "press@20,1", "drag@25,3", "release@25,3", "escape");
  hands.do("escape", "click@0,0");
  // The next press is not the second of a double click.
  hands.clock.advance(1_000);
  return hands;
}

const LEFT_MOVED = `
  |
  |                    ╭────╮
  |                    │    │
  |    ╭────╮          ╰────╯
  |    │    │
  |    ╰────╯
`;

for (
  const [how, ...script] of [
    ["dragging", "press@3,1", "drag@5,3", "release@5,3"],
    ["arrow keys", "click@3,1", "right*2", "down*2"],
    [
      "picking up and putting down",
      "click@3,1",
      "space",
      "right*2",
      "down*2",
      "space",
    ],
    [
      "picking up, putting down by Enter",
      "click@3,1",
      "space",
      "right*2",
      "down*2",
      "enter",
    ],
    ["keys alone", "tab", "right*2", "down*2"],
  ]
) {
  Deno.test(`[T20] a shape is moved by ${how}`, () => {
    twoBoxes().do(...script).looks(LEFT_MOVED);
  });
}

Deno.test("[P7] what is carried is seen on its way, and one move is sent at the end", () => {
  const hands = twoBoxes().do("press@3,1", "drag@4,2", "drag@5,3");
  hands.looks(LEFT_MOVED);
  const unsent = () => hands.client.status.unsent;
  assertEquals(unsent(), 2);
  hands.do("release@5,3").looks(LEFT_MOVED);
  assertEquals(unsent(), 3);
});

for (
  const [how, ...script] of [
    ["a drag", "press@3,1", "drag@9,5", "escape", "release@9,5"],
    ["carrying", "click@3,1", "space", "right*9", "escape"],
  ]
) {
  Deno.test(`[T20] Esc puts back what ${how} moved`, () => {
    const before = twoBoxes();
    const after = twoBoxes().do(...script);
    assertEquals(after.picture, before.picture);
  });
}

const [left, right] = twoBoxes().shapes.map(({ id }) => id);

for (
  const [how, expected, ...script] of [
    ["a click", [left], "click@3,2"],
    ["a click elsewhere", [], "click@3,2", "click@15,8"],
    ["Ctrl+click on two", [left, right], "click@3,2", "ctrl+click@21,2"],
    [
      "Ctrl+click twice on one",
      [right],
      "click@3,2",
      "ctrl+click@21,2",
      "ctrl+click@3,2",
    ],
    ["right click", [left, right], "click@3,2", "right-click@21,2"],
    ["Tab", [left], "tab"],
    ["Tab, Tab", [right], "tab*2"],
    ["Tab around", [left], "tab*3"],
    ["Shift+Tab", [right], "shift+tab"],
    ["A", [left, right], "A"],
    ["Space on a shape", [left], "right*3", "down*2", "space"],
    [", on both", [left, right], "right*3", "down*2", ",", "right*18", ","],
    [", twice", [], "right*3", "down*2", ",", ","],
    ["a frame around one", [left], "press@0,0", "drag@10,5", "release@10,5"],
    ["a frame by keys", [left], "space", "right*10", "down*5", "space"],
    [
      "a frame around both",
      [left, right],
      "press@0,0",
      "drag@30,5",
      "release@30,5",
    ],
    ["a frame that cuts a shape", [], "press@0,0", "drag@5,5", "release@5,5"],
    [
      "Ctrl adds a frame",
      [right, left],
      "click@21,2",
      "ctrl+press@0,0",
      "drag@10,5",
      "release@10,5",
    ],
    [", and Tab, and , again", [left, right], ",", "space", "tab", ...[
      ...[",", ",", "tab", ","],
    ]],
    ["a frame by , that adds", [left, right], "right*3", "down*2", ...[
      ...[",", "right*16", "up*2", ",", "right*9", "down*5", ","],
    ]],
    ["a frame by , that takes out", [], "right*3", "down*2", ...[
      ...[",", "left*3", "up*2", ",", "right*9", "down*5", ","],
    ]],
    [
      "after Space, arrows move what is chosen",
      [left],
      "right*3",
      "down*2",
      ...[
        ...[",", "space", "right"],
      ],
    ],
    ["Esc", [], "A", "escape"],
    ["Esc in a frame", [], "space", "right*10", "escape"],
  ] as [string, string[], ...string[]][]
) {
  Deno.test(`[T20] selection: ${how}`, () => {
    const hands = twoBoxes().do(...script);
    assertEquals(hands.model.selection, expected);
    assertEquals(hands.model.inHand.name, "select");
  });
}

Deno.test("[T20] while one chooses by , nothing moves; the choice made, arrow keys move it all", () => {
  const hands = twoBoxes().do("right*3", "down*2", ",", "right*18", ",");
  assertEquals(hands.picture, twoBoxes().picture);
  hands.do("space", "down").looks(`
    |
    |
    |  ╭────╮            ╭────╮
    |  │    │            │    │
    |  ╰────╯            ╰────╯
  `);
});

for (const key of ["x", "delete", "backspace"]) {
  Deno.test(`[T20] ${key} deletes what is selected`, () => {
    const hands = twoBoxes().do("click@3,2", key);
    assertEquals(hands.shapes.map(({ id }) => id), [right!]);
    assertEquals(hands.model.selection, []);
  });
}

Deno.test("[T20] u undoes, Ctrl+R does it again; a held arrow key is one step", async () => {
  const hands = twoBoxes();
  const before = hands.picture;
  hands.do("click@3,1", "right*2", "down*2");
  await hands.do("u").rest();
  assertEquals(hands.picture, before);
  await hands.do("ctrl+r").rest();
  hands.looks(LEFT_MOVED);
});

Deno.test("[T20] arrow keys with a rest between them are steps of their own, and undoing one leaves the stacking", async () => {
  const hands = twoBoxes().do("click@3,1", "right*2");
  hands.clock.advance(2_000);
  hands.do("down*2");
  await hands.do("u").rest();
  assertEquals(hands.shapes[0], { ...hands.shapes[0]!, x: 32, y: 16 });
});

Deno.test("[T20] with nothing to undo, undo says so", async () => {
  const hands = await new Hands().do("u").rest();
  assertEquals(hands.model.notices.at(-1)?.text, "Nothing to undo.");
});

Deno.test("[T20] the hint tells of what can be done with what is selected", () => {
  const hint = (...script: string[]) =>
    messageOf(new Hands({ columns: 80 }).do(...script).model)?.text;
  const box = ["r", "press@2,1", "drag@7,3", "release@7,3", "escape"];
  const line = ["l", "press@2,5", "drag@7,5", "release@7,5"];
  assertEquals(
    hint(...box),
    "arrows move, Enter labels, w resizes, a adds beside, x deletes, s C b style",
  );
  assertEquals(
    hint(...line),
    "arrows move, Enter labels, w resizes, x deletes, s C b style",
  );
  assertEquals(
    hint(...box, ...line, "A"),
    "arrows move, w resizes, g groups, x deletes, s C b style",
  );
  assertEquals(
    hint("t", "type:x", "escape"),
    "arrows move, Enter edits, x deletes, s C b style",
  );
});

Deno.test("[T20] what is deleted is not carried any more, nor is what is selected next", () => {
  const hands = twoBoxes().do("click@3,2", "space", "x");
  assertEquals(messageOf(hands.model), null);
  hands.do("tab", "right", "right").looks(`
    |
    |                      ╭────╮
    |                      │    │
    |                      ╰────╯
  `);
});

Deno.test("[T20] what somebody else deletes is not carried any more", () => {
  const hands = twoBoxes().do("click@3,2", "space", "right");
  void hands.client.submit([
    { op: "delete", ids: [hands.shapes[0]!.id] },
  ]);
  assertEquals(messageOf(hands.model), null);
});

for (
  const [how, ...script] of [
    ["Enter", "click@3,2", "enter", "type:db", "enter"],
    ["a double click", "click@3,2", "click@3,2", "type:db", "enter"],
  ]
) {
  Deno.test(`[T20] the label is typed after ${how}`, () => {
    twoBoxes().do(...script).looks(`
      |
      |  ╭────╮            ╭────╮
      |  │ db │            │    │
      |  ╰────╯            ╰────╯
    `);
  });
}

Deno.test("[T20] two slow clicks are no double click", () => {
  const hands = twoBoxes().do("click@3,2");
  hands.clock.advance(1_000);
  assertEquals(hands.do("click@3,2").model.entry, null);
});

Deno.test("[E15] ] brings to the front, [ to the back", () => {
  const hands = twoBoxes();
  const order = () => hands.shapes.map(({ id }) => id);
  hands.do("click@3,2", "]");
  assertEquals(order(), [right!, left!]);
  hands.do("[");
  assertEquals(order(), [left!, right!]);
});

Deno.test("[T20] s, C and b restyle what is selected and what is drawn next", () => {
  const hands = twoBoxes().do(
    "click@3,2",
    "s*2",
    "enter",
    "C*2",
    "enter",
    "b*4",
    "enter",
    "escape",
  );
  const [styled, plain] = hands.shapes;
  assertEquals(
    [styled!.stroke, styled!.color, styled!.fill],
    ["light", "red", ":"],
  );
  assertEquals([plain!.stroke, plain!.color, plain!.fill], [
    "rounded",
    "default",
    "none",
  ]);
  hands.do("r", "space", "space");
  const next = hands.shapes.at(-1)!;
  assertEquals([next.stroke, next.color, next.fill], ["light", "red", ":"]);
});

Deno.test("[T20] a click inside of an empty box takes it; a drag from there is a frame", () => {
  const hands = twoBoxes();
  assertEquals(hands.do("click@4,2").model.selection, [left!]);
  hands.clock.advance(1_000);
  hands.do("escape", "press@4,2", "drag@30,9", "release@30,9");
  assertEquals(hands.model.selection, []);
  assertEquals(hands.picture, twoBoxes().picture);
});

for (
  const [what, ...script] of [
    ["with a fill", "click@4,2", "b*2", "escape", "press@5,2", "drag@7,4"],
    ["by its label", "tab", "enter", "type:abcd", "enter", "press@5,2", ...[
      ...["drag@7,4"],
    ]],
    ["that is selected", "tab", "press@5,2", "drag@7,4"],
  ]
) {
  Deno.test(`[T20] a box ${what} is dragged by its inside`, () => {
    const hands = twoBoxes().do(...script!, "release@7,4");
    const box = hands.shapes[0]!;
    assertEquals([box.x / 8, box.y / 16], [4, 3]);
  });
}
