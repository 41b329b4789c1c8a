import {
  assertPicture,
  cells,
  round,
  type Sketch,
  through,
} from "../testing/picture.ts";
import type { Side } from "../../schema/properties.ts";

const box = (id: string, ...at: [number, number, number, number]): Sketch => ({
  id,
  type: "rectangle",
  ...cells(...at),
  text: id,
});
const at = (id: string, side: Side, ratio = 0.5) => ({ id, side, ratio });
const arrow = (
  start: Sketch["start"],
  end: Sketch["end"],
  more: Partial<Sketch> = {},
): Sketch => ({
  type: "arrow",
  ...through([0, 0], [1, 1]),
  route: "elbow",
  start,
  end,
  ...more,
});

Deno.test("[R31] side by side, and above each other", () => {
  assertPicture(
    [
      box("a", 0, 0, 8, 4),
      box("b", 20, 4, 8, 4),
      box("c", 3, 8, 8, 4),
      arrow(at("a", "right"), at("b", "left")),
      arrow(at("a", "bottom"), at("c", "top")),
    ],
    `
┌──────┐
│  a   │
│      ├─────┐
└───┬──┘     │
    │        │      ┌──────┐
    └──┐     │      │  b   │
       │     └─────►│      │
       ▾            └──────┘
   ┌──────┐
   │  c   │
   │      │
   └──────┘
`,
  );
});

Deno.test("[R31] from the same side of both: around the outer one", () => {
  assertPicture(
    [
      box("a", 0, 3, 8, 4),
      box("b", 4, 9, 8, 4),
      box("c", 18, 5, 8, 4),
      arrow(at("a", "right"), at("b", "right")),
      arrow(at("a", "top"), at("c", "top")),
    ],
    `
    ┌─────────────────┐
    │                 │
┌───┴──┐              │
│  a   │              ▾
│      ├─────┐    ┌──────┐
└──────┘     │    │  c   │
             │    │      │
             │    └──────┘
    ┌──────┐ │
    │  b   │ │
    │      │◄┘
    └──────┘
`,
  );
});

Deno.test("[R31] facing away: around both, or between them", () => {
  assertPicture(
    [
      box("a", 20, 0, 8, 4),
      box("b", 0, 7, 8, 4),
      box("c", 36, 0, 8, 4),
      box("d", 56, 1, 8, 4),
      arrow(at("a", "right"), at("b", "left")),
      arrow(at("c", "left"), at("d", "right")),
    ],
    `
                      ┌──────┐        ┌──────┐
                      │  a   │        │  c   │            ┌──────┐
                      │      ├─┐    ┌─┤      │            │  d   │
                      └──────┘ │    │ └──────┘            │      │◄┐
                               │    │                     └──────┘ │
┌──────────────────────────────┘    │                              │
│                                   └──────────────────────────────┘
│ ┌──────┐
│ │  b   │
└►│      │
  └──────┘
`,
  );
});

Deno.test("[R31] both ends at one shape", () => {
  assertPicture(
    [
      box("a", 0, 0, 12, 5),
      box("b", 20, 0, 10, 7),
      arrow(at("a", "right"), at("a", "top")),
      arrow(at("b", "right", 0.2), at("b", "right", 0.8)),
      arrow(at("b", "left"), at("b", "right"), { color: "red" }),
    ],
    `
      ┌──────┐    ┌────────────┐
      ▾      │    │            │
┌──────────┐ │    │ ┌────────┐ │
│          │ │    │ │        ├─┤
│    a     ├─┘    │ │        │ │
│          │      └─┤   b    │◄┤
└──────────┘        │        │ │
                    │        │◄┘
                    └────────┘
`,
  );
});

Deno.test("[R31] boxes that overlap", () => {
  assertPicture(
    [
      box("a", 0, 0, 12, 6),
      box("b", 6, 3, 12, 6),
      arrow(at("a", "top"), at("b", "bottom")),
    ],
    `
      ┌────────────┐
      │            │
┌─────┴────┐       │
│          │       │
│    a     │       │
│     ┌────┼─────┐ │
│     │    │     │ │
└─────┼────b     │ │
      │          │ │
      │          │ │
      └──────────┘ │
            ▴      │
            └──────┘
`,
  );
});

Deno.test("[R31] an end inside of the other box has no way around it", () => {
  assertPicture(
    [
      box("a", 0, 0, 24, 7),
      box("b", 10, 2, 6, 3),
      arrow(at("b", "right"), at("a", "right")),
      arrow(at("b", "left"), null, through([0, 0], [3, 3])),
    ],
    `
┌──────────────────────┐
│                      │
│         ┌────┐       │
│  ◄──────┤ab  ├┐      │◄┐
│         └────┘│      │ │
│               │      │ │
└───────────────┼──────┘ │
                │        │
                └────────┘
`,
  );
});

Deno.test("[R31] boxes that touch, with one column between them, with two, with three", () => {
  assertPicture(
    [0, 1, 2, 3].flatMap((
      gap,
    ) => [
      box("a" + gap, gap * 20, 0, 6, 3),
      box("b" + gap, gap * 20 + 6 + gap, 0, 6, 3),
      arrow(at("a" + gap, "right"), at("b" + gap, "left")),
      box("c" + gap, gap * 20, 5, 6, 3),
      box("d" + gap, gap * 20 + 6 + gap, 7, 6, 3),
      arrow(at("c" + gap, "right"), at("d" + gap, "left")),
    ]),
    `
  ┌────┐┌────┐        ┌────┐ ┌────┐       ┌────┐  ┌────┐      ┌────┐   ┌────┐
  │ a0 ►┤ b0 │        │ a1 ├►│ b1 │       │ a2 ├─►│ b2 │      │ a3 ├──►│ b3 │
  └────┘└────┘        └────┘ └────┘       └────┘  └────┘      └────┘   └────┘
┌────────┐
│        │
│ ┌────┐ │            ┌────┐              ┌────┐              ┌────┐
│ │ c0 ├─┘            │ c1 ├┐             │ c2 ├┐             │ c3 ├─┐
│ └────┘┌────┐        └────┘│┌────┐       └────┘│ ┌────┐      └────┘ │ ┌────┐
└──────►│ d0 │              ►│ d1 │             └►│ d2 │             └►│ d3 │
        └────┘               └────┘               └────┘               └────┘
`,
  );
});

Deno.test("[R31] the same above each other", () => {
  assertPicture(
    [0, 1, 2, 3].flatMap((
      gap,
    ) => [
      box("a" + gap, gap * 12, 0, 6, 3),
      box("b" + gap, gap * 12 + 3, 3 + gap, 6, 3),
      arrow(at("a" + gap, "bottom"), at("b" + gap, "top")),
    ]),
    `
┌───────┐
│       │
│ ┌────┐│     ┌────┐      ┌────┐      ┌────┐
│ │ a0 ││     │ a1 │      │ a2 │      │ a3 │
│ └──┬─┘▾     └──┬─┘      └──┬─┘      └──┬─┘
└────┼────┐      └──▾        └──┐        │
     │ b0 │      ┌────┐         ▾        └──┐
     └────┘      │ b1 │      ┌────┐         ▾
                 └────┘      │ b2 │      ┌────┐
                             └────┘      │ b3 │
                                         └────┘
`,
  );
});

Deno.test("[R31] a free end goes along the longer way", () => {
  assertPicture(
    [
      box("a", 0, 0, 8, 4),
      arrow(at("a", "right"), null, through([0, 0], [20, 6])),
      arrow(at("a", "bottom"), null, through([0, 0], [9, 9])),
      arrow(null, at("a", "top"), through([24, 3], [0, 0])),
    ],
    `
    ┌─────────┐
    ▾         │
┌──────┐      │
│  a   │      │
│      ├──────┤
└───┬──┘      ├──────────
    │         │
    │         │
    └────┐    └─────►
         │
         │
         ▾
`,
  );
});

Deno.test("[R10] an end without a head joins the border, in any weight", () => {
  assertPicture(
    [
      box("a", 0, 0, 8, 4),
      { ...box("b", 20, 4, 8, 4), stroke: "double" },
      { ...box("c", 20, 9, 8, 4), stroke: "heavy" },
      arrow(at("a", "right"), at("b", "left"), {
        type: "line",
        endHead: "none",
      }),
      arrow(at("a", "bottom"), at("c", "left"), {
        endHead: "none",
        stroke: "heavy",
      }),
      arrow(at("b", "right"), at("c", "right"), {
        endHead: "none",
        stroke: "dashed",
      }),
    ],
    `
┌──────┐
│  a   │
│      ├─────┐
└───┰──┘     │
    ┃        │      ╔══════╗
    ┃        │      ║  b   ║
    ┃        └──────╢      ╟┄┐
    ┃               ╚══════╝ ┆
    ┃                        ┆
    ┃               ┏━━━━━━┓ ┆
    ┃               ┃  c   ┃ ┆
    ┗━━━━━━━━━━━━━━━┫      ┠┄┘
                    ┗━━━━━━┛
`,
  );
});

Deno.test("[R12] one that crosses over hides no border, nor joins it", () => {
  assertPicture(
    [
      box("a", 0, 0, 8, 3),
      box("b", 14, 0, 8, 3),
      arrow(at("a", "right"), at("b", "left"), {
        endHead: "none",
        cross: "over",
      }),
    ],
    `
┌──────┐      ┌──────┐
│  a   │──────│  b   │
└──────┘      └──────┘
`,
  );
});

Deno.test("[R10] what stands on the border is left alone", () => {
  assertPicture(
    [
      box("a", 0, 1, 12, 3),
      { type: "text", x: 32, y: 16, text: "top" },
      arrow(at("a", "top"), null, {
        ...through([0, 0], [5, 0]),
        route: "straight",
      }),
    ],
    `
     ◄┐
┌───top────┐
│    a     │
└──────────┘
`,
  );
});

Deno.test("[R12] under a filled shape an end is still seen at its border", () => {
  assertPicture(
    [arrow(at("a", "right"), at("b", "left"), { endHead: "none" }), {
      ...box("a", 0, 0, 8, 3),
      fill: ".",
    }, { ...box("b", 14, 0, 8, 3), fill: "blue" }],
    `
┌──────┐      ┌──────┐
│..a...├──────┤  b   │
└──────┘      └──────┘
`,
  );
});

Deno.test("[R32] round shapes are met where their outline is", () => {
  assertPicture(
    [
      { id: "e", type: "ellipse", ...round(0, 2, 20, 9) },
      box("b", 30, 4, 8, 4),
      arrow(at("e", "right"), at("b", "left"), { endHead: "none" }),
      arrow(at("e", "top", 0.2), at("b", "top"), { endHead: "none" }),
      arrow(at("e", "bottom", 0.9), at("b", "bottom")),
      arrow(at("b", "right"), at("e", "bottom", 0.2)),
    ],
    `
    ┌─────────────────────────────┐
    │                             │
    │╭────────╮                   │
   ╭┴╯        ╰─╮                 │
 ╭─╯            ╰─╮           ┌───┴──┐
╭╯                ╰╮          │  b   │
│                  ├──────────┤      ├─┐
╰╮                ╭╯          └──────┘ │
 ╰─╮            ╭┬╯               ▴    │
   ╰─╮        ╭─╯│                │    │
    ▴╰────────╯  │                │    │
    │            │                │    │
    └────────────┴────────────────┴────┘
`,
  );
});

Deno.test("[R32] so they are by straight lines", () => {
  assertPicture(
    [
      { id: "e", type: "ellipse", ...round(0, 0, 20, 9) },
      box("b", 30, 2, 8, 4),
      arrow(at("e", "top", 0.9), at("b", "left"), { route: "straight" }),
      arrow(at("b", "left", 1), at("e", "bottom", 0.9), { route: "straight" }),
    ],
    `
     ╭────────╮
   ╭─╯        ╰─╮┌─╲
 ╭─╯            ╰┴╮ ───╲      ┌──────┐
╭╯                ╰╮    ──╲   │  b   │
│                  │       ──►│      │
╰╮                ╭╯      ╱───┴──────┘
 ╰─╮            ╭─╯  ╱────
   ╰─╮        ╭─╯◄───
     ╰────────╯
`,
  );
});

Deno.test("[R32] diamonds", () => {
  assertPicture(
    [
      { id: "d", type: "diamond", ...cells(0, 1, 15, 7), text: "ok?" },
      box("b", 26, 3, 8, 4),
      arrow(at("d", "right"), at("b", "left"), { endHead: "none" }),
      arrow(at("d", "top", 0.2), at("b", "top"), { endHead: "none" }),
      arrow(at("b", "bottom"), at("d", "bottom")),
    ],
    `
   ┌──────────────────────────┐
   │                          │
   │  ╱⎺╲                     │
   │╱⎺   ⎺╲                   │
 ╱⎺⎺       ⎺⎺╲            ┌───┴──┐
‹     ok?     ›─────┐     │  b   │
 ╲⎽⎽       ⎽⎽╱      └─────┤      │
    ╲⎽   ⎽╱               └───┬──┘
      ╲⎽╱                     │
       ▴                      │
       └──────────────────────┘
`,
  );
});

Deno.test("[R5] braille goes up to the border", () => {
  assertPicture(
    [
      { ...box("a", 0, 0, 8, 4), stroke: "braille" },
      box("b", 20, 4, 8, 4),
      arrow(at("a", "right"), at("b", "left"), {
        endHead: "none",
        stroke: "braille",
      }),
      arrow(at("a", "bottom"), at("b", "bottom"), { stroke: "braille" }),
    ],
    `
⡏⠉⠉⠉⠉⠉⠉⢹
⡇  a   ⢸
⡇      ⢸⠤⠤⠤⠤⠤⢤
⣇⣀⣀⣀⣀⣀⣀⣸     ⢸
    ⢸        ⢸      ┌──────┐
    ⢸        ⢸      │  b   │
    ⢸        ⠸⠤⠤⠤⠤⠤⠤│      │
    ⢸               └──────┘
    ⢸                   ▴
    ⠸⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠼
`,
  );
});

Deno.test("[R5] in ASCII a joint is a +", () => {
  assertPicture(
    [
      box("a", 0, 0, 8, 4),
      { id: "e", type: "ellipse", ...round(20, 4, 14, 5) },
      arrow(at("a", "right"), at("e", "left"), { endHead: "none" }),
      arrow(at("a", "bottom"), at("e", "bottom", 0.2)),
      arrow(at("e", "right"), at("a", "top"), { endHead: "none" }),
    ],
    `
    +------------------------------+
    |                              |
+---+--+                           |
|  a   |                           |
|      +-----+                     |
+---+--+     |                     |
    |        |         .------.    |
    |        |       .'        '.  |
    |        +------+            +-+
    |                '.        .'
    |                  '------'
    |                  ^
    +------------------+
`,
    { "charset": "ascii" },
  );
});
