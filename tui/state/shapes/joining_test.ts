import { assert, assertEquals } from "@std/assert";
import { Hands } from "../../testing/hands.ts";
import { messageOf } from "../../view/message_line.ts";
import { presenceOf } from "../company/presence.ts";

/** Three boxes: `a` selected, `b` to its right, `c` below it and further away. */
function three(): Hands {
  return new Hands({ columns: 60, rows: 20 })
    .do("r", "press@0,0", "drag@5,2", "release@5,2", "type:a", "enter")
    .do("r", "press@14,0", "drag@19,2", "release@19,2", "type:b", "enter")
    .do("r", "press@0,10", "drag@5,12", "release@5,12", "type:c", "enter")
    .do("escape", "click@2,1");
}

Deno.test("[T20] a, Tab, Enter: an arrow to the nearest shape, between the sides that face each other", () => {
  const hands = three().do("a", "tab", "enter");
  hands.looks(`
    |╭────╮        ╭────╮
    |│ a  ├───────►│ b  │
    |╰────╯        ╰────╯
    |
    |
    |
    |
    |
    |
    |
    |╭────╮
    |│ c  │
    |╰────╯
  `);
  const [a, b] = hands.shapes, arrow = hands.shapes.at(-1);
  assert(arrow?.type === "arrow");
  assertEquals([arrow.start?.id, arrow.end?.id], [a!.id, b!.id]);
  assertEquals(hands.model.selection, [b!.id]);
});

Deno.test("[T20] a joining arrow has few corners, and comes in where none goes out", () => {
  const hands = three().do("a", "tab", "enter", "a", "tab", "enter");
  hands.looks(`
    |╭────╮        ╭────╮
    |│ a  ├───────►│ b  │
    |╰────╯        ╰──┬─╯
    |                 │
    |                 │
    |                 │
    |                 │
    |                 │
    |                 │
    |                 │
    |╭────╮           │
    |│ c  │◄──────────╯
    |╰────╯
  `);
});

Deno.test("[T20] a joining arrow goes through no other shape", () => {
  const hands = new Hands({ columns: 60, rows: 20 })
    .do("down*5", "r", "space", "space", "type:a", "enter")
    .do("a", "right", "enter", "type:b", "enter")
    .do("a", "right", "enter", "type:c", "enter")
    .do("a", "tab", "left", "enter");
  hands.looks(`
    |
    |
    |
    |
    |
    |╭──────────╮        ╭──────────╮        ╭──────────╮
    |│    a     ├───────►│    b     ├───────►│    c     │
    |╰──────────╯        ╰──────────╯        ╰─────┬────╯
    |      ▴                                       │
    |      ╰───────────────────────────────────────╯
  `);
});

for (
  const [what, script, to] of [
    ["Tab again: the next", ["tab", "tab"], "c"],
    ["from the last one Tab goes to the first", ["tab", "tab", "tab"], "b"],
    ["Shift+Tab: the one before", ["tab", "shift+tab"], "c"],
    ["Shift+Tab at once: the furthest", ["shift+tab"], "c"],
    ["an arrow key: the one that way", ["tab", "down"], "c"],
    ["and back", ["tab", "down", "right"], "b"],
    ["an arrow key to where there is none", ["tab", "left"], "b"],
  ] as const
) {
  Deno.test(`[T20] before Enter: ${what}`, () => {
    const hands = three().do("a", ...script, "space");
    const arrow = hands.shapes.at(-1);
    assert(arrow?.type === "arrow");
    const end = hands.model.document.shapes.get(arrow.end!.id)!.shape;
    assertEquals("text" in end && end.text, to);
  });
}

Deno.test("[T20] the same arrow key again: the next one further on", () => {
  const hands = three()
    .do("r", "press@30,0", "drag@35,2", "release@35,2", "type:d", "enter")
    .do("escape", "click@2,1", "a", "tab", "right", "enter");
  const arrow = hands.shapes.at(-1);
  assert(arrow?.type === "arrow");
  const { shapes } = hands.model.document;
  const end = shapes.get(arrow.end!.id)!.shape;
  assertEquals("text" in end && end.text, "d");
});

Deno.test("[T20] shapes that are joined already come last", () => {
  const hands = three().do("a", "tab", "enter", "escape");
  hands.clock.advance(1_000);
  hands.do("click@2,1", "a", "tab", "enter");
  const ends = hands.shapes.flatMap((shape) =>
    shape.type === "arrow" ? [shape.end?.id] : []
  );
  assertEquals(ends, [hands.shapes[1]!.id, hands.shapes[2]!.id]);
});

Deno.test("[P7] an arrow to be joined is seen before it is drawn; Esc leaves nothing of it", () => {
  const hands = three().do("a", "tab");
  const { preview } = presenceOf(hands.model);
  assert(preview !== null && "shape" in preview);
  assertEquals(
    messageOf(hands.model)?.text,
    "Enter joins them. Tab or an arrow key: another one. Esc cancels",
  );
  hands.do("escape");
  assertEquals(hands.shapes.length, 3);
  assertEquals(hands.model.selection, [hands.shapes[0]!.id]);
  assertEquals(presenceOf(hands.model).preview, null);
});

Deno.test("[T20] when somebody deletes one of the two meanwhile, no arrow is drawn", () => {
  for (const gone of [0, 1]) {
    const hands = three().do("a", "tab");
    void hands.client.submit([
      { op: "delete", ids: [hands.shapes[gone]!.id] },
    ]);
    hands.do("enter");
    assertEquals(hands.shapes.map(({ type }) => type), [
      "rectangle",
      "rectangle",
    ]);
  }
});

Deno.test("[T20] a shape that is alone can't be joined, which is told", () => {
  const hands = new Hands().do("r", "space", "space", "escape", "a", "tab");
  assertEquals(
    messageOf(hands.model)?.text,
    "There is no other shape to join it with.",
  );
});
