import { assertEquals } from "@std/assert";
import { Hands } from "../testing/hands.ts";

const FROM = ["right*2", "down"];
const keys = (tool: string, ...way: string[]) => [
  ...FROM,
  tool,
  "space",
  ...way,
  "space",
  "escape",
  "escape",
];
const mouse = (tool: string, to: string) => [
  tool,
  "press@2,1",
  `drag@${to}`,
  `release@${to}`,
  "escape",
  "escape",
];

const TOOLS: readonly {
  tool: string;
  key: string;
  way: string[];
  to: string;
  picture: string;
}[] = [
  {
    tool: "a rectangle",
    key: "r",
    way: ["right*9", "down*3"],
    to: "11,4",
    picture: `
      |
      |  ╭────────╮
      |  │        │
      |  │        │
      |  ╰────────╯
    `,
  },
  {
    tool: "an ellipse",
    key: "o",
    way: ["right*15", "down*4"],
    to: "17,5",
    picture: `
      |
      |     ╭────────╮
      |  ╭──╯        ╰──╮
      |  │              │
      |  ╰──╮        ╭──╯
      |     ╰────────╯
    `,
  },
  {
    tool: "a circle, twice as wide as high, large enough to reach the cursor",
    key: "c",
    way: ["right*9", "down"],
    to: "11,2",
    picture: `
      |
      |    ╭────╮
      |  ╭─╯    ╰─╮
      |  │        │
      |  ╰─╮    ╭─╯
      |    ╰────╯
    `,
  },
  {
    tool: "a line",
    key: "l",
    way: ["right*6"],
    to: "8,1",
    picture: `
      |
      |  ───────
    `,
  },
  {
    tool: "an arrow",
    key: "a",
    way: ["right*6"],
    to: "8,1",
    picture: `
      |
      |  ──────►
    `,
  },
];

for (const { tool, key, way, to, picture } of TOOLS) {
  Deno.test(`[T20] ${tool} is drawn by keys in precisely its cells`, () => {
    new Hands().do(...keys(key, ...way)).looks(picture);
  });
  Deno.test(`[T20] ${tool} is drawn by dragging`, () => {
    new Hands().do(...mouse(key, to)).looks(picture);
  });
  Deno.test(`[T20] ${tool} is drawn by two clicks`, () => {
    new Hands().do(key, "click@2,1", `click@${to}`, "escape", "escape")
      .looks(picture);
  });
  Deno.test(`[P7] ${tool} is seen while it is drawn, and nothing is sent`, () => {
    const hands = new Hands().do(...FROM, key, "space", ...way)
      .looks(picture);
    assertEquals(hands.shapes, []);
  });
  Deno.test(`[T20] Esc drops ${tool} that was begun`, () => {
    const hands = new Hands().do(...FROM, key, "space", ...way, "escape");
    assertEquals([hands.picture, hands.shapes], ["", []]);
    assertEquals(hands.model.inHand.name === "select", false);
    hands.do("escape");
    assertEquals(hands.model.inHand.name, "select");
  });
}

Deno.test("[R21] dragging backwards gives the same cells", () => {
  const forth = new Hands().do("r", "press@2,1", "drag@11,4", "release@11,4");
  const back = new Hands().do("r", "press@11,4", "drag@2,1", "release@2,1");
  assertEquals(back.picture, forth.picture);
  const circle = new Hands().do("c", "press@11,5", "drag@2,4", "release@2,4");
  circle.looks(TOOLS[2]!.picture);
});

Deno.test("[T20] a diamond is drawn by keys and by mouse alike", () => {
  const keyed = new Hands().do(...keys("d", "right*9", "down*4"));
  const dragged = new Hands().do(...mouse("d", "11,5"));
  assertEquals(dragged.picture, keyed.picture);
  const [shape] = keyed.shapes;
  assertEquals(
    shape,
    {
      ...shape!,
      type: "diamond",
      x: 16,
      y: 16,
      width: 80,
      height: 80,
    } as typeof shape,
  );
});

for (const zoom of ["+", "-", "-*2"]) {
  Deno.test(`[R2] what is drawn at another zoom (${zoom}) covers precisely its cells`, () => {
    const hands = new Hands().do(zoom, "r");
    hands.do("press@2,1", "drag@11,4", "release@11,4").looks(TOOLS[0]!.picture);
  });
}

Deno.test("[T20] finishing where it began makes a shape of the usual size", () => {
  new Hands().do("r", "space", "space").looks(`
    |╭──────────╮
    |│          │
    |╰──────────╯
  `);
  new Hands().do("a", "enter", "enter").looks(`
    |──────────►
  `);
});

Deno.test("[T20] after a shape the cursor is in its far corner, however it was drawn", () => {
  const usual = new Hands().do("r", "space", "space");
  const dragged = new Hands().do("r", "press@0,0", "drag@11,2", "release@11,2");
  assertEquals(usual.model.cursor, { column: 11, row: 2 });
  assertEquals(dragged.model.cursor, usual.model.cursor);
  const line = new Hands().do("l", "space", "space");
  assertEquals(line.model.cursor, { column: 10, row: 0 });
});

Deno.test("[T18] after a closed shape typing starts its label, and Enter ends it", () => {
  const hands = new Hands().do("r", "space", "space", "type:queue", "enter");
  hands.looks(`
    |╭──────────╮
    |│  queue   │
    |╰──────────╯
  `);
  assertEquals(hands.model.inHand.name, "select");
  assertEquals(hands.shapes.length, 1);
});

Deno.test("[T18] Q keeps the tool, and Q again gives it back", () => {
  const hands = new Hands().do("Q", "r", "space", "space", "enter");
  assertEquals(hands.model.inHand.name, "rectangle");
  hands.do("Q", "space", "space", "enter");
  assertEquals(hands.model.inHand.name, "select");
});

Deno.test("[T20] Shift goes by 5, and . cycles the step through 1, 5, 20", () => {
  const hands = new Hands({ columns: 80, rows: 24 });
  const at = (...script: string[]) => hands.do(...script).model.cursor;
  assertEquals(at("shift+right"), { column: 5, row: 0 });
  assertEquals(at(".", "right"), { column: 10, row: 0 });
  assertEquals(at(".", "right"), { column: 30, row: 0 });
  assertEquals(at(".", "down"), { column: 30, row: 1 });
});

Deno.test("[T20] twenty boxes by keys: four keys each beside their names", () => {
  const hands = new Hands({ columns: 80, rows: 24 });
  for (let n = 0; n < 20; n++) {
    hands.do("r", "space", "space", `type:b${n}`, "enter", "escape");
    hands.do("up*2", n % 5 === 4 ? "left*71" : "right*4");
    if (n % 5 === 4) hands.do("down*4");
  }
  assertEquals(hands.shapes.length, 20);
});
