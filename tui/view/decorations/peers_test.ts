import { assertEquals } from "@std/assert";
import { ATTRIBUTE, palette } from "../../../shared/raster/grid.ts";
import type { Presence } from "../../../shared/schema/presence.ts";
import type { Liveliness } from "../../state/company/stirring.ts";
import { Hands } from "../../testing/hands.ts";
import { grid, inverse, looks } from "./testing/looks.ts";

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
