import { assertEquals } from "@std/assert";
import { chromeFrame } from "../testing/chrome_frame.tsx";
import { Hands } from "../testing/hands.ts";
import { ACTIONS } from "../state/actions/actions.ts";
import { KEYMAPS } from "../state/input/key_changes.ts";
import { keymap } from "../state/input/keymap.ts";
import type { Model } from "../state/model.ts";
import { clickAt } from "./clicks.ts";

/** The name of the action that a click does. */
function actionAt(
  ...place: Parameters<typeof clickAt>
): string | null {
  const click = clickAt(...place);
  return click?.type === "act" ? click.action : null;
}

/** Where a text stands on the screen, as Ink laid it out. */
function placeOf(model: Model, text: string): [number, number] {
  const frame = chromeFrame(model);
  const row = frame.findIndex((line) => line.includes(text));
  return [frame[row]!.indexOf(text), row];
}

/** What a click on a text of the chrome does. */
function clicked(model: Model, text: string, keys = keymap()): string | null {
  return actionAt(model, keys, ...placeOf(model, text));
}

/** A click on a text of the chrome. */
function click(hands: Hands, text: string): Hands {
  const action = clicked(hands.model, text);
  return action === null ? hands : hands.hear({ type: "act", action });
}

for (const columns of [80, 200]) {
  Deno.test(`[T20] at ${columns} columns a click takes each tool in hand`, () => {
    const { model } = new Hands({ columns, rows: 24 });
    const tools = ACTIONS.filter(({ group }) => group === "Tools");
    const [line] = chromeFrame(model);
    const strip = line!.slice("  lobby  ".length - 1);
    const key = (action: { keys: readonly string[] }) =>
      strip.search(new RegExp(`(?<![a-z])${action.keys[0]}(?![a-z])`));
    assertEquals(
      tools.map((action) => actionAt(model, keymap(), key(action) + 8, 0)),
      tools.map(({ name }) => name),
    );
  });
}

Deno.test("[T20] a click on the room's name lists the rooms", () => {
  const { model } = new Hands({ columns: 80, rows: 24 });
  assertEquals(clicked(model, "lobby"), "lobby");
  assertEquals(actionAt(model, keymap(), 6, 0), null);
});

Deno.test("[T20] a click may miss a tool by one cell", () => {
  const { model } = new Hands({ columns: 80, rows: 24 });
  const [column] = placeOf(model, "v r c");
  assertEquals(actionAt(model, keymap(), column + 3, 0), "tool-rectangle");
});

Deno.test("[T20] a box is drawn without a key, and deleted by the help", () => {
  const hands = new Hands({ columns: 80, rows: 24 });
  const [column] = placeOf(hands.model, "v r c");
  const action = actionAt(hands.model, keymap(), column + 2, 0);
  hands.hear({ type: "act", action: action! });
  hands.do("press@2,1", "drag@7,3", "release@7,3");
  assertEquals(hands.shapes.length, 1);
  click(click(hands, "? keys"), "x Del");
  assertEquals([hands.shapes.length, hands.model.panel], [0, null]);
});

Deno.test("[T20] a click on one of several keys of a line of the help means that one", () => {
  const { model } = new Hands({ columns: 80, rows: 24 }).do("?", "right");
  const [column, row] = placeOf(model, "s C b");
  const at = (offset: number) =>
    actionAt(model, keymap(), column + offset, row);
  assertEquals([0, 2, 4, 16].map(at), ["stroke", "color", "fill", "stroke"]);
});

Deno.test("[T20] the mouse finds every action in the help, whatever the key map", () => {
  for (const changes of Object.values(KEYMAPS)) {
    const keys = keymap(changes);
    const { model } = new Hands({ columns: 120, rows: 50, keys }).do("?");
    const found = new Set<string | null>();
    for (let row = 1; row < 49; row++) {
      for (let column = 0; column < 120; column++) {
        found.add(actionAt(model, keys, column, row));
      }
    }
    const lines = ACTIONS.filter(({ family, name }) =>
      family === undefined && keys.keysOf.get(name)!.length > 0
    );
    const missing = lines.filter(({ name }) => !found.has(name));
    assertEquals(missing.map(({ name }) => name), []);
  }
});

Deno.test("[T20] a click beside everything, or on the drawing, is none of the chrome's", () => {
  const { model } = new Hands({ columns: 80, rows: 24 });
  for (const [column, row] of [[0, 0], [50, 0], [0, 23], [79, 23], [30, 12]]) {
    assertEquals(actionAt(model, keymap(), column!, row!), null);
  }
});

Deno.test("[T20] a click on the chrome ends what is typed, and keeps it", () => {
  const hands = new Hands({ columns: 80, rows: 24 });
  click(hands.do("t", "type:hello"), "? keys");
  const [text] = hands.shapes;
  assertEquals(text?.type === "text" && text.text, "hello");
  assertEquals(click(hands, "? keys").model.panel, null);
});

Deno.test("[T20, T14] a click on the chat writes in it, one on its title closes it", () => {
  const hands = new Hands({ columns: 80, rows: 24 }).do("i", "tab");
  click(hands, "Nobody has said");
  assertEquals(hands.model.panel?.kind, "chat");
  click(hands, "Chat");
  assertEquals([hands.model.panel, hands.model.chat.isOpen], [null, false]);
});

Deno.test("[T20, T11] a click on the members' names lists them", () => {
  const hands = new Hands({ columns: 80, rows: 24 }).hear({
    type: "members",
    memberId: "m_1",
    members: ["ana", "ben"].map((name, at) => ({
      memberId: `m_${at + 1}`,
      userId: `u_${at + 1}`,
      name,
      color: "default",
    })),
  });
  click(hands, "ben *");
  assertEquals(hands.model.panel?.kind, "members");
  assertEquals(clicked(hands.model, "t e z"), "tool-text");
});
