import { assertEquals, assertMatch } from "@std/assert";
import { Hands, roomOf } from "../../testing/hands.ts";
import { offlineClient } from "../../testing/offline_client.ts";
import type { FakeClock } from "../../../shared/client/testing/fake_clock.ts";
import { panelPicture } from "../../view/panels/pictures.ts";
import { VIM_KEYS } from "./key_changes.ts";
import { keymap } from "./keymap.ts";

Deno.test("[T37] Esc and a key in one read are Esc and that key", () => {
  const hands = new Hands().do("r", "space", "right*3", "meta+c");
  assertEquals([hands.shapes, hands.model.inHand.name], [[], "circle"]);
  assertEquals(hands.picture, "");
  assertEquals(
    new Hands({ keys: keymap(VIM_KEYS) }).do("r", "ctrl+meta+z").asked,
    ["suspend"],
  );
  hands.do("t", "space", "type:ab", "meta+r");
  assertEquals(hands.model.inHand.name, "rectangle");
  assertEquals(hands.shapes.length, 1);
});

Deno.test("[T37] Esc and a key in one read leave a panel, and do that key", () => {
  const hands = new Hands().do("i", "type:ab", "meta+c");
  assertEquals([hands.model.panel, hands.model.chat.isOpen], [null, false]);
  assertEquals(hands.model.inHand.name, "circle");
  hands.do("i", "meta+backspace");
  assertEquals(hands.model.chat.field.text, "");
});

Deno.test("[T20] q leaves", () => {
  assertEquals(new Hands().do("q").asked, ["quit"]);
});

Deno.test("[T41] q warns before unsent work is lost, and leaves the second time", () => {
  const hands = new Hands().do("l", "space", "space", "q");
  assertEquals(hands.asked, []);
  assertMatch(
    hands.model.notices.at(-1)!.text,
    /^1 unsent change would be lost/,
  );
  assertEquals(hands.do("q").asked, ["quit"]);
});

Deno.test("[T41] q tells that unsent work which is kept on disk will be sent later", () => {
  const room = (clock: FakeClock) => ({
    ...roomOf(offlineClient(clock)),
    isUnsentKept: true,
  });
  const hands = new Hands({ room });
  hands.do("l", "space", "space", "q");
  const told = () => hands.model.notices.at(-1)!.text;
  assertEquals(
    told(),
    "1 unsent change will be sent when you are back. Press q again to leave.",
  );
  hands.hear({ type: "unkept", reason: "the disk is full" });
  hands.clock.advance(5_000);
  hands.do("q");
  assertMatch(told(), /^1 unsent change would be lost/);
});

Deno.test("[T20] Ctrl+C twice leaves, whatever is open; once does not", () => {
  for (const open of [[], ["?"], ["t", "space", "type:ab"], ["r", "space"]]) {
    const hands = new Hands().do(...open, "ctrl+c");
    assertEquals(hands.asked, []);
    assertEquals(hands.do("ctrl+c").asked, ["quit"]);
  }
  const slow = new Hands().do("ctrl+c");
  slow.clock.advance(5_000);
  assertEquals(slow.do("ctrl+c").asked, []);
});

Deno.test("[T17] ? opens the help, Esc closes it, and tools can be taken from it", () => {
  const hands = new Hands().do("?");
  assertEquals(hands.model.panel?.kind, "help");
  assertEquals(hands.do("down*3").model.panel, { kind: "help", page: 3 });
  assertEquals(
    hands.do("right*2", "left", "tab").model.panel,
    { kind: "help", page: 5 },
  );
  assertEquals(hands.do("escape").model.panel, null);
  const { panel, inHand } = hands.do("?", "c").model;
  assertEquals([panel, inHand.name], [null, "circle"]);
});

Deno.test("[T20] Ctrl+L paints anew", () => {
  assertEquals(new Hands().do("ctrl+l").asked, ["repaint"]);
});

Deno.test("[T20] vim keys move with hjkl and HJKL", () => {
  const hands = new Hands({ keys: keymap(VIM_KEYS) }).do(
    "L",
    "l",
    "J",
    "h",
    "k",
  );
  assertEquals(hands.model.cursor, { column: 5, row: 4 });
  assertEquals(hands.do("6").model.inHand.name, "line");
});

Deno.test("[T12] notices go when their time is over", () => {
  const hands = new Hands().do("Q");
  assertEquals(hands.model.notices.length, 1);
  hands.clock.advance(10_000);
  assertEquals(hands.model.notices, []);
});

for (
  const [key, why] of [
    ["g", "Nothing is selected."],
    ["R", "No line or arrow is selected."],
    ["!", "You wrote over nothing of others."],
  ] as const
) {
  Deno.test(`[T12] a key that can do nothing now says why: ${key}`, () => {
    const { notices } = new Hands().do(key).model;
    assertEquals(notices.map(({ text }) => text), [why]);
  });
}

Deno.test("[T12] Esc takes them away at once", () => {
  assertEquals(new Hands().do("Q", "escape").model.notices, []);
});

/** What `I` shows on a screen of 80 columns. */
function invitation(server: string): string[] {
  const hands = new Hands({ columns: 80, rows: 24 }).do("I");
  return panelPicture({ ...hands.model, server }, keymap())!.lines
    .map(({ spans }) => spans.map(({ text }) => text).join(""));
}

Deno.test("[T18] I shows the command that joins, and what it takes where the server is local", () => {
  assertEquals(invitation("ws://127.0.0.1:4650"), [
    "deno task draw lobby --server ws://127.0.0.1:4650",
    "This server answers on its own machine only. From elsewhere, first",
    "  ssh -N -L 4650:127.0.0.1:4650 <this machine>",
  ]);
});

for (const server of ["ws://192.168.1.5:4650", "wss://draw.example"]) {
  Deno.test(`[T18] ${server} is reached from elsewhere: the command is enough`, () => {
    assertEquals(invitation(server), [
      `deno task draw lobby --server ${server}`,
    ]);
  });
}

Deno.test("[T18] the invitation stays until a key", () => {
  const hands = new Hands().do("I");
  hands.clock.advance(60_000);
  assertEquals(hands.model.panel?.kind, "invite");
  assertEquals(hands.do("escape").model.panel, null);
});
