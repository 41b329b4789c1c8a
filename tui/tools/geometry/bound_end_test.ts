import { assert, assertEquals } from "@std/assert";
import { Hands } from "../../testing/hands.ts";

/** Two boxes, three rows high. */
function boxes(): Hands {
  const hands = new Hands();
  hands.do("r", "press@2,1", "drag@7,3", "release@7,3", "escape", "escape");
  hands.do("r", "press@20,1", "drag@25,3", "release@25,3", "escape", "escape");
  hands.clock.advance(1_000);
  return hands;
}

const TIED = `
  |
  |  ╭────╮            ╭────╮
  |  │    ├───────────►│    │
  |  ╰────╯            ╰────╯
`;

for (
  const [where, from, to] of [
    ["just beside them", "8,2", "19,2"],
    ["on their rims", "7,2", "20,2"],
    ["inside of them", "4,2", "23,2"],
    ["corner to corner", "7,1", "20,3"],
    ["beside their corners", "8,1", "19,3"],
  ]
) {
  Deno.test(`[R32] an arrow between two boxes, drawn from ${where}, is tied to both`, () => {
    const hands = boxes().do("a", `press@${from}`, `drag@${to}`);
    hands.looks(TIED).do(`release@${to}`, "escape").looks(TIED);
    const [left, right, arrow] = hands.shapes;
    assertEquals(arrow?.type === "arrow" && [arrow.start, arrow.end], [
      { id: left!.id, side: "right", ratio: 0.5 },
      { id: right!.id, side: "left", ratio: 0.5 },
    ]);
  });
}

Deno.test("[R32] an arrow from a border leaves through it, though what it goes to lies further up than aside", () => {
  const hands = new Hands().do("r", "press@2,7", "drag@11,11", "release@11,11");
  hands.do("escape", "escape", "r", "press@14,0", "drag@23,4", "release@23,4");
  hands.do("escape", "escape", "a", "press@11,9", "drag@14,2", "release@14,2");
  hands.do("escape").looks(`
    |              ╭────────╮
    |              │        │
    |            ╭►│        │
    |            │ │        │
    |            │ ╰────────╯
    |            │
    |            │
    |  ╭────────╮│
    |  │        ││
    |  │        ├╯
    |  │        │
    |  ╰────────╯
  `);
});

Deno.test("[R32] by keys as well, and it follows the box", () => {
  const hands = boxes().do("escape", "click@8,2", "a", "space");
  hands.do("right*11", "space").looks(TIED);
  hands.do("escape", "click@21,1", "down*4").looks(`
    |
    |  ╭────╮
    |  │    ├─────╮
    |  ╰────╯     │
    |             │
    |             │      ╭────╮
    |             ╰─────►│    │
    |                    ╰────╯
  `);
  hands.do("escape", "click@9,2", "R").looks(`
    |
    |  ╭────╮
    |  │    ├─╲
    |  ╰────╯  ──╲
    |             ─╲
    |               ──╲  ╭────╮
    |                  ─►│    │
    |                    ╰────╯
  `);
});

Deno.test("[R32] while a box is carried, its arrows follow, by the sides that are best there", () => {
  const hands = boxes().do("a", "press@8,2", "drag@19,2", "release@19,2");
  hands.do("escape", "press@20,1", "drag@3,6");
  const carried = `
    |
    |  ╭────╮
    |  │    │
    |  ╰──┬─╯
    |     ╰╮
    |      ▾
    |   ╭────╮
    |   │    │
    |   ╰────╯
  `;
  hands.looks(carried).do("release@3,6").looks(carried);
});

Deno.test("[R10] a line from border to border is tied to both, and joins them", () => {
  const hands = boxes().do("l", "press@7,2", "drag@20,2", "release@20,2");
  hands.do("escape").looks(`
    |
    |  ╭────╮            ╭────╮
    |  │    ├────────────┤    │
    |  ╰────╯            ╰────╯
  `);
  const line = hands.shapes.at(-1)!;
  const ends = line.type === "line" && [line.start?.side, line.end?.side];
  assertEquals(ends, ["right", "left"]);
});

for (
  const [where, from, to] of [
    ["beside boxes", "8,2", "19,2"],
    ["inside of them", "4,2", "23,2"],
    ["along a border", "4,1", "23,1"],
    ["into a box", "7,2", "4,2"],
    ["from a corner", "7,1", "20,1"],
  ]
) {
  Deno.test(`[R30] a line ${where} stays where it was drawn`, () => {
    const hands = boxes().do("l", `press@${from}`, `drag@${to}`);
    const line = hands.do(`release@${to}`).shapes.at(-1)!;
    const ends = line.type === "line" && [line.start, line.end];
    assertEquals(ends, [null, null]);
  });
}

Deno.test("[R32] an arrow that is moved by itself lets go of its boxes", () => {
  const hands = boxes().do("a", "press@8,2", "drag@19,2", "release@19,2");
  hands.do("escape", "press@12,2", "drag@12,6");
  const moved = `
    |
    |  ╭────╮            ╭────╮
    |  │    │            │    │
    |  ╰────╯            ╰────╯
    |
    |
    |        ───────────►
  `;
  hands.looks(moved).do("release@12,6").looks(moved);
});

Deno.test("[R32] an arrow that is moved along with one of its boxes stays tied to both", () => {
  const hands = boxes().do("a", "press@8,2", "drag@19,2", "release@19,2");
  hands.do("escape", "tab", "ctrl+click@12,2", "up").looks(`
    |  ╭────╮
    |  │    ├─────╮      ╭────╮
    |  ╰────╯     ╰─────►│    │
    |                    ╰────╯
  `);
});

Deno.test("[R32] inside of one box, and far from any, an arrow is tied to nothing", () => {
  for (
    const [from, to] of [["3,1", "30,6"], ["1,9", "9,9"], ["35,8", "38,10"]]
  ) {
    const hands = new Hands();
    hands.do("r", "press@0,0", "drag@34,7", "release@34,7", "escape", "escape");
    hands.do("a", `press@${from}`, `drag@${to}`, `release@${to}`);
    const arrow = hands.shapes.at(-1)!;
    const ends = arrow.type === "arrow" && [arrow.start, arrow.end];
    assertEquals(ends, [null, null], from);
  }
});

Deno.test("[R32] a circle is touched in the middle of its side", () => {
  const hands = new Hands().do("c", "press@12,1", "drag@21,5", "release@21,5");
  hands.do("escape", "escape", "a", "press@2,1", "drag@12,1", "release@12,1");
  hands.looks(`
    |
    |  ────╮       ╭────╮
    |      │     ╭─╯    ╰─╮
    |      ╰────►│        │
    |            ╰─╮    ╭─╯
    |              ╰────╯
  `);
});

Deno.test("[R32] an arrow to a round shape is straight if the other end is nearly level", () => {
  const hands = new Hands().do("o", "press@20,1", "drag@29,4", "release@29,4");
  hands.do("escape", "escape", "r", "press@2,1", "drag@9,4", "release@9,4");
  hands.do("escape", "escape", "a", "press@10,2", "drag@20,2", "release@20,2");
  hands.looks(`
    |
    |  ╭──────╮            ╭────╮
    |  │      │          ╭─╯    ╰─╮
    |  │      ├─────────►╰─╮    ╭─╯
    |  ╰──────╯            ╰────╯
  `);
});

Deno.test("[R32] so it is between boxes, where it was begun", () => {
  const tall = () => {
    const hands = new Hands();
    hands.do("r", "press@2,1", "drag@7,5", "release@7,5", "escape", "escape");
    hands.do("r", "press@20,1", "drag@25,5", "release@25,5");
    return hands.do("escape", "escape", "a", "press@8,2");
  };
  tall().do("drag@19,3", "release@19,3", "escape").looks(`
    |
    |  ╭────╮            ╭────╮
    |  │    ├───────────►│    │
    |  │    │            │    │
    |  │    │            │    │
    |  ╰────╯            ╰────╯
  `);
  tall().do("drag@19,4", "release@19,4", "escape").looks(`
    |
    |  ╭────╮            ╭────╮
    |  │    ├─────╮      │    │
    |  │    │     │      │    │
    |  │    │     ╰─────►│    │
    |  ╰────╯            ╰────╯
  `);
});

Deno.test("[R32] but not if that takes it to a corner", () => {
  const hands = new Hands().do("o", "press@20,1", "drag@29,3", "release@29,3");
  hands.do("escape", "escape", "r", "press@2,2", "drag@9,4", "release@9,4");
  hands.do("escape", "escape", "a", "press@10,3", "drag@20,3", "release@20,3");
  const arrow = hands.shapes.at(-1)!;
  assertEquals(arrow.type === "arrow" && arrow.start?.ratio, 0.5);
});

Deno.test("[R32] ends follow through resizing, undo, redo, copies and deletion", async () => {
  const hands = boxes().do("a", "press@8,2", "drag@19,2", "release@19,2");
  hands.do("escape", "escape", "click@20,1", "w");
  const tall = `
    |
    |  ╭────╮            ╭────╮
    |  │    ├─────╮      │    │
    |  ╰────╯     ╰─────►│    │
    |                    │    │
    |                    ╰────╯
  `;
  hands.do("down*2", "enter").looks(tall);
  (await hands.do("escape", "u").rest()).looks(TIED);
  (await hands.do("ctrl+r").rest()).looks(tall);
  const arrows = () => hands.shapes.filter((shape) => shape.type === "arrow");
  hands.do("escape", "A", "D");
  assertEquals(arrows().length, 2);
  for (const { start, end } of arrows()) assert(start !== null && end !== null);
  (await hands.do("u").rest()).looks(tall);
  hands.clock.advance(1_000);
  hands.do("escape", "escape", "click@20,1", "x").looks(`
    |
    |  ╭────╮
    |  │    ├─────╮
    |  ╰────╯     ╰─────►
  `);
  assertEquals(arrows()[0]!.end, null);
  (await hands.do("u").rest()).looks(tall);
});

for (const zoom of ["-", "-*2", "+"]) {
  Deno.test(`[R32] at another zoom (${zoom}) a bound arrow goes from border to border, too`, () => {
    const hands = new Hands().do(zoom);
    hands.do("r", "press@2,1", "drag@7,3", "release@7,3", "escape", "escape");
    hands.do("r", "press@20,1", "drag@25,3", "release@25,3", "escape");
    hands.clock.advance(1_000);
    hands.do("escape", "a", "press@8,2", "drag@19,2").looks(TIED);
    hands.do("release@19,2", "escape").looks(TIED);
  });
}
