import { assertEquals } from "@std/assert";
import { palette } from "../../../shared/raster/grid.ts";
import type { Op } from "../../../shared/schema/op.ts";
import { Hands } from "../../testing/hands.ts";
import { PastRoom } from "../../testing/past_room.ts";
import { decorationsOf } from "./decorations.ts";
import { grid, inverse, looks } from "./testing/looks.ts";

Deno.test("[T18] an empty room shows three dim lines, gone when something is drawn", () => {
  const hands = new Hands().hear({
    type: "status",
    status: { state: "synced", unsent: 0, readOnly: false },
  });
  looks(
    hands,
    `
    |
    |
    |
    |
    |       r box    a arrow    t text
    |                I invite
    |                 ? keys
  `,
  );
  looks(
    hands.do("l", "space"),
    `
    |─
  `,
  );
});

Deno.test("[T18] a room that is not there yet is not called empty", () => {
  looks(new Hands(), "\n    |\n  ");
});

Deno.test("[T20] a selected shape has eight handles on its rim that hide nothing, and they go with it", () => {
  const hands = new Hands().do(
    "r",
    "press@2,2",
    "drag@9,5",
    "release@9,5",
    "escape",
  );
  const box = looks(
    hands,
    `
    |
    |
    |  ╭──────╮
    |  │      │
    |  │      │
    |  ╰──────╯
  `,
  );
  assertEquals(inverse(box), [
    ...["2,2", "5,2", "9,2"],
    ...["2,3", "9,3"],
    ...["2,5", "5,5", "9,5"],
  ]);
  const carried = looks(
    hands.do("space", "right*3"),
    `
    |
    |
    |     ╭──────╮
    |     │      │
    |     │      │
    |     ╰──────╯
  `,
  );
  assertEquals(inverse(carried), [
    ...["5,2", "8,2", "12,2"],
    ...["5,3", "12,3"],
    ...["5,5", "8,5", "12,5"],
  ]);
});

Deno.test("[T15] what is selected in the past is marked, without handles: nothing is resized there", async () => {
  const box = {
    id: "a",
    type: "rectangle" as const,
    x: 16,
    y: 32,
    width: 64,
    height: 64,
  };
  const room = await PastRoom.after(
    [{ op: "create", shape: box }],
    [{ op: "create", shape: { ...box, id: "b", x: 160 } }],
  );
  await room.do("T", "home", "1", "enter", "tab");
  await room.do("2", "enter");
  const canvas = room.hands.session.render().grid;
  const marks = decorationsOf(
    room.hands.model,
    canvas,
    room.hands.session.touching,
  )
    .filter(({ style }) => style.fg === palette(14))
    .map(({ column, row }) => `${column},${row}`);
  assertEquals(new Set(marks), new Set(["2,2", "9,2", "2,5", "9,5"]));
});

Deno.test("[T20] a handle beside a joint leaves the arrow's head in sight", () => {
  const hands = new Hands().do(
    ...["r", "press@9,0", "drag@15,2", "release@15,2", "escape", "escape"],
    ...["a", "press@2,1", "drag@8,1", "release@8,1", "click@15,2"],
  );
  looks(
    hands,
    `
    |         ╭─────╮
    |  ──────►│     │
    |         ╰─────╯
  `,
  );
});

Deno.test("[T20] a selected ellipse has handles where its corners would be; a text, in its letters", () => {
  const ellipse = new Hands().do("o", "press@2,0", "drag@9,2", "release@9,2")
    .do("escape", "up");
  assertEquals(
    inverse(grid(ellipse.do("down"))),
    ["2,0", "5,0", "9,0", "2,1", "9,1", "2,2", "5,2", "9,2"],
  );
  const text = new Hands().do("t", "type:abc", "escape");
  assertEquals(inverse(grid(text)), ["0,0", "2,0"]);
});

Deno.test("[T20] a selected line has a handle at each end", () => {
  const hands = new Hands().do("l", "press@2,1", "drag@9,1", "release@9,1");
  const cells = looks(
    hands.do("up"),
    `
    |  ────────
  `,
  );
  assertEquals(inverse(cells), ["2,0", "9,0"]);
});

Deno.test("[T20] the rubber band has press and cursor in its corners", () => {
  looks(
    new Hands().do("press@2,1", "drag@8,3"),
    `
    |
    |  +-----+
    |  |     |
    |  +-----+
  `,
  );
});

Deno.test("[T20] of very many selected shapes, those in sight are marked, and the frame around all has handles", () => {
  const hands = new Hands();
  const line = (at: number, y: number) => ({
    op: "create" as const,
    shape: { id: `s${at}`, type: "line", x: 4, y, points: [[0, 0], [32, 0]] },
  });
  const far = Array.from({ length: 250 }, (_, at) => line(at, 8_000 + 16 * at));
  for (const op of [...far, line(250, 40)]) {
    void hands.client.submit([op as Op]);
  }
  assertEquals(inverse(grid(hands.do("A"))), ["0,0", "0,2", "2,2", "4,2"]);
});

Deno.test("[T20] what is drawn shows through the rubber band", () => {
  const hands = new Hands().do("l", "press@0,2", "drag@9,2", "release@9,2");
  looks(
    hands.do("escape", "press@2,1", "drag@6,3"),
    `
    |
    |  +---+
    |──────────
    |  +---+
  `,
  );
});

Deno.test("[T20] our own cursor is one inverse cell; where text is typed, the caret", () => {
  const hands = new Hands().do("right*3", "down*2");
  assertEquals(inverse(grid(hands)), ["3,2"]);
  hands.do("t", "space", "type:漢a");
  assertEquals(inverse(grid(hands)), ["6,2"]);
  hands.do("left", "left");
  assertEquals(inverse(grid(hands)), ["3,2", "4,2"]);
  const label = new Hands().do(
    "r",
    "space",
    "right*9",
    "down*2",
    "space",
    "type:abcd",
  );
  assertEquals(inverse(grid(label)), ["7,1"]);
});

Deno.test("[T15] what an event of the past has changed stands out, what it deleted is crossed out", async () => {
  const box = (id: string, x: number): Op => ({
    op: "create",
    shape: { id, type: "rectangle", x, y: 16, width: 32, height: 48 },
  });
  const room = await PastRoom.after(
    [box("a", 8)],
    [box("b", 64)],
    [{ op: "delete", ids: ["a"] }],
  );
  await room.do("T");
  looks(
    room.hands,
    `
    |
    | xxxx   ┌──┐
    | x  x   │  │
    | xxxx   └──┘
    |`,
  );
  await room.do("left");
  const cells = inverse(grid(room.hands));
  assertEquals(cells.filter((cell) => cell.endsWith(",1")).length, 4);
  assertEquals(cells.includes("8,2") && !cells.includes("1,2"), true);
});

Deno.test("[T20] what is selected in a text is set off, a selected line break too", () => {
  const hands = new Hands().do("t", "space", "type:漢ab", "enter", "type:c");
  hands.do("ctrl+home", "right", "ctrl+shift+end");
  assertEquals(inverse(grid(hands)), ["2,0", "3,0", "4,0", "0,1", "1,1"]);
});
