import { assertEquals } from "@std/assert";
import { Hands } from "../../testing/hands.ts";
import { VIM_KEYS } from "../../state/input/key_changes.ts";
import { keymap } from "../../state/input/keymap.ts";

/** A locked box on the left, an open one on the right; nothing is selected. */
function half(): Hands {
  const hands = new Hands();
  hands.do(
    "r",
    "press@2,1",
    "drag@7,3",
    "release@7,3",
    "escape",
    "L",
    "escape",
  );
  hands.do("r", "press@20,1", "drag@25,3", "release@25,3", "escape", "escape");
  hands.clock.advance(5_000);
  return hands;
}

const [locked, open] = half().shapes.map(({ id }) => id) as [string, string];

for (
  const [how, ...script] of [
    ["arrow keys", "tab", "right"],
    ["picking up", "tab", "space", "right", "space"],
    ["dragging", "press@2,2", "drag@9,5", "release@9,5"],
    [
      "dragging what is selected",
      "tab",
      "press@3,1",
      "drag@9,5",
      "release@9,5",
    ],
    ["w", "tab", "w", "right", "enter"],
    ["dragging a corner", "tab", "press@7,3", "drag@9,5", "release@9,5"],
    ["x", "tab", "x"],
    ["cutting", "tab", "X"],
    ["the eraser", "e", "press@0,1", "drag@9,1", "release@9,1"],
    ["the eraser by keys", "click@3,8", "up*6", "e", "space"],
    ["typing a label", "tab", "enter", "type:a", "enter"],
    ["a double click", "click@3,1", "click@3,1", "type:a", "enter"],
  ]
) {
  Deno.test(`[E3, T20] what is locked stays as it is: ${how}`, () => {
    assertEquals(half().do(...script!).shapes[0], half().shapes[0]);
  });
}

Deno.test("[T20] of a mixed selection only what is open moves, and is deleted", () => {
  const hands = half().do("tab", "ctrl+click@20,1", "down").looks(`
    |
    |  ╭────╮
    |  │    │            ╭────╮
    |  ╰────╯            │    │
    |                    ╰────╯
  `);
  assertEquals(hands.do("x").shapes.map(({ id }) => id), [locked]);
  assertEquals(hands.model.selection, [locked]);
});

for (
  const [how, expected, ...script] of [
    ["a click takes it", [locked], "click@2,1"],
    ["Tab takes it", [locked], "tab"],
    ["Space takes it", [locked], "click@3,8", "up*6", "space"],
    ["A leaves it out", [open], "A"],
    ["a frame leaves it out", [open], "press@0,0", "drag@30,5", "release@30,5"],
    [
      "a frame may begin on it",
      [open],
      "press@7,1",
      "drag@30,5",
      "release@30,5",
    ],
  ] as [string, string[], ...string[]][]
) {
  Deno.test(`[T20] what is locked can be selected, to unlock it: ${how}`, () => {
    assertEquals(half().do(...script).model.selection, expected);
  });
}

Deno.test("[T20] L unlocks what is locked, and locks what is not all locked", () => {
  const hands = half().do("tab", "L", "right");
  assertEquals(hands.shapes.map(({ locked }) => locked), [false, false]);
  assertEquals(hands.shapes[0]?.x, 24);
  hands.do("L", "ctrl+click@20,1", "L");
  assertEquals(hands.shapes.map(({ locked }) => locked), [true, true]);
});

Deno.test("[T20] copies of what is locked are not: they are there to be put somewhere", () => {
  const hands = half().do("tab", "D");
  assertEquals(hands.shapes.at(-1)?.locked, false);
});

Deno.test("[T20] with vim's keys & locks, since L moves", () => {
  const hands = new Hands({ keys: keymap(VIM_KEYS) });
  hands.do("r", "space", "space", "escape", "&", "L");
  assertEquals([hands.shapes[0]?.locked, hands.shapes[0]?.x], [true, 0]);
});
