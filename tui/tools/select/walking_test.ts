/**
 * From shape to shape by arrow keys (T20).
 */

import { assertEquals } from "@std/assert";
import { Hands } from "../../testing/hands.ts";

/** `a` with `b` on its right, joined, and `c` below `b`, which is selected. */
function three(): Hands {
  return new Hands({ columns: 60, rows: 20 })
    .do("r", "space", "space", "type:a", "enter")
    .do("a", "right", "enter", "type:b", "enter")
    .do("a", "down", "enter", "type:c", "enter");
}

const selected = ({ model }: Hands): string[] =>
  model.selection.map((id) => {
    const shape = model.document.shapes.get(id)!.shape;
    return "text" in shape ? shape.text : shape.type;
  });

Deno.test("[T20] n, and then the arrow keys go from shape to shape, past lines, until Esc", () => {
  const hands = three().do("n", "up");
  assertEquals(selected(hands), ["b"]);
  assertEquals(selected(hands.do("left")), ["a"]);
  const before = hands.picture;
  assertEquals(selected(hands.do("right", "down")), ["c"]);
  assertEquals(hands.picture, before);
  hands.do("escape", "right");
  assertEquals(selected(hands), ["c"]);
  assertEquals(hands.picture === before, false);
});

Deno.test("[T20] Ctrl and an arrow key go there at once, and the next arrow key moves what they found", () => {
  const hands = three().do("ctrl+up", "ctrl+left");
  assertEquals(selected(hands), ["a"]);
  const [before] = hands.shapes;
  hands.do("down");
  assertEquals(hands.shapes[0]!.y, before!.y + 16);
});

Deno.test("[T20] where nothing lies that way, that is told; without a selection one goes from the cursor", () => {
  const hands = three().do("ctrl+down");
  assertEquals(selected(hands), ["c"]);
  assertEquals(hands.model.notices.at(-1)?.text, "There is no shape that way.");
  hands.do("click@15,4", "ctrl+left");
  assertEquals(selected(hands), ["a"]);
});

Deno.test("[T20] from where one has come one labels and adds beside", () => {
  const hands = three().do("n", "up", "enter", "type:!", "enter");
  assertEquals(selected(hands), ["b!"]);
  hands.do("n", "left", "a", "down", "enter", "type:d", "enter");
  assertEquals(selected(hands), ["d"]);
});

Deno.test("[T20] a group is one stop, and what is locked none", () => {
  const hands = three().do("escape", "click@26,1", "ctrl+click@26,7", "g");
  assertEquals(selected(hands), ["b", "c"]);
  hands.do("ctrl+left");
  assertEquals(selected(hands), ["a"]);
  assertEquals(selected(hands.do("ctrl+right")), ["b", "c"]);
  hands.do("ctrl+left", "L", "ctrl+right", "ctrl+left");
  assertEquals(selected(hands), ["b", "c"]);
});
