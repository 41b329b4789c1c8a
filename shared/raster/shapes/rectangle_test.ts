import { assertPicture, cells, type Sketch } from "../testing/picture.ts";

const box = (column: number, row: number, columns: number, rows: number) =>
  ({ type: "rectangle", ...cells(column, row, columns, rows) }) as const;

Deno.test("[R14] small boxes have looks of their own", () => {
  const sizes: Sketch[] = [
    box(0, 0, 1, 1),
    box(3, 0, 5, 1),
    box(10, 0, 1, 4),
    box(13, 0, 2, 2),
    box(17, 0, 3, 2),
    box(22, 0, 2, 3),
    box(26, 0, 3, 3),
  ];
  assertPicture(
    sizes,
    `
▫  ─────  │  ┌┐  ┌─┐  ┌┐  ┌─┐
          │  └┘  └─┘  ││  │ │
          │           └┘  └─┘
          │
`,
  );
  assertPicture(
    sizes,
    `
o  -----  |  ++  +-+  ++  +-+
          |  ++  +-+  ||  | |
          |           ++  +-+
          |
`,
    { charset: "ascii" },
  );
  assertPicture(
    sizes.map((sketch) => ({ ...sketch, stroke: "rounded" })),
    `
▫  ─────  │  ╭╮  ╭─╮  ╭╮  ╭─╮
          │  ╰╯  ╰─╯  ││  │ │
          │           ╰╯  ╰─╯
          │
`,
  );
});

Deno.test("[R2] a box covers rounded columns and rows", () => {
  assertPicture(
    [
      { type: "rectangle", x: 3, y: 7, width: 40, height: 48 },
      { type: "rectangle", x: 84, y: 8, width: 39, height: 40 },
    ],
    `
┌───┐
│   │      ┌──┐
└───┘      └──┘
`,
    { view: { column: 0, row: 0, zoom: 100 } },
  );
});

Deno.test("[R34] a label is centred, in lines, and cut to the inside", () => {
  assertPicture(
    [
      { ...box(0, 0, 16, 5), text: "one\nline three" },
      { ...box(18, 0, 10, 3), text: "far too long" },
      { ...box(30, 0, 10, 4), text: "many\nlines\nare cut" },
      { ...box(42, 0, 12, 3), text: "漢字 👩‍🚀" },
      { ...box(56, 0, 7, 3), text: "漢字漢字" },
      { ...box(65, 0, 8, 2), text: "none" },
    ],
    `
┌──────────────┐  ┌────────┐  ┌────────┐  ┌──────────┐  ┌─────┐  ┌──────┐
│     one      │  │far too…│  │  many  │  │ 漢字 👩‍🚀  │  │漢字…│  └──────┘
│  line three  │  └────────┘  │ lines… │  └──────────┘  └─────┘
│              │              └────────┘
└──────────────┘
`,
  );
});

Deno.test("[R2] zoom scales boxes, not text", () => {
  const drawing: Sketch[] = [
    { ...box(0, 0, 24, 8), text: "a label" },
    { ...box(28, 2, 8, 4), text: "small" },
    { type: "text", x: 40 * 8, y: 2 * 16, text: "some text\nof two lines" },
  ];
  assertPicture(
    drawing,
    `
┌──────────────────────┐
│                      │
│                      │    ┌──────┐    some text
│       a label        │    │small │    of two lines
│                      │    │      │
│                      │    └──────┘
│                      │
└──────────────────────┘
`,
  );
  assertPicture(
    drawing,
    `
┌──────────┐
│ a label  │  ┌──┐  some …
│          │  └──┘
└──────────┘
`,
    { view: { column: 0, row: 0, zoom: 50 } },
  );
  assertPicture(
    drawing,
    `
┌a l…┐
└────┘ ── so…
`,
    { view: { column: 0, row: 0, zoom: 25 } },
  );
  assertPicture(
    drawing,
    `
───────┐
       │
       │
       │
       │        ┌──────────────┐        some text
       │        │              │        of two lines
       │        │              │
       │        │    small     │
       │        │              │
       │        │              │
       │        │              │
       │        └──────────────┘
       │
       │
       │
───────┘
`,
    { view: { column: 40, row: 0, zoom: 200 } },
  );
});
