import type { Side } from "../schema/properties.ts";
import {
  assertPicture,
  cells,
  round,
  type Sketch,
  through,
} from "./testing/picture.ts";

const room = (
  text: string,
  ...at: [column: number, row: number, columns: number, rows: number]
): Sketch => ({ type: "rectangle", ...cells(...at), text });
const wall = (...corners: [number, number][]): Sketch => ({
  type: "line",
  ...through(...corners),
});

/** Rooms share walls; a table stands in the kitchen, a stair beside the hall. */
const FLOOR: Sketch[] = [
  room("bedroom", 0, 0, 20, 7),
  room("bath", 19, 0, 12, 7),
  room("kitchen", 30, 0, 24, 11),
  room("living room", 0, 6, 31, 9),
  room("hall", 30, 10, 24, 5),
  { type: "ellipse", ...round(44, 6, 8, 4), fill: "░" },
  ...[0, 2, 4, 6].map((step) => wall([32 + step, 11], [32 + step, 13])),
  wall([30, 4], [36, 4]),
  { ...wall([0, 3], [0, 5]), stroke: "double" },
  { ...wall([8, 14], [18, 14]), stroke: "double" },
  { type: "text", x: 22 * 8, y: 6 * 16, text: " door " },
];

Deno.test("[R10] an example: a floor plan", () => {
  assertPicture(
    FLOOR,
    `
┌──────────────────┬──────────┬──────────────────────┐
│                  │          │                      │
│                  │          │                      │
│     bedroom      │   bath   │                      │
║                  │          ├──────                │
│                  │          │       kitchen        │
├──────────────────┴───door───┤              ╭────╮  │
│                             │             ╭╯░░░░╰╮ │
│                             │             ╰╮░░░░╭╯ │
│                             │              ╰────╯  │
│         living room         ├──────────────────────┤
│                             │ │ │ │ │              │
│                             │ │ │ │ │ hall         │
│                             │ │ │ │ │              │
└────────═════════────────────┴──────────────────────┘
`,
  );
});

Deno.test("[R5] an example: a floor plan, in ASCII", () => {
  assertPicture(
    FLOOR,
    `
+------------------+----------+----------------------+
|                  |          |                      |
|                  |          |                      |
|     bedroom      |   bath   |                      |
|                  |          +------                |
|                  |          |       kitchen        |
+------------------+---door---+              .----.  |
|                             |             /::::::\\ |
|                             |             \\::::::/ |
|                             |              '----'  |
|         living room         +----------------------+
|                             | | | | |              |
|                             | | | | | hall         |
|                             | | | | |              |
+-----------------------------+----------------------+
`,
    { charset: "ascii" },
  );
});

const box = (
  id: string,
  text: string,
  ...at: [column: number, row: number, columns: number, rows: number]
): Sketch => ({
  id,
  type: "rectangle",
  stroke: "rounded",
  ...cells(...at),
  text,
});
const end = (id: string, side: Side, ratio = 0.5) => ({ id, side, ratio });
const link = (
  start: Sketch["start"],
  end: Sketch["end"],
  more: Partial<Sketch> = {},
): Sketch => ({
  type: "arrow",
  ...through([0, 0], [1, 1]),
  route: "elbow",
  stroke: "rounded",
  start,
  end,
  ...more,
});

const SYSTEM: Sketch[] = [
  box("web", "browser", 0, 1, 13, 3),
  box("app", "phone", 0, 6, 13, 3),
  {
    ...box("gate", "gateway: who asks, how often", 22, 1, 15, 5),
    stroke: "heavy",
  },
  { id: "known", type: "diamond", ...cells(22, 10, 15, 5), text: "known?" },
  { ...box("auth", "auth", 48, 1, 12, 3), stroke: "double" },
  {
    id: "store",
    type: "ellipse",
    stroke: "rounded",
    ...round(46, 9, 16, 5),
    text: "store",
  },
  box("log", "log", 0, 12, 13, 3),
  link(end("web", "right"), end("gate", "left", 0.3)),
  link(end("app", "right"), end("gate", "left", 0.8)),
  link(end("gate", "right", 0.2), end("auth", "left"), { startHead: "arrow" }),
  link(end("gate", "bottom"), end("known", "top")),
  link(end("known", "right"), end("store", "left")),
  link(end("known", "left"), end("log", "right"), { stroke: "dashed" }),
  link(end("auth", "bottom"), end("store", "top"), { endHead: "none" }),
  link(end("store", "bottom"), end("log", "bottom"), {
    stroke: "dashed",
    color: "gray",
  }),
  link(end("store", "right"), end("auth", "right")),
];

Deno.test("[R31] an example: a system, its parts joined by arrows", () => {
  assertPicture(
    SYSTEM,
    `
╭───────────╮         ┏━━━━━━━━━━━━━┓           ╔══════════╗
│  browser  ├────────►┃gateway: who ┃◄─────────►║   auth   ║◄──╮
╰───────────╯         ┃  asks, how  ┃           ╚═════╤════╝   │
                 ╭───►┃    often    ┃                 │        │
                 │    ┗━━━━━━┯━━━━━━┛                 │        │
╭───────────╮    │           │                        │        │
│   phone   ├────╯           │                        │        │
╰───────────╯                │                        │        │
                             ▾                   ╭────┴───╮    │
                            ╱⎺╲               ╭──╯        ╰──╮ │
                       ╱⎺⎺⎺⎺   ⎺⎺⎺⎺╲     ╭───►│    store     ├─╯
╭───────────╮    ┌┄┄┄┄‹   known?    ›────╯    ╰──╮        ╭──╯
│    log    │◄┄┄┄┘     ╲⎽⎽⎽⎽   ⎽⎽⎽⎽╱             ╰────┬───╯
╰───────────╯               ╲⎽╱                       ┆
      ▴                                               ┆
      └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
`,
  );
});

Deno.test("[R31] an example: the system at 50 %", () => {
  assertPicture(
    SYSTEM,
    `
─brow…────►┏gatew…┓◄───►═auth═◄─╮
        ╭─►┗━━━┯━━┛        │    │
╭phone╮ │      │           │    │
╰─────┴─╯      ▾           │    │
            ╱⎺⎺⎺⎺╲     ╭store─╮ │
╭─log─╮ ┌┄┄‹known?›───►╰───┬──┴─╯
╰─────╯◄┘   ╲⎽⎽⎽⎽╱         ┆
   ▴                       ┆
   └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
`,
    { view: { column: 0, row: 1, zoom: 50 } },
  );
});

Deno.test("[R31] an example: the system in ASCII", () => {
  assertPicture(
    SYSTEM,
    `
+-----------+         +-------------+           +----------+
|  browser  +-------->|gateway: who |<--------->|   auth   |<--+
+-----------+         |  asks, how  |           +-----+----+   |
                 +--->|    often    |                 |        |
                 |    +------+------+                 |        |
+-----------+    |           |                        |        |
|   phone   +----+           |                        |        |
+-----------+                |                        |        |
                             v                   .----+---.    |
                            .-.                .'          '.  |
                       .---'   '---.     +--->(    store     +-+
+-----------+    +----+   known?    +----+     '.          .'
|    log    |<---+     '---.   .---'             '----+---'
+-----------+               '-'                       |
      ^                                               |
      +-----------------------------------------------+
`,
    { charset: "ascii" },
  );
});
