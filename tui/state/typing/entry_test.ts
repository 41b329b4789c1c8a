import { assert, assertEquals } from "@std/assert";
import { EMPTY_DOCUMENT } from "../../../shared/document/document.ts";
import { Hands } from "../../testing/hands.ts";

const label = (...script: string[]) =>
  new Hands().do("r", "press@0,0", "drag@13,4", "release@13,4", ...script);

Deno.test("[T18] a label of two lines by Alt+Enter, centred while it is typed", () => {
  label("type:two", "meta+enter", "type:lines").looks(`
    |╭────────────╮
    |│    two     │
    |│   lines    │
    |│            │
    |╰────────────╯
  `);
});

Deno.test("[R34] wide characters are typed, moved over and deleted as one", () => {
  label("type:漢字", "left", "type:a", "end", "backspace", "enter").looks(`
    |╭────────────╮
    |│            │
    |│    漢a     │
    |│            │
    |╰────────────╯
  `);
});

Deno.test("[T20] Esc ends a label and keeps what was typed", () => {
  const hands = label("type:kept", "escape");
  assertEquals(hands.model.entry, null);
  assert("text" in hands.shapes[0]! && hands.shapes[0].text === "kept");
});

Deno.test("[T18] Space, arrows and Enter after a shape do not start a label", () => {
  for (const key of ["enter", "escape", "space", "right"]) {
    const { model } = label(key);
    assertEquals([model.entry, model.fresh], [null, null]);
  }
});

Deno.test("[T20] a click elsewhere ends typing and keeps it", () => {
  const hands = label("type:kept", "click@30,9");
  assertEquals(hands.model.entry, null);
  assert("text" in hands.shapes[0]! && hands.shapes[0].text === "kept");
});

Deno.test("[T20] letters that are commands elsewhere are letters in a text", () => {
  const hands = label("type:quit x?u:", "enter");
  assertEquals(hands.asked, []);
  assert("text" in hands.shapes[0]! && hands.shapes[0].text === "quit x?u:");
});

Deno.test("[E13] typing ends when somebody deletes the shape; the user is told, and has the text to paste", () => {
  const hands = label("type:kept").hear({
    type: "document",
    document: EMPTY_DOCUMENT,
  });
  assertEquals(hands.model.entry, null);
  assertEquals(hands.model.selection, []);
  assertEquals(
    hands.model.notices.at(-1)?.text,
    "Somebody deleted the shape while you typed in it. P pastes your text.",
  );
  hands.do("P");
  assert("text" in hands.shapes[0]! && hands.shapes[0].text === "kept");
});

Deno.test("[T20] a label that did not change is not sent", () => {
  const hands = label("type:same", "enter");
  const { unsent } = hands.client.status;
  hands.do("enter", "enter");
  assertEquals(hands.client.status.unsent, unsent);
});

Deno.test("[T18] a box of the usual size grows to fit its label", () => {
  const typed = ["type:authentication", "meta+enter", "type:service"];
  const fitting = `
    |╭────────────────╮
    |│ authentication │
    |│    service     │
    |╰────────────────╯
  `;
  const hands = new Hands().do("r", "space", "space", ...typed).looks(fitting);
  hands.do("enter").looks(fitting);
  assertEquals(hands.model.cursor, { column: 17, row: 3 });
});

Deno.test("[T18] a box that was dragged grows by rows, and by columns only where a word has no room", () => {
  const drawn = ["r", "press@0,0", "drag@9,2", "release@9,2"];
  new Hands().do(...drawn, "type:a web server", "enter").looks(`
    |╭────────╮
    |│ a web  │
    |│ server │
    |╰────────╯
  `);
  new Hands().do(...drawn, "type:an authentication service").looks(`
    |╭────────────────╮
    |│       an       │
    |│ authentication │
    |│    service     │
    |╰────────────────╯
  `);
  new Hands().do("r", "press@0,0", "drag@3,1", "release@3,1", "type:db").looks(`
    |╭──╮
    |│db│
    |╰──╯
  `);
});

Deno.test("[T18] a box also grows with what is typed later, as it would have at first", () => {
  const later = new Hands().do("r", "space", "space", "type:web", "enter");
  later.do("enter", "type: application").looks(`
    |╭─────────────────╮
    |│ web application │
    |╰─────────────────╯
  `);
  later.do("enter", "enter", "meta+enter", "type:server", "enter").looks(`
    |╭─────────────────╮
    |│ web application │
    |│     server      │
    |╰─────────────────╯
  `);
  const drawn = ["r", "press@0,0", "drag@9,2", "release@9,2", "enter"];
  new Hands().do(...drawn, "enter", "type:a web server").looks(`
    |╭────────╮
    |│ a web  │
    |│ server │
    |╰────────╯
  `);
});

Deno.test("[T18] a box whose label is cut already stays as somebody made it", () => {
  const hands = new Hands().do("r", "space", "space", "type:authentication");
  hands.do("enter", "w", "left*8", "enter", "enter", "type:s").looks(`
    |╭────────╮
    |│authent…│
    |╰────────╯
  `);
});

Deno.test("[T18] a box never gets smaller than the usual size, and what made it larger is undone", async () => {
  const hands = new Hands().do("r", "space", "space", "type:a", "enter").looks(`
    |╭──────────╮
    |│    a     │
    |╰──────────╯
  `);
  const width = () => "width" in hands.shapes[0]! && hands.shapes[0].width;
  hands.do("enter", "type: longer text than that", "enter");
  assertEquals(width(), 216);
  await hands.do("u").rest();
  assertEquals(width(), 96);
  await hands.do("u", "u").rest();
  assertEquals(hands.shapes, []);
});
