import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { documentOf } from "../raster/testing/picture.ts";
import { sketch } from "../raster/testing/arbitrary.ts";
import { renderText } from "../raster/text_output.ts";
import { contentOf, type ShapeInput } from "../schema/shape.ts";
import { asDrawn } from "./document_of.ts";
import {
  type ExportFormat,
  exportShapes,
  FormatError,
  formatOf,
  type ImportOptions,
  importShapes,
  takeShapes,
} from "./formats.ts";
import { boxAround } from "./place.ts";

const E = "\x1b";

function counting(): ImportOptions {
  let next = 0;
  return { makeId: () => `new_${next++}` };
}

const drawing = fc.array(sketch, { maxLength: 8 }).map(documentOf);

function importAgain(format: ExportFormat, file: string) {
  const verbatim = format === "txt";
  return importShapes(`a.${format}`, file, { ...counting(), verbatim }).shapes;
}

for (const format of ["json", "svg", "txt"] as const) {
  Deno.test(`[R51] .${format}: export, import, export is a fixed point`, () => {
    fc.assert(fc.property(drawing, (document) => {
      const file = exportShapes(format, takeShapes(document));
      const again = exportShapes(format, asDrawn(importAgain(format, file)));
      assertEquals(again, file);
    }));
  });
}

for (const format of ["json", "svg"] as const) {
  Deno.test(`[R50] .${format} holds every shape as it is, and so looks the same`, () => {
    fc.assert(fc.property(drawing, (document) => {
      const shapes = takeShapes(document);
      const back = importAgain(format, exportShapes(format, shapes));
      assertEquals(back, shapes.map(contentOf));
      assertEquals(
        exportShapes("ans", asDrawn(back)),
        exportShapes("ans", shapes),
      );
    }));
  });
}

const SHAPES: ShapeInput[] = [
  { id: "box", type: "rectangle", x: 0, y: 0, width: 64, height: 48 },
  { id: "far", type: "circle", x: 900, y: 900, radius: 24, groupId: "both" },
  {
    id: "wire",
    type: "arrow",
    x: 68,
    y: 24,
    points: [[0, 0], [80, 0]],
    start: { id: "box", side: "right", ratio: 0.5 },
    end: { id: "far", side: "left", ratio: 0.5 },
    groupId: "both",
  },
];
const DOCUMENT = documentOf(SHAPES);

Deno.test("[R50] some shapes: a line stays where it is drawn, bound to what comes along", () => {
  const taken = takeShapes(DOCUMENT, { ids: ["wire", "box", "gone"] });
  assertEquals(taken.map(({ id }) => id), ["box", "wire"]);
  const wire = taken[1]!;
  assert(wire.type === "arrow");
  assertEquals(wire.start?.id, "box");
  assertEquals(wire.end, null);
  // Where the circle is, not where the stored points end.
  assertEquals(wire.points.at(-1), [808, 880]);
});

Deno.test("[R50] what meets a box, where it is drawn", () => {
  const box = { x: 600, y: 600, width: 10, height: 10 };
  assertEquals(takeShapes(DOCUMENT, { box }).map(({ id }) => id), ["wire"]);
});

Deno.test("[R51] new ids: bindings and groups go along", () => {
  const file = exportShapes("json", takeShapes(DOCUMENT));
  const { shapes } = importShapes(null, file, { ...counting(), newIds: true });
  assertEquals(shapes.map(({ id }) => id), ["new_0", "new_1", "new_2"]);
  assertEquals(shapes[2]!.start?.id, "new_0");
  assertEquals(shapes[2]!.end?.id, "new_1");
  assertEquals(shapes[1]!.groupId, shapes[2]!.groupId);
  assert(shapes[1]!.groupId !== "both");
});

Deno.test("[R51] at a place: the first cell goes there, and the picture stays", () => {
  fc.assert(fc.property(
    drawing,
    fc.integer({ min: -999, max: 999 }),
    fc.integer({ min: -999, max: 999 }),
    (document, x, y) => {
      const file = exportShapes("json", takeShapes(document));
      const options = { ...counting(), at: { x, y } };
      const { shapes } = importShapes("a.json", file, options);
      // Where a line is bound, it is the shape that decides.
      const box = boxAround(shapes);
      assertEquals(box && Math.floor(box.x / 8), box && Math.floor(x / 8));
      assertEquals(box && Math.floor(box.y / 16), box && Math.floor(y / 16));
      const moved = exportShapes("txt", asDrawn(shapes));
      assertEquals(moved, renderText(document));
    },
  ));
});

const TEXTS: [what: string, file: string, lines: string, told: string[]][] = [
  ["plain text", "a b\n  c\n", "a b\n  c", []],
  ["its margin", "\n\n   a  \n\n     b\n\n", "a\n\n  b", []],
  ["line ends of all kinds", "\ufeffa\r\nb\rc", "a\nb\nc", []],
  [
    "tabs, also after wide characters",
    "a\tb\n漢\tb",
    "a       b\n漢      b",
    [],
  ],
  ["NBSP", "a\u00a0b", "a b", []],
  [
    "colors",
    `${E}[31ma${E}[0m${E}]0;title\x07b`,
    "ab",
    ["colors and other sequences for terminals were left out"],
  ],
  [
    "what can't be seen",
    "a\u202e\u0007b",
    "ab",
    ["invisible or control characters that were left out: 2"],
  ],
  [
    "Markdown",
    "```text\n┌┐\n└┘\n```\n",
    "┌┐\n└┘",
    ["taken out of a block of Markdown"],
  ],
  [
    "a comment, indented, with CRLF",
    "  // a\r\n  //\r\n  //  b\r\n",
    "a\n\n b",
    ["taken out of a comment with //"],
  ],
  [
    "a comment with stars",
    "/**\n * a\n *\n * b\n */",
    "a\n\nb",
    ["taken out of a comment in /* */"],
  ],
  [
    "HTML",
    "<!--\n a\nb\n-->\n",
    " a\nb",
    ["taken out of a comment in <!-- -->"],
  ],
  ["a heading", "# one line", "# one line", []],
  ["half a comment", "# a\nb", "# a\nb", []],
  ["a block that does not end", "```\na", "```\na", []],
];

for (const [what, file, lines, told] of TEXTS) {
  Deno.test(`[R51] text in: ${what}`, () => {
    const imported = importShapes("a.txt", file, counting());
    assertEquals(imported.shapes.map(({ text }) => text), [lines]);
    assertEquals(imported.told, told);
  });
}

Deno.test("[R51] text that is too long for one shape becomes several, and looks the same", () => {
  const text = Array.from({ length: 999 }, (_, i) => `${i} ${"x".repeat(40)}\n`)
    .join("");
  const { shapes } = importShapes("a.txt", text, counting());
  assert(shapes.length > 1);
  assertEquals(exportShapes("txt", asDrawn(shapes)), text);
});

Deno.test("[R51] nothing in a file is no shape", () => {
  assertEquals(importShapes("a.txt", " \n\t\n", counting()).shapes, []);
});

const FORMATS: [name: string | null, text: string, format: string][] = [
  ["a.SVG", "", "svg"],
  ["a.json", "x", "json"],
  ["a.ans", "x", "txt"],
  [null, '{"inkroom":1,"shapes":[]}', "json"],
  [null, ' [{"id":"a","type":"circle"}]', "json"],
  [null, '{"name":"not ours"}', "txt"],
  ["-", '<?xml version="1.0"?>\n<svg xmlns="x">', "svg"],
  ["notes.md", "# hi", "txt"],
];

for (const [name, text, format] of FORMATS) {
  Deno.test(`[R51] ${name} with ${text} is ${format}`, () => {
    assertEquals(formatOf(name, text), format);
  });
}

const WRONG: [what: string, name: string, text: string, told: string][] = [
  ["no JSON", "a.json", "{", "Cannot read this JSON: this is not JSON"],
  ["other JSON", "a.json", "3", 'it must be {"shapes":[…]}'],
  [
    "a wrong shape",
    "a.json",
    '[{"id":"a","type":"circle"},{"id":"b","type":"circle","x":"1"}]',
    "Cannot read this JSON: 1.x: ",
  ],
  [
    "an unknown kind",
    "a.json",
    '{"shapes":[{"id":"a","type":"star"}]}',
    "shapes.0.type: type must be one of",
  ],
  [
    "an id twice",
    "a.json",
    '[{"id":"a","type":"circle"},{"id":"a","type":"circle"}]',
    "1.id: the id a is there twice",
  ],
  [
    "a prototype",
    "a.json",
    '{"shapes":[{"id":"a","type":"circle","__proto__":{"x":1}}]}',
    "shapes.0.__proto__: the key __proto__ is not allowed",
  ],
  ["depth", "a.json", "[".repeat(100_000), "this is not JSON"],
  [
    "depth that ends",
    "a.json",
    "[".repeat(99) + "]".repeat(99),
    "nested too deeply",
  ],
  ["another SVG", "a.svg", "<svg></svg>", "no shapes of inkroom are in it"],
  [
    "a wrong SVG",
    "a.svg",
    '<svg><metadata id="inkroom">{&quot;shapes&quot;:[{}]}</metadata></svg>',
    "Cannot read the shapes in this SVG: shapes.0.type",
  ],
  [
    "a long line",
    "a.txt",
    `a\n${"x".repeat(10_000)}`,
    "line 2 has 10000 characters, the limit is 9999",
  ],
];

for (const [what, name, text, told] of WRONG) {
  Deno.test(`[R51] refused, and told where: ${what}`, () => {
    assertThrows(() => importShapes(name, text, counting()), FormatError, told);
  });
}

Deno.test("[R51] a place out of the world is refused", () => {
  const file = exportShapes("json", takeShapes(DOCUMENT));
  assertThrows(
    () => importShapes(null, file, { ...counting(), at: { x: 999_999, y: 0 } }),
    FormatError,
    "Cannot read this at that place: shapes.1.x: must be at most 1000000",
  );
});
