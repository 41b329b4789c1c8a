import { assert, assertEquals, assertMatch } from "@std/assert";
import { chromeFrame } from "../../testing/chrome_frame.tsx";
import { Hands } from "../../testing/hands.ts";
import { ACTIONS } from "../actions/actions.ts";
import { commandsFor } from "../palette/commands.ts";

/** The names that the palette offers, the likeliest first. */
function offered(hands: Hands): string[] {
  const { panel } = hands.model;
  if (panel?.kind !== "palette") throw new TypeError("no palette is open");
  return commandsFor(hands.model, panel.field.text)
    .map(({ action }) => action.name);
}

const screen = () => new Hands({ columns: 80, rows: 24 });

Deno.test("[T17] the palette has every action, but itself", () => {
  assertEquals(
    offered(screen().do(":")).sort(),
    ACTIONS.map(({ name }) => name).filter((name) => name !== "commands")
      .sort(),
  );
});

Deno.test("[T17] typing filters by letters of the name, Enter does it", () => {
  const hands = screen().do(":", "type:tcirc");
  assertEquals(offered(hands)[0], "tool-circle");
  hands.do("enter");
  assertEquals([hands.model.panel, hands.model.inHand.name], [null, "circle"]);
});

Deno.test("[T17] what an action does finds it as well", () => {
  assertEquals(offered(screen().do(":", "type:paint anew"))[0], "repaint");
});

Deno.test("[T17] up and down choose, Esc closes and does nothing", () => {
  const hands = screen().do(":", "down*2", "up");
  const second = offered(hands)[1];
  assertEquals(second, ACTIONS[1]!.name);
  hands.do("escape");
  assertEquals([hands.model.panel, hands.model.inHand.name], [null, "select"]);
  hands.do(":", "down", "enter");
  assertEquals(hands.model.inHand.name, "rectangle");
});

Deno.test("[T17] what was done last stands first", () => {
  const hands = screen().do(":", "type:repaint", "enter", ":");
  assertEquals(offered(hands)[0], "repaint");
  assertEquals(hands.do("enter").asked, ["repaint", "repaint"]);
  hands.do(":", "type:tool-line", "enter", ":");
  assertEquals(offered(hands).slice(0, 2), ["tool-line", "repaint"]);
});

Deno.test("[T17] keys are no commands while one types: nothing leaks to the canvas", () => {
  const hands = screen().do("r", "space", "right*5", "down*3", "space");
  hands.do("escape", "up*2").do(":", "ctrl+z", "ctrl+r", "type:qx", "delete");
  assertEquals([hands.shapes.length, hands.asked], [1, []]);
});

Deno.test("[T17] what can't be done now is told with the reason, and stays undone", () => {
  const hands = screen().do(":", "type:delete");
  const line = chromeFrame(hands.model).find((row) => row.includes("delete  "));
  assertMatch(line!, /delete +Nothing is selected\. +x Del Backspace/);
  hands.do("enter");
  assertEquals(hands.model.panel?.kind, "palette");
  assertEquals(
    hands.model.notices.at(-1)?.text,
    "Cannot do that: Nothing is selected.",
  );
});

Deno.test("[T17] every action that can be refused says why", () => {
  const silent = ACTIONS.filter(({ when, whyNot }) =>
    when !== undefined && whyNot === undefined
  );
  assertEquals(silent.map(({ name }) => name), []);
});

Deno.test("[T17] Tab writes the command out, Backspace in an empty line closes", () => {
  const hands = screen().do(":", "type:tcirc", "tab");
  const { panel } = hands.model;
  assertEquals(panel?.kind === "palette" && panel.field.text, "tool-circle");
  hands.do("ctrl+u", "backspace");
  assertEquals(hands.model.panel, null);
});

Deno.test("[T20] the wheel and a click choose from the palette", () => {
  const hands = screen().do(":");
  hands.do("wheel-down@5,15");
  const { panel } = hands.model;
  assertEquals(panel?.kind === "palette" && panel.at, 3);
  hands.hear({ type: "pick", line: 2 });
  assertEquals([hands.model.panel, hands.model.inHand.name], [null, "circle"]);
});

Deno.test("[T22] a paste goes into the line", () => {
  const hands = screen().do(":", "paste:tool-\ncircle");
  const { panel } = hands.model;
  assertEquals(panel?.kind === "palette" && panel.field.text, "tool- circle");
});

Deno.test("[T17] the palette leaves the place of work in sight", () => {
  for (const down of [0, 8, 12, 21]) {
    const hands = screen().do(`down*${down}`, ":");
    const title = chromeFrame(hands.model)
      .findIndex((line) => line.startsWith(" Commands"));
    const row = down + 1;
    assert(row < title || row >= title + 11, `${row} under ${title}`);
  }
});
