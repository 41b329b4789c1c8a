import { assertEquals, assertThrows } from "@std/assert";
import type { ShapeInput } from "../schema/shape.ts";
import { asDrawn } from "./document_of.ts";
import { exportShapes, FormatError, importShapes } from "./formats.ts";
import { readExcalidraw } from "./excalidraw.ts";

/** What Excalidraw writes of every element. */
const COMMON = {
  angle: 0,
  strokeColor: "#1e1e1e",
  backgroundColor: "transparent",
  fillStyle: "solid",
  strokeWidth: 2,
  strokeStyle: "solid",
  roughness: 1,
  opacity: 100,
  groupIds: [],
  frameId: null,
  index: "a0",
  roundness: null,
  seed: 1968410350,
  version: 141,
  versionNonce: 361174001,
  isDeleted: false,
  boundElements: [],
  updated: 1,
  link: null,
  locked: false,
};

type Part = Record<string, unknown>;

function file(...elements: Part[]): string {
  return JSON.stringify({
    type: "excalidraw",
    version: 2,
    source: "https://excalidraw.com",
    elements: elements.map((element) => ({ ...COMMON, ...element })),
    appState: { gridSize: 20, viewBackgroundColor: "#ffffff" },
    files: {},
  });
}

function read(...elements: Part[]) {
  let next = 0;
  return readExcalidraw(file(...elements), () => `new_${next++}`);
}

function only(...elements: Part[]): ShapeInput {
  return read(...elements).shapes[0]!;
}

const BOX = {
  type: "rectangle",
  id: "box",
  x: 3,
  y: 30,
  width: 83,
  height: 51,
};
const LABEL = {
  type: "text",
  id: "label",
  x: 20,
  y: 42,
  width: 50,
  height: 25,
  text: "web",
  originalText: "web",
  containerId: "box",
};

Deno.test("[R51] .excalidraw: boxes on whole cells, with labels, ellipses, diamonds, text", () => {
  const text = file(
    BOX,
    LABEL,
    { type: "ellipse", id: "e", x: 120, y: 32, width: 80, height: 80 },
    {
      type: "text",
      id: "t",
      x: 8,
      y: 97,
      width: 99,
      height: 20,
      text: "two\nlines",
    },
  );
  const { shapes, told } = importShapes("a.excalidraw", text, {
    makeId: () => "new",
  });
  assertEquals(told, []);
  assertEquals(
    exportShapes("txt", asDrawn(shapes)),
    `
┌─────────┐      ╭────╮
│   web   │    ╭─╯    ╰─╮
└─────────┘    │        │
               ╰─╮    ╭─╯
 two             ╰────╯
 lines
`.slice(1),
  );
});

Deno.test("[R51] .excalidraw: a box grows where its label would not fit", () => {
  const box = { ...BOX, x: 0, y: 0, width: 40, height: 35 };
  const { shapes } = read(box, { ...LABEL, text: "gateway\nof all" });
  assertEquals(
    exportShapes("txt", asDrawn(shapes)),
    "┌───────┐\n│gateway│\n│of all │\n└───────┘\n",
  );
});

const ARROW = {
  type: "arrow",
  id: "arrow",
  x: 90,
  y: 56,
  width: 200,
  height: 0,
  points: [[0, 0], [200, 4]],
  startBinding: { elementId: "box", focus: 0.1, gap: 4 },
  endBinding: { elementId: "far", focus: 0, gap: 5, fixedPoint: [0, 0.5] },
  startArrowhead: null,
  endArrowhead: "triangle",
};
const FAR = { ...BOX, id: "far", x: 296 };

Deno.test("[R51] .excalidraw: arrows stay bound, to the side that they meet", () => {
  const { shapes, told } = read(ARROW, BOX, FAR);
  const arrow = shapes[0]!;
  assertEquals(told, []);
  assertEquals([arrow.start?.id, arrow.start?.side], ["box", "right"]);
  assertEquals([arrow.end?.id, arrow.end?.side], ["far", "left"]);
  assertEquals([arrow.startHead, arrow.endHead], ["none", "arrow"]);
  assertEquals(arrow.route, "straight");
  assertEquals(only({ ...ARROW, elbowed: true }).route, "elbow");
});

Deno.test("[R51] .excalidraw: an end bound to what has no side is free, and told", () => {
  const { shapes, told } = read(
    { ...ARROW, startBinding: { elementId: "label" }, endBinding: null },
    LABEL,
  );
  assertEquals(shapes[0]!.start, null);
  assertEquals(told, ["line ends that are not bound any more: 1"]);
});

Deno.test("[R51] .excalidraw: a label of an arrow stays its label", () => {
  const { shapes } = read(ARROW, { ...LABEL, containerId: "arrow" });
  assertEquals(shapes.map(({ type, text }) => [type, text]), [[
    "arrow",
    "web",
  ]]);
});

const STYLES: [what: string, element: Part, wanted: Part][] = [
  ["ink is the viewer's own", {}, { color: "default", stroke: "light" }],
  ["a color", { strokeColor: "#E03131" }, { color: "#e03131" }],
  ["a short color", { strokeColor: "#f0a" }, { color: "#ff00aa" }],
  ["no color at all", { strokeColor: "url(x)" }, { color: "default" }],
  [
    "a fill, on which ink stays dark",
    { backgroundColor: "#a5d8ff" },
    { fill: "#a5d8ff", color: "#1e1e1e" },
  ],
  [
    "hatching",
    { backgroundColor: "#a5d8ff", fillStyle: "hachure" },
    { fill: "░" },
  ],
  ["no fill", { backgroundColor: "transparent" }, { fill: "none" }],
  ["dashes", { strokeStyle: "dashed" }, { stroke: "dashed" }],
  ["dots", { strokeStyle: "dotted" }, { stroke: "dashed" }],
  ["extra bold", { strokeWidth: 4 }, { stroke: "heavy" }],
  ["round corners", { roundness: { type: 3 } }, { stroke: "rounded" }],
  ["a lock", { locked: true }, { locked: true }],
  ["the outermost group", { groupIds: ["in", "out"] }, { groupId: "out" }],
];

for (const [what, element, wanted] of STYLES) {
  Deno.test(`[R51] .excalidraw: ${what}`, () => {
    const shape = only({ ...BOX, ...element }) as unknown as Part;
    const found = Object.keys(wanted).map((name) => [name, shape[name]]);
    assertEquals(Object.fromEntries(found), wanted);
  });
}

Deno.test("[R51] .excalidraw: freehand, in the cells that it went through", () => {
  const points = Array.from({ length: 5_000 }, (_, i) => [i / 10, i / 50]);
  const shape = only({ type: "freedraw", id: "f", x: 0, y: 0, points });
  assertEquals([shape.type, shape.x, shape.y], ["pencil", 4, 8]);
  assertEquals(shape.points!.length, 63);
  const wild = Array.from({ length: 5_000 }, (_, i) => [i * 10, i % 2 * 40]);
  const long = only({ type: "freedraw", id: "f", x: 0, y: 0, points: wild });
  assertEquals(long.points!.length, 2_000);
  assertEquals(long.points!.at(-1), [49_984, 32]);
});

Deno.test("[R51] .excalidraw: what has no shape here is counted and told; the deleted is gone", () => {
  const { shapes, told } = read(
    { type: "image", id: "i", fileId: "f" },
    { type: "frame", id: "fr", x: 0, y: 0, name: "x" },
    { type: "image", id: "j" },
    { type: "\u001b]0;x\u0007", id: "k" },
    { ...BOX, isDeleted: true },
    { ...BOX, id: "turned", angle: 0.5 },
  );
  assertEquals(shapes.map(({ id }) => id), ["turned"]);
  assertEquals(told, [
    "elements without a shape here that were left out: image 2, frame 1, x 1",
    "turned elements that are upright now: 1",
  ]);
});

Deno.test("[R51] .excalidraw: ids that can't be ours become others, wherever they are named", () => {
  const { shapes } = read(
    { ...BOX, id: "a b", groupIds: ["g!"] },
    { ...ARROW, startBinding: { elementId: "a b" }, endBinding: null },
    { ...BOX, id: "c", groupIds: ["g!"] },
  );
  assertEquals(shapes.map(({ id, groupId }) => [id, groupId]), [
    ["new_0", "new_1"],
    ["arrow", null],
    ["c", "new_1"],
  ]);
  assertEquals(shapes[1]!.start?.id, "new_0");
});

Deno.test("[R51] what Excalidraw copies is known by itself", () => {
  const text = JSON.stringify({
    type: "excalidraw/clipboard",
    elements: [{ ...COMMON, ...BOX }],
  });
  const { shapes } = importShapes(null, text, { makeId: () => "new" });
  assertEquals(shapes.map(({ type }) => type), ["rectangle"]);
});

const WRONG: [what: string, text: string, told: string][] = [
  ["no JSON", "{", "Cannot read this drawing of Excalidraw: this is not JSON"],
  ["something else", '{"type":"tldraw"}', "type: "],
  ["no elements", '{"type":"excalidraw"}', "elements: "],
  ["no place", file({ ...BOX, x: "1" }), "elements.0.x: "],
  ["no points", file(BOX, { ...ARROW, points: [[1]] }), "elements.1.points.0"],
  ["a size out of the world", file({ ...BOX, width: 1e6 }), "shapes.0.width"],
  [
    "a prototype",
    '{"type":"excalidraw","elements":[{"__proto__":{}}]}',
    "__proto__ is not allowed",
  ],
];

for (const [what, text, told] of WRONG) {
  Deno.test(`[R51] .excalidraw refused, and told where: ${what}`, () => {
    assertThrows(() => readExcalidraw(text, () => "new"), FormatError, told);
  });
}
