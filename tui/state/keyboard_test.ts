import { assertEquals, assertMatch } from "@std/assert";
import { Hands } from "../testing/hands.ts";
import { keymap, VIM_KEYS } from "./keymap.ts";

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

Deno.test("[T12] Esc takes them away at once", () => {
  assertEquals(new Hands().do("I", "escape").model.notices, []);
});

Deno.test("[T18] I shows the command that joins, and warns of loopback", () => {
  const { text } = new Hands().do("I").model.notices.at(-1)!;
  assertEquals(
    text,
    "deno task draw lobby --server ws://127.0.0.1:4650" +
      "  local, sent to the terminal",
  );
});
