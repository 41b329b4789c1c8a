/**
 * Selecting in the text that is typed: by keys and by mouse, copied, cut, replaced (T20, T22).
 */

import { assert, assertEquals } from "@std/assert";
import { Hands } from "../../testing/hands.ts";
import { VIM_KEYS } from "../input/key_changes.ts";
import { keymap } from "../input/keymap.ts";
import { selectedText } from "./text_buffer.ts";

const label = (...script: string[]) =>
  new Hands().do("r", "press@0,0", "drag@19,6", "release@19,6", ...script);

const selected = ({ model }: Hands) => selectedText(model.entry!.buffer);
const caretOf = ({ model }: Hands) => model.entry!.buffer.caret;
const textOf = ({ shapes: [shape] }: Hands) =>
  shape !== undefined && "text" in shape ? shape.text : null;

Deno.test("[T20] what is selected is replaced by a letter, a paste, a line break, nothing", () => {
  for (
    const [key, text] of [
      ["type:x", "one x"],
      ["paste:2 and 3", "one 2 and 3"],
      ["meta+enter", "one \n"],
      ["backspace", "one "],
    ] as const
  ) {
    const hands = label("type:one two", "ctrl+shift+left");
    assertEquals(selected(hands), "two");
    assertEquals(textOf(hands.do(key)), text);
  }
});

Deno.test("[T20] Ctrl+Space sets a mark from which moves select; again, at once: all; again: nothing", () => {
  const hands = label("type:one two", "ctrl+space", "ctrl+left");
  assertEquals(selected(hands), "two");
  hands.do("ctrl+space");
  assertEquals(selected(hands), "");
  hands.do("ctrl+space", "ctrl+space");
  assertEquals(selected(hands), "one two");
  assertEquals(textOf(hands.do("type:3")), "3");
  hands.do("left");
  assertEquals(selected(hands), "");
});

Deno.test("[T22] Ctrl+C copies what is selected, also to the terminal, and a second one leaves all the same", () => {
  const hands = label("type:one two", "ctrl+shift+left", "ctrl+c");
  assertEquals(hands.asked, ["copy two"]);
  assertEquals(
    hands.model.notices.at(-1)?.text,
    "Sent to the terminal: 3 characters. Ctrl+V pastes, Ctrl+C again leaves.",
  );
  hands.do("ctrl+c");
  assertEquals(hands.asked, ["copy two", "quit"]);
});

Deno.test("[T22] Ctrl+X cuts, Ctrl+V pastes; outside of a text P pastes it as one", () => {
  const hands = label("type:one two", "ctrl+shift+left", "ctrl+x");
  assertEquals(hands.asked, ["copy two"]);
  assertEquals(textOf(hands), "one ");
  hands.do("home", "ctrl+v");
  assertEquals(textOf(hands), "twoone ");
  hands.do("enter", "escape", "P");
  assertEquals(
    hands.shapes.map((shape) => "text" in shape && shape.text),
    ["twoone ", "two"],
  );
});

Deno.test("[T22] shapes that were copied are pasted into a text as what stands in them", () => {
  const hands = label("type:a", "enter", "y", "enter", "ctrl+v", "ctrl+v");
  assertEquals(textOf(hands), "aaa");
  const none = new Hands().do("t", "space", "type:b", "ctrl+v", "ctrl+x");
  assertEquals(textOf(none), "b");
  assertEquals(none.asked, []);
});

Deno.test("[T20] a click puts the caret, between wide characters too, and behind the end of a row", () => {
  const hands = label("type:漢字 ab").looks(`
    |╭──────────────────╮
    |│                  │
    |│                  │
    |│     漢字 ab      │
    |│                  │
    |│                  │
    |╰──────────────────╯
  `);
  for (
    const [at, caret] of [
      ["6,3", 0],
      ["7,3", 0],
      ["8,3", 1],
      ["9,3", 1],
      ["11,3", 3],
      ["18,3", 5],
      ["1,1", 0],
      ["15,5", 5],
    ] as const
  ) {
    assertEquals(caretOf(hands.do(`click@${at}`)), caret, at);
    assert(hands.model.entry !== null);
    hands.clock.advance(1_000);
  }
});

Deno.test("[T20] a click in a wrapped label goes to the row that is seen", () => {
  const hands = label("type:one two three four five six").looks(`
    |╭──────────────────╮
    |│                  │
    |│one two three four│
    |│     five six     │
    |│                  │
    |│                  │
    |╰──────────────────╯
  `);
  assertEquals(caretOf(hands.do("click@3,3")), 19);
  assertEquals(caretOf(hands.do("click@18,2")), 17);
  assertEquals(caretOf(hands.do("down")), 27);
  assertEquals(caretOf(hands.do("up")), 17);
});

Deno.test("[T20] dragging selects, a double click a word, a third one the line", () => {
  const hands = new Hands().do("t", "space", "type:one two", "enter", "type:x");
  hands.do("press@1,0", "drag@5,0", "drag@0,1", "release@0,1");
  assertEquals(selected(hands), "ne two\n");
  hands.do("drag@1,1");
  assertEquals(selected(hands), "ne two\n");
  hands.clock.advance(1_000);
  hands.do("click@5,0", "click@5,0");
  assertEquals(selected(hands), "two");
  hands.do("click@5,0");
  assertEquals(selected(hands), "one two");
  hands.clock.advance(1_000);
  hands.do("click@1,0", "ctrl+click@6,0");
  assertEquals(selected(hands), "ne tw");
});

Deno.test("[T20] a press on the border or elsewhere ends typing, and is a press", () => {
  const hands = label("type:a", "click@0,0");
  assertEquals(hands.model.entry, null);
  assertEquals(hands.model.selection.length, 1);
  assertEquals(label("type:a", "click@30,9").model.selection, []);
});

Deno.test("[T20] up and down keep the column, past shorter rows and in cells", () => {
  const lines = "漢字漢字\nab\nabcdefgh";
  const hands = new Hands().do("t", "space", `paste:${lines}`);
  hands.do("ctrl+home", "right*3", "down");
  assertEquals(caretOf(hands), lines.indexOf("ab") + 2);
  hands.do("down");
  assertEquals(caretOf(hands), lines.indexOf("abcdefgh") + 6);
  hands.do("left", "up", "up");
  assertEquals(caretOf(hands), 2);
  hands.do("shift+down");
  assertEquals(selected(hands), "漢字\nab");
});

Deno.test("[R34] up and down go by the rows of a wrapped label, broken words included", () => {
  const word = "type:abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH";
  const hands = label(word, "enter", "w", "left*28", "enter", "enter");
  const rows: number[] = [];
  for (let i = 0; i < 4; i++) {
    rows.push(caretOf(hands));
    hands.do("up");
  }
  assertEquals(rows, [44, 31, 13, 0]);
  rows.length = 0;
  for (let i = 0; i < 4; i++) {
    rows.push(caretOf(hands));
    hands.do("down");
  }
  assertEquals(rows.at(-1), 44);
});

Deno.test("[T20] Ctrl+O breaks a line where terminals keep Alt+Enter for themselves", () => {
  assertEquals(textOf(label("type:a", "ctrl+o", "type:b", "enter")), "a\nb");
});

Deno.test("[T33] who has given Ctrl+Z back to the shell gets there from a text, too; Ctrl+_ undoes", () => {
  const vim = new Hands({ keys: keymap(VIM_KEYS) });
  vim.do("t", "space", "type:one two", "ctrl+_");
  assertEquals(textOf(vim), "one ");
  assertEquals(vim.do("ctrl+z").asked, ["suspend"]);
  assert(vim.model.entry !== null);
});

Deno.test("[T22] a paste of more than a text holds is cut, and that is told with a number", () => {
  const lines = "0123456789abcde\r\n".repeat(750);
  for (const script of [["t", "space"], []]) {
    const hands = new Hands().do(...script, `paste:${lines}`);
    assertEquals(textOf(hands)?.length, 10_000);
    assertEquals(
      hands.model.notices.at(-1)?.text,
      `A text holds 10,000 characters: ${
        script.length > 0 ? "2,000" : "1,999"
      } more were left out.`,
    );
  }
});

Deno.test("[R34] a box that grows gets higher where lines would be too long", () => {
  const hands = new Hands({ columns: 80, rows: 24 });
  hands.do("r", "space", "space", `paste:${"many words ".repeat(20)}`);
  const [shape] = hands.shapes;
  assert(shape?.type === "rectangle");
  assertEquals([shape.width / 8, shape.height / 16], [52, 7]);
});
