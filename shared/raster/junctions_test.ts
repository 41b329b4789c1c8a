import { assertPicture, cells, round, through } from "./testing/picture.ts";

const column = (at: number, from: number, to: number) =>
  ({ type: "line", ...through([at, from], [at, to]) }) as const;
const row = (at: number, from: number, to: number) =>
  ({ type: "line", ...through([from, at], [to, at]) }) as const;

Deno.test("[R10] a line over a line is a cross; a T on each side; corners", () => {
  assertPicture(
    [
      row(0, 0, 8),
      column(4, 0, 2),
      row(2, 0, 8),
      column(12, 0, 2),
      row(1, 12, 16),
      column(24, 0, 2),
      row(1, 20, 24),
      row(1, 28, 36),
      column(32, 0, 2),
      row(0, 40, 44),
      column(40, 0, 2),
      column(44, 0, 2),
      row(2, 40, 44),
    ],
    `
────┬────   │           │       │       ┌───┐
    │       ├────   ────┤   ────┼────   │   │
────┴────   │           │       │       └───┘
`,
  );
});

Deno.test("[R10] boxes that share a side or a corner", () => {
  assertPicture(
    [
      { type: "rectangle", ...cells(0, 0, 7, 3) },
      { type: "rectangle", ...cells(6, 0, 7, 3) },
      { type: "rectangle", ...cells(6, 2, 7, 3) },
      { type: "rectangle", ...cells(16, 0, 9, 4), stroke: "heavy" },
      { type: "rectangle", ...cells(20, 2, 9, 4) },
      { type: "rectangle", ...cells(32, 0, 9, 4), stroke: "double" },
      { type: "rectangle", ...cells(36, 2, 9, 4) },
    ],
    `
┌─────┬─────┐   ┏━━━━━━━┓       ╔═══════╗
│     │     │   ┃       ┃       ║       ║
└─────┼─────┤   ┃   ┌───╂───┐   ║   ┌───╫───┐
      │     │   ┗━━━┿━━━┛   │   ╚═══╪═══╝   │
      └─────┘       │       │       │       │
                    └───────┘       └───────┘
`,
  );
});

Deno.test("[R11] neighbours do not join", () => {
  assertPicture(
    [
      row(0, 0, 6),
      row(1, 0, 6),
      column(9, 0, 2),
      column(10, 0, 2),
      row(0, 13, 19),
      column(16, 1, 2),
      { type: "rectangle", ...cells(22, 0, 4, 3) },
      { type: "rectangle", ...cells(26, 0, 4, 3) },
    ],
    `
───────  ││  ───────  ┌──┐┌──┐
───────  ││     │     │  ││  │
         ││     │     └──┘└──┘
`,
  );
});

Deno.test("[R12] a shape that crosses over hides the strokes below it", () => {
  assertPicture(
    [
      row(1, 0, 8),
      { ...column(4, 0, 2), cross: "over" },
      { ...row(1, 12, 20), cross: "over" },
      column(16, 0, 2),
      row(1, 24, 36),
      { type: "rectangle", ...cells(27, 0, 7, 3), cross: "over" },
    ],
    `
    │           │          ┌─────┐
────│────   ────┼────   ───│─────│───
    │           │          └─────┘
`,
  );
});

Deno.test("[R12] the weight of each arm is that of the uppermost", () => {
  assertPicture(
    [
      { ...row(1, 0, 8), stroke: "heavy" },
      column(4, 0, 2),
      row(1, 12, 20),
      { ...column(16, 0, 2), stroke: "double" },
      { ...row(1, 24, 32), stroke: "heavy" },
      { ...column(28, 0, 2), stroke: "double" },
      row(1, 36, 44),
      { ...row(1, 40, 48), stroke: "heavy" },
      { ...row(1, 52, 60), stroke: "dashed" },
      { ...column(56, 0, 2), stroke: "dashed" },
      { ...row(1, 64, 72), stroke: "ascii" },
      column(68, 0, 2),
    ],
    `
    │           ║           ║                           ┆           │
━━━━┿━━━━   ────╫────   ━━━━┿━━━━   ────╼━━━━━━━━   ┄┄┄┄┼┄┄┄┄   ----+----
    │           ║           ║                           ┆           │
`,
  );
});

Deno.test("[R12] a fill is opaque: on its border only what comes from outside is seen", () => {
  assertPicture(
    [
      row(2, 0, 20),
      column(5, 0, 6),
      { type: "rectangle", ...cells(2, 0, 5, 3) },
      { type: "rectangle", ...cells(5, 1, 10, 5), fill: "░" },
      { type: "ellipse", ...round(24, 0, 12, 5), stroke: "light" },
      { type: "ellipse", ...round(30, 1, 14, 6), fill: " " },
      { type: "text", x: 17 * 8, y: 4 * 16, text: "text" },
      { type: "rectangle", ...cells(19, 3, 7, 3), fill: "red" },
    ],
    `
  ┌──┬┐                   ┌──────┐
  │  ├┴───────┐         ┌─┘      ├──────╮
──┴──┤░░░░░░░░├──────   │      ╭─╯      ╰─╮
     │░░░░░░░░│    ┌────┴┬┐   ╭╯          ╰╮
     │░░░░░░░░│  te│     │└───┴╮          ╭╯
     ├────────┘    └─────┘     ╰─╮      ╭─╯
     │                           ╰──────╯
`,
  );
});

Deno.test("[R20] circles join lines and boxes", () => {
  assertPicture(
    [
      { type: "ellipse", ...round(4, 0, 20, 9) },
      { type: "rectangle", ...cells(0, 2, 14, 5) },
      row(4, 6, 30),
    ],
    `
         ╭────────╮
       ╭─╯        ╰─╮
┌────┬─┴─────┐      ╰─╮
│   ╭╯       │        ╰╮
│   │ ───────┼─────────┼───────
│   ╰╮       │        ╭╯
└────┴─┬─────┘      ╭─╯
       ╰─╮        ╭─╯
         ╰────────╯
`,
  );
});

Deno.test("[R12] braille adds to braille; against arms the upper one has the cell", () => {
  assertPicture(
    [
      { ...row(1, 0, 8), stroke: "braille" },
      { ...column(2, 0, 2), stroke: "braille" },
      column(4, 0, 2),
      row(1, 12, 20),
      { ...column(16, 0, 2), stroke: "braille" },
    ],
    `
  ⢠ │           ⢠
⠠⠤⢼⠤│⠤⠤⠤⠤   ────⢸────
  ⠸ │           ⠸
`,
  );
});

Deno.test("[R12] crossing slopes", () => {
  assertPicture(
    [
      { type: "line", ...through([0, 0], [4, 4]) },
      { type: "line", ...through([4, 0], [0, 4]) },
      { type: "line", ...through([8, 0], [12, 4]), stroke: "ascii" },
      { type: "line", ...through([12, 0], [8, 4]), stroke: "ascii" },
      { type: "line", ...through([16, 0], [28, 4]) },
      column(22, 0, 4),
    ],
    `
╲   ╱   \\   /   ─╲    │
 ╲ ╱     \\ /      ──╲ │
  ╳       X          ─┼╲
 ╱ ╲     / \\          │ ──╲
╱   ╲   /   \\         │    ──
`,
  );
});
