/**
 * Arrows take other sides where the old ones have become a detour (R32, T20).
 */

import { assertEquals } from "@std/assert";
import { Hands } from "../../testing/hands.ts";
import { presenceOf } from "../company/presence.ts";

/** A box with an arrow to another one on its right, which is selected. */
function two(...script: string[]): Hands {
  return new Hands({ columns: 60, rows: 24 })
    .do("right*20", "down*8", "r", "space", "space", "type:a", "enter")
    .do("a", "right", "enter", "type:b", "enter", ...script);
}

Deno.test("[R32] an arrow takes other sides when a shape is carried round the other", () => {
  const below = two("shift+down*2", "shift+left*4");
  below.looks(`
    |
    |
    |
    |
    |
    |
    |
    |
    |                    ╭──────────╮
    |                    │    a     │
    |                    ╰─────┬────╯
    |                          │
    |                          │
    |                          │
    |                          │
    |                          │
    |                          │
    |                          ▾
    |                    ╭──────────╮
    |                    │    b     │
    |                    ╰──────────╯
  `);
  const left = below.do("shift+left*4", "shift+up*2");
  left.looks(`
    |
    |
    |
    |
    |
    |
    |
    |
    |╭──────────╮        ╭──────────╮
    |│    b     │◄───────┤    a     │
    |╰──────────╯        ╰──────────╯
  `);
});

Deno.test("[R32] it turns while it is carried, so that all see where it will be, and back with Esc", () => {
  const hands = two("press@43,8", "drag@43,18", "drag@23,18");
  const before = two().picture;
  const preview = presenceOf(hands.model).preview;
  assertEquals(preview !== null && "parts" in preview, true);
  const carried = hands.picture;
  assertEquals(hands.do("release@23,18").picture, carried);
  assertEquals(
    two("space", "shift+down*2", "shift+left*4", "escape").picture,
    before,
  );
});

Deno.test("[R32] moving and turning are one step for undo", async () => {
  const hands = two();
  const before = hands.picture;
  await hands.do("space", "shift+down*2", "shift+left*4", "space", "u").rest();
  assertEquals(hands.picture, before);
});

Deno.test("[R32] an arrow keeps its sides while the way between them is no detour", () => {
  two("down*4", "left*2").looks(`
    |
    |
    |
    |
    |
    |
    |
    |
    |                    ╭──────────╮
    |                    │    a     ├──╮
    |                    ╰──────────╯  │
    |                                  │
    |                                  │   ╭──────────╮
    |                                  ╰──►│    b     │
    |                                      ╰──────────╯
  `);
});

Deno.test("[R32] a detour that was drawn on purpose stays one", () => {
  // From the top of a round to the bottom of b.
  const hands = new Hands({ columns: 60, rows: 24 })
    .do("r", "press@10,8", "drag@19,10", "release@19,10", "type:a", "enter")
    .do("r", "press@30,8", "drag@39,10", "release@39,10", "type:b", "enter")
    .do("a", "press@15,7", "drag@35,11", "release@35,11");
  const [a, b, arrow] = hands.shapes;
  const sides = () => {
    const line = hands.shapes[2]!;
    return "start" in line && [line.start, line.end];
  };
  const before = sides();
  assertEquals(before, [
    { id: a!.id, side: "top", ratio: 5 / 9 },
    { id: b!.id, side: "bottom", ratio: 5 / 9 },
  ]);
  hands.do("escape", "click@35,9", "shift+down*2", "shift+left*5");
  assertEquals([sides(), arrow!.type], [before, "arrow"]);
});

Deno.test("[R32] what comes into the way of an arrow does not turn it", () => {
  const hands = two("escape", "r", "press@35,14", "drag@37,16");
  hands.do("release@37,16", "escape", "escape", "click@36,15", "up*6");
  hands.looks(`
    |
    |
    |
    |
    |
    |
    |
    |
    |                    ╭──────────╮   ╭─╮  ╭──────────╮
    |                    │    a     ├───┼─┼─►│    b     │
    |                    ╰──────────╯   ╰─╯  ╰──────────╯
  `);
});
