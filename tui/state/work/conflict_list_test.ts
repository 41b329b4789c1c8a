import { assertEquals } from "@std/assert";
import { keymap } from "../input/keymap.ts";
import { panelPicture } from "../../view/panels/pictures.ts";
import type { PanelLine } from "../../view/panels/picture.ts";
import { chromeFrame } from "../../testing/chrome_frame.tsx";
import { Hands } from "../../testing/hands.ts";

/** Two boxes of ours; ben had moved the first, and made both red. */
function conflicts() {
  const hands = new Hands({ columns: 60, rows: 12 })
    .do("r", "space", "space", "type:gateway", "escape", "escape")
    .do("right*20", "r", "space", "space", "escape", "escape");
  const [first, second] = hands.shapes.map(({ id }) => id);
  hands.hear({
    type: "members",
    memberId: "m_1",
    members: [
      { memberId: "m_1", userId: "u_ana", name: "ana", color: "default" },
      { memberId: "m_2", userId: "u_ben", name: "ben", color: "red" },
    ],
  });
  const by = { seq: 7, userId: "u_ben" };
  hands.hear({
    type: "overrode",
    registers: [
      { id: first!, register: "pos", value: { x: 80, y: 32 }, ...by },
      { id: first!, register: "color", value: { color: "red" }, ...by },
      { id: second!, register: "color", value: { color: "red" }, ...by },
    ],
  });
  return hands;
}

/** The lines of the list, as they are shown. */
function listed({ model }: Hands): readonly PanelLine[] {
  return panelPicture(model, keymap())!.lines;
}

const colors = (hands: Hands) => hands.shapes.map(({ color }) => color);

Deno.test("[E18] several at once are one line, which names both keys", () => {
  assertEquals(
    conflicts().model.notices.at(-1)?.text,
    "You wrote over ben's color and 2 more: ! puts it back, W lists all.",
  );
});

Deno.test("[E18] the list shows whose what of which shape, the newest first, and stays", () => {
  const hands = conflicts().do("W");
  const lines = chromeFrame(hands.model).slice(1, 5);
  assertEquals(lines, [
    " Written over  3, the newest first",
    " ben's color of rectangle: red",
    ' ben\'s color of rectangle "gateway": red',
    ' ben\'s position of rectangle "gateway": 80, 32',
  ]);
  hands.do("escape", "W");
  assertEquals(listed(hands).length, 3);
});

Deno.test("[E18] the list's keys are in sight, not the line that called it", () => {
  const hands = conflicts();
  hands.do("W");
  assertEquals(
    chromeFrame(hands.model).at(-2),
    " ! puts it back   x leaves it   arrows: others   Esc closes",
  );
  hands.do("x*3");
  assertEquals(chromeFrame(hands.model).at(-2), " Esc closes");
  hands.do("escape", "W");
  assertEquals(hands.model.panel, null);
  assertEquals(
    hands.model.notices.at(-1)?.text,
    "You wrote over nothing of others.",
  );
});

Deno.test("[E18] in the list any of them is put back, or left as it is", () => {
  const hands = conflicts().do("W", "down", "!");
  assertEquals(colors(hands), ["red", "default"]);
  assertEquals(hands.model.conflicts.length, 2);
  hands.do("x");
  assertEquals(hands.model.conflicts.map(({ register }) => register), [
    "color",
  ]);
  hands.do("enter");
  assertEquals(colors(hands), ["red", "red"]);
  hands.do("!", "x", "enter");
  assertEquals(hands.model.conflicts, []);
});

Deno.test("[E18] a list longer than the panel shows the line that keys act on", () => {
  const hands = conflicts().do("W", "down*9");
  hands.hear({ type: "resize", columns: 60, rows: 6 });
  assertEquals(listed(hands).map(({ isAt }) => isAt), [false, true]);
  hands.do("up");
  assertEquals(
    listed(hands).find(({ isAt }) => isAt)?.spans[0]?.text,
    'ben\'s color of rectangle "gateway": red',
  );
});

Deno.test("[E18] what can't be put back is dim, and says so", () => {
  const hands = conflicts();
  hands.do("A", "x", "W");
  assertEquals(
    listed(hands).map(({ spans }) => spans[0]?.dim),
    [true, true, true],
  );
  hands.do("!");
  assertEquals(hands.model.notices.at(-1)?.text, "It can't be put back.");
});

Deno.test("[E18] what somebody changed after us is not put back over them", () => {
  const hands = conflicts();
  const { document } = hands.model;
  const { id } = hands.shapes[1]!;
  const record = document.shapes.get(id)!;
  const stamps = { color: { seq: 9, by: "u_eve", other: 7 } };
  const shapes = document.shapes.set(id, { ...record, stamps });
  hands.hear({ type: "document", document: { ...document, shapes } });
  hands.do("!");
  assertEquals(
    hands.model.notices.at(-1)?.text,
    "Somebody changed it since: left as it is.",
  );
  assertEquals(colors(hands), ["default", "default"]);
});
