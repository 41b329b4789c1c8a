import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  cells,
  documentOf,
  type Sketch,
  through,
} from "../../raster/testing/picture.ts";
import { sketch } from "../../raster/testing/arbitrary.ts";
import { renderText } from "../../raster/text_output.ts";
import type { ShapeInput } from "../../schema/shape.ts";
import { asDrawn } from "../document_of.ts";
import { exportShapes, importShapes } from "../formats.ts";
import { recognise } from "./recognise.ts";

function read(text: string): readonly ShapeInput[] {
  let next = 0;
  const makeId = () => `s${next++}`;
  const options = { makeId, boxes: true, verbatim: true };
  return importShapes("a.txt", text, options).shapes;
}

const drawn = (shapes: readonly ShapeInput[]) =>
  exportShapes("txt", asDrawn(shapes));

/** What was recognised, one word a shape. */
function wordsFor(text: string): string[] {
  const shapes = read(text);
  assertEquals(drawn(shapes), text);
  const label = (id: string) =>
    shapes.find((shape) => shape.id === id)!.text || id;
  return shapes.map((shape) => {
    const { type, text = "", start, end } = shape;
    if (type === "text") return `"${text}"`;
    if (type === "rectangle") return `[${text}]`;
    if (type === "ellipse") return `(${text})`;
    const from = start ? label(start.id) : "", to = end ? label(end.id) : "";
    const heads = [
      shape.startHead === "arrow" ? "<" : "",
      shape.endHead === "arrow" ? ">" : "",
    ];
    return `${from}${heads[0]}-${heads[1]}${to}`;
  });
}

const PICTURES: [what: string, text: string, words: string[]][] = [
  [
    "boxes with labels, and arrows that are bound to them",
    `
┌─────────┐      ╭────────╮
│ gateway │─────►│  auth  │
└─────────┘      ╰────────╯
     │               │
     │               └─┐
     ▾                 ▾
┌─────────┐      ╔════════════╗
│  queue  │      ║    store   ║
└─────────┘      ║    of all  ║
                 ╚════════════╝
`,
    [
      "[]",
      "[gateway]",
      "[queue]",
      "[auth]",
      "gateway->auth",
      "gateway->queue",
      "auth->s3",
      '"store\nof all"',
    ],
  ],
  [
    "arrows that join the borders that they leave",
    `
┌───┐   ┌───┐
│ a ├──►│ b │
└─┬─┘   └───┘
  │       ▴
  └───────┘
`,
    ["[a]", "[b]", "a->b", "a->b"],
  ],
  [
    "ASCII",
    `
+--------+      +--------+
| client |----->| server |  --help is well-known
+--------+      +--------+
    ^               |
    |               v
    |           +-------+
    +-----------|  db   |
                +-------+
`,
    [
      "[client]",
      "[server]",
      "[db]",
      "client->server",
      "server->db",
      "db->client",
      '"--help is well-known"',
    ],
  ],
  [
    "boxes that overlap",
    `
┌────┐
│  ┌─┼──┐
│  │ │  │
└──┼─┘  │
   └────┘
`,
    ["[]", "[]"],
  ],
  [
    "a box that sticks out of another, to the right and below",
    `
┌────┐
│  ┌─┼──┐  ┌────┐
│  └─┼──┘  │ ┌┐ │
└────┘     └─┼┼─┘
             └┘
`,
    ["[]", "[]", "[]", "[]"],
  ],
  [
    "a table is a box a cell",
    `
┌────┬────┐
│ a1 │ b1 │
├────┼────┤
│ a2 │ b2 │
└────┴────┘
`,
    ["[a1]", "[b1]", "[a2]", "[b2]"],
  ],
  [
    "a box in a box, with a title",
    `
┏━━━━━━━━━━━┓
┃ zone      ┃
┃   ┌────┐  ┃
┃   │ vm │  ┃
┃   └────┘  ┃
┗━━━━━━━━━━━┛
`,
    ["[]", "[vm]", '"zone"'],
  ],
  [
    "lines of all weights, one that crosses another",
    `
━━━━━━━━  ┌┄┄┄┄┐
    │     ┆    ┆
════╪═══  └┄┄┄┄┘
    │
`,
    ["[]", "-", "-", "-"],
  ],
  [
    "circles and ellipses; heads that are not ours stay text",
    `
╭──╮    ╭────╮      ┏━━━┓
╰──╯  ╭─╯ db ╰─╮  ┏━┛   ┗━┓
  ▶   │   of   ├─►┃   x   ┃
      ╰─╮ us ╭─╯  ┗━┓   ┏━┛
──▶     ╰────╯      ┗━━━┛
`,
    ["[]", "-", "(x)", '"▶"', '"▶"', "(db\nof\nus)", "db\nof\nus->x"],
  ],
  ["text with dashes", "\na - b -- c | d + e\n", ['"a - b -- c | d + e"']],
];

for (const [what, picture, words] of PICTURES) {
  Deno.test(`[R51] recognised in text: ${what}`, () => {
    assertEquals(wordsFor(picture.slice(1)).sort(), words.toSorted());
  });
}

const column = fc.integer({ min: 0, max: 40 });
const row = fc.integer({ min: 0, max: 16 });
const stroke = fc.constantFrom(
  "light" as const,
  "heavy" as const,
  "double" as const,
  "rounded" as const,
  "dashed" as const,
  "ascii" as const,
);
const label = fc.constantFrom(
  "",
  "",
  "a",
  "two words",
  "漢字",
  "up\ndown",
  "-",
);

const onGrid: fc.Arbitrary<Sketch> = fc.oneof(
  fc.tuple(
    column,
    row,
    fc.integer({ min: 2, max: 16 }),
    fc.integer({ min: 2, max: 6 }),
    stroke,
    label,
  ).map(([x, y, columns, rows, stroke, text]): Sketch => ({
    type: "rectangle",
    ...cells(x, y, columns, rows),
    stroke,
    text,
  })),
  fc.tuple(column, row, column, row, stroke, fc.boolean(), fc.boolean()).map(
    ([x, y, to, down, stroke, head, isElbow]): Sketch => ({
      type: head ? "arrow" : "line",
      ...(isElbow
        ? through([x, y], [to, y], [to, down])
        : through([x, y], [to, y])),
      endHead: head ? "arrow" : "none",
      stroke,
    }),
  ),
  fc.tuple(column, row, label).map(([x, y, text]): Sketch => ({
    type: "text",
    ...cells(x, y, 1, 1),
    text,
  })).map(({ type, x, y, text }) => ({ type, x: x!, y: y!, text: text! })),
);

Deno.test("[R51] rectangles, lines, arrows and text on the grid look as they did", () => {
  fc.assert(
    fc.property(fc.array(onGrid, { maxLength: 8 }), (sketches) => {
      const text = renderText(documentOf(sketches));
      assertEquals(drawn(read(text)), text);
    }),
    { numRuns: 300 },
  );
});

Deno.test("[R51] and so does any other drawing", () => {
  fc.assert(fc.property(fc.array(sketch, { maxLength: 6 }), (sketches) => {
    const text = renderText(documentOf(sketches));
    assertEquals(drawn(read(text)), text);
  }));
});

Deno.test("[R51] boxes apart from each other are all found, with their labels and strokes", () => {
  const box = fc.tuple(
    fc.integer({ min: 5, max: 14 }),
    fc.integer({ min: 3, max: 5 }),
    stroke,
    fc.constantFrom("", "ab", "漢"),
  );
  fc.assert(
    fc.property(fc.array(box, { minLength: 1, maxLength: 6 }), (boxes) => {
      const sketches = boxes.map((
        [columns, rows, stroke, text],
        i,
      ): Sketch => ({
        type: "rectangle",
        ...cells(i % 3 * 16, Math.floor(i / 3) * 7, columns, rows),
        stroke,
        text,
      }));
      const found = read(renderText(documentOf(sketches)));
      const facts = (shape: Sketch | ShapeInput) =>
        [
          ...[shape.x, shape.y, shape.width, shape.height],
          ...[shape.stroke, shape.text ?? ""],
        ].join(" ");
      assertEquals(found.map(facts).sort(), sketches.map(facts).sort());
    }),
  );
});

Deno.test("[R51] a text that is too large, or made to be searched for ever, stays text", () => {
  assertEquals(recognise(["x".repeat(1_001)], () => "s"), null);
  const { told } = importShapes("a.txt", `${"─".repeat(1_001)}\n`, {
    makeId: () => "s",
    boxes: true,
  });
  assertEquals(told, [
    "no boxes were looked for: the text is too large, or too tangled",
  ]);
  // Every cell could be the corner of a box.
  const crossings = Array.from({ length: 20 }, () => "┼".repeat(80));
  const text = crossings.join("\n") + "\n";
  assertEquals(drawn(read(text)), text);
  // A comb, whose teeth never meet at their other ends.
  const comb = [
    "┬".repeat(400),
    ...Array.from({ length: 12 }, () => "│".repeat(400)),
  ];
  let made = 0;
  assert(recognise(comb, () => `s${made++}`) !== undefined);
});
