import { assertEquals } from "@std/assert";
import { ATTRIBUTE, Grid, palette } from "../../../shared/raster/grid.ts";
import type { Op } from "../../../shared/schema/op.ts";
import type { Presence } from "../../../shared/schema/presence.ts";
import type { Liveliness } from "../../state/company/stirring.ts";
import { compose } from "../../screen/compositor.ts";
import { drawing, Hands } from "../../testing/hands.ts";
import { PastRoom } from "../../testing/past_room.ts";
import { decorationsOf } from "./decorations.ts";

/** The canvas with its decorations. */
function grid(hands: Pick<Hands, "model" | "session">): Grid {
  const canvas = hands.session.render().grid;
  const target = new Grid(canvas.columns, canvas.rows);
  compose(target, {
    chrome: new Grid(canvas.columns, canvas.rows),
    canvas: { grid: canvas, column: 0, row: 0 },
    panels: [],
    decorations: decorationsOf(hands.model, canvas, hands.session.touching),
  });
  return target;
}

function looks(hands: Hands, expected: string): Grid {
  const cells = grid(hands);
  const lines = Array.from(
    { length: cells.rows },
    (_, row) => cells.rowText(row).trimEnd(),
  );
  assertEquals(`\n${lines.join("\n").trimEnd()}\n`, `\n${drawing(expected)}\n`);
  return cells;
}

/** Columns and rows of the cells that are shown inverse. */
function inverse({ attributes, columns }: Grid): string[] {
  return [...attributes].flatMap((bits, at) =>
    bits & ATTRIBUTE.inverse
      ? [`${at % columns},${Math.floor(at / columns)}`]
      : []
  );
}

function withBen(hands: Hands, presence: Partial<Presence>): Hands {
  return hands
    .hear({
      type: "members",
      memberId: "m_1",
      members: [
        { memberId: "m_1", userId: "u_1", name: "ana", color: "default" },
        { memberId: "m_2", userId: "u_2", name: "b\u001ben", color: "red" },
      ],
    })
    .hear({
      type: "presences",
      presences: new Map([["m_2", {
        memberId: "m_2",
        userId: "u_2",
        cursor: null,
        tool: "select",
        selection: [],
        preview: null,
        viewport: null,
        ...presence,
      }]]),
    });
}

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

Deno.test("[T11] another's cursor has its color and its name, without what a terminal would obey", () => {
  const hands = withBen(new Hands(), { cursor: { x: 84, y: 40 } });
  const cells = looks(
    hands,
    `
    |
    |
    |           ben
  `,
  );
  const at = 2 * cells.columns + 10;
  assertEquals(cells.fg[at], palette(1));
  assertEquals(cells.attributes[at], ATTRIBUTE.inverse);
  assertEquals(cells.fg[at + 1], palette(1));
});

Deno.test("[T11] a name goes where it hides nothing", () => {
  const drawn = () =>
    new Hands().do(
      "r",
      "press@11,1",
      "drag@20,3",
      "release@20,3",
      "escape",
      "escape",
    );
  looks(
    withBen(drawn(), { cursor: { x: 84, y: 40 } }),
    `
    |
    |           ╭────────╮
    |       ben │        │
    |           ╰────────╯
  `,
  );
  looks(
    withBen(new Hands(), { cursor: { x: 316, y: 40 } }),
    `
    |
    |
    |                                    ben
  `,
  );
});

Deno.test("[T11] a name that has no free place beside its cursor goes further away", () => {
  const hands = new Hands();
  for (const row of [1, 2, 3]) {
    hands.do("l", `press@5,${row}`, `drag@16,${row}`, `release@16,${row}`);
  }
  looks(
    withBen(hands.do("escape"), { cursor: { x: 84, y: 40 } }),
    `
    |          ben
    |     ────────────
    |     ────────────
    |     ────────────
  `,
  );
});

Deno.test("[T11] names of two who are at one place stand side by side", () => {
  const hands = withBen(new Hands(), { cursor: { x: 84, y: 40 } });
  const { members, presences } = hands.model;
  const ben = presences.get("m_2")!;
  hands.hear({
    type: "members",
    memberId: "m_1",
    members: [...members, { ...members[1]!, memberId: "m_3", name: "cleo" }],
  });
  hands.hear({
    type: "presences",
    presences: new Map([...presences, ["m_3", { ...ben, memberId: "m_3" }]]),
  });
  looks(
    hands,
    `
    |
    |
    |      cleo ben
  `,
  );
});

Deno.test("[T18] another's first stroke is not drawn through the three lines", () => {
  const hands = new Hands().hear({
    type: "status",
    status: { state: "synced", unsent: 0, readOnly: false },
  });
  withBen(hands, {
    preview: {
      shape: { id: "s", type: "line", x: 4, y: 8, points: [[0, 0], [160, 0]] },
    },
  });
  looks(hands, "\n    |─────────────────────\n  ");
});

Deno.test("[T11] what another has selected has corners in their color", () => {
  const hands = new Hands().do(
    "r",
    "press@2,2",
    "drag@9,4",
    "release@9,4",
    "escape",
    "escape",
  );
  const cells = looks(
    withBen(hands, { selection: [hands.shapes[0]!.id] }),
    `
    |
    |
    |  ╭──────╮
    |  │      │
    |  ╰──────╯
  `,
  );
  assertEquals(inverse(cells).slice(0, 2), ["2,2", "9,2"]);
  assertEquals(cells.fg[2 * cells.columns + 2], palette(1));
});

Deno.test("[T11] what another is drawing is shown dim, in its place", () => {
  const hands = withBen(new Hands(), {
    preview: {
      shape: {
        id: "s",
        type: "rectangle",
        x: 16,
        y: 16,
        width: 48,
        height: 48,
      },
    },
  });
  const cells = looks(
    hands,
    `
    |
    |  ┌────┐
    |  │    │
    |  └────┘
  `,
  );
  assertEquals(cells.attributes[cells.columns + 2], ATTRIBUTE.dim);
});

Deno.test("[T11] what another is moving is shown dim where it will be", () => {
  const hands = new Hands().do(
    "r",
    "press@0,0",
    "drag@5,2",
    "release@5,2",
    "escape",
    "escape",
  );
  withBen(hands, { preview: { ids: [hands.shapes[0]!.id], dx: 80, dy: 16 } });
  looks(
    hands,
    `
    |
    |          ╭────╮
    |          │    │
    |          ╰────╯
  `,
  );
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

Deno.test("[T11] who is beyond the rim is told there, by signs that are one cell wide", () => {
  const at = (x: number, y: number) =>
    withBen(new Hands(), { cursor: { x, y } });
  looks(at(-100, 40), "\n    |\n    |\n    |◄ ben\n  ");
  looks(at(4_000, 40), `\n    |\n    |\n    |${" ".repeat(35)}ben ►\n  `);
  looks(at(84, -800), "\n    |          ▴ ben\n  ");
  looks(at(84, 800), `\n${"    |\n".repeat(11)}    |          ▾ ben\n  `);
});

Deno.test("[T11] a mark at the rim hides nothing that is drawn, where there is room beside it", () => {
  const hands = withBen(new Hands(), { cursor: { x: -100, y: 40 } });
  hands.do("l", "press@0,2", "drag@9,2", "release@9,2");
  looks(
    hands.do("escape", "down*5"),
    `
    |
    |
    |──────────
    |◄ ben
  `,
  );
});

Deno.test("[T11] cursors of those who rest are dim, and gone after a while", () => {
  const hands = withBen(new Hands(), { cursor: { x: 84, y: 40 } });
  const shown = (liveliness: Liveliness) => {
    const stirrings = new Map([["m_2", { at: 0, liveliness }]]);
    const cells = grid({
      session: hands.session,
      model: { ...hands.model, stirrings },
    });
    return [cells.attributes[2 * 40 + 10], cells.rowText(2).trim()];
  };
  assertEquals(shown("active"), [ATTRIBUTE.inverse, "ben"]);
  assertEquals(shown("idle"), [ATTRIBUTE.inverse | ATTRIBUTE.dim, "ben"]);
  assertEquals(shown("away"), [0, ""]);
});

Deno.test("[L5, T11] the cursor of a twin is no other's", () => {
  const hands = withBen(new Hands(), { cursor: { x: 84, y: 40 } });
  const { members } = hands.model;
  hands.hear({
    type: "members",
    memberId: "m_1",
    members: [...members, {
      memberId: "m_9",
      userId: "u_9",
      name: "bеn",
      color: "red",
    }],
  });
  looks(hands, "\n    |\n    |\n    |           ben#2\n  ");
});

Deno.test("[T20] what is selected in a text is set off, a selected line break too", () => {
  const hands = new Hands().do("t", "space", "type:漢ab", "enter", "type:c");
  hands.do("ctrl+home", "right", "ctrl+shift+end");
  assertEquals(inverse(grid(hands)), ["2,0", "3,0", "4,0", "0,1", "1,1"]);
});

Deno.test("[T11] the name of one who types stands where nobody reads it as a letter", () => {
  const hands = new Hands().do("t", "right*2", "down*2", "type:abc", "escape");
  const ben = { cursor: { x: 44, y: 40 } };
  looks(
    withBen(hands, ben),
    `
    |
    |     ben
    |  abc
  `,
  );
});
