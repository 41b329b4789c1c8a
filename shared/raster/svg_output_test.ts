import { assert, assertEquals, assertThrows } from "@std/assert";
import { fromShapes } from "../document/snapshot.ts";
import { KINDS } from "../schema/kinds/kinds.ts";
import {
  completeShape,
  contentOf,
  type Shape,
  type ShapeInput,
} from "../schema/shape.ts";
import { MAX_SVG_SHAPES, renderSvg } from "./svg_output.ts";

function stored(input: ShapeInput, z = "a0"): Shape {
  return {
    ...completeShape(input),
    z,
    version: 1,
    seq: 1,
    createdBy: "u_ana",
    updatedBy: "u_ana",
    createdAt: 0,
    updatedAt: 0,
  } as Shape;
}

const svgOf = (...shapes: Shape[]) =>
  [...renderSvg(fromShapes(shapes, 7))].join("");

/** What is drawn for one shape. */
function drawn(input: ShapeInput): string {
  const svg = svgOf(stored(input));
  return /<g id="[^"]*">(.*)<\/g>/s.exec(svg)![1]!;
}

const CASES: [what: string, input: ShapeInput, element: RegExp][] = [
  [
    "the label of a line, on paper that interrupts it,",
    {
      id: "l",
      type: "line",
      x: 4,
      y: 8,
      points: [[0, 0], [64, 0]],
      text: "no",
    },
    /<rect x="24" y="0" width="16" height="16" fill="#fff[^>]*><text[^>]*><tspan x="32" y="12">no</,
  ],
  [
    "a rectangle",
    { id: "r", type: "rectangle", x: 8, y: 16, width: 64, height: 48 },
    /^<rect x="8" y="16" width="64" height="48" fill="none" stroke="#1f2328" /,
  ],
  [
    "a rounded one",
    { id: "r", type: "rectangle", stroke: "rounded" },
    /^<rect .* rx="8"/,
  ],
  [
    "a circle",
    { id: "c", type: "circle", x: 100, y: 90, radius: 40, color: "#ff0000" },
    /^<circle cx="100" cy="90" r="40" fill="none" stroke="#ff0000" /,
  ],
  [
    "an ellipse",
    { id: "e", type: "ellipse", x: 1, y: 2, radiusX: 30, radiusY: 20 },
    /^<ellipse cx="1" cy="2" rx="30" ry="20"/,
  ],
  [
    "a diamond",
    { id: "d", type: "diamond", x: 0, y: 0, width: 20, height: 10 },
    /^<polygon points="10,0 20,5 10,10 0,5"/,
  ],
  [
    "a line",
    { id: "l", type: "line", x: 10, y: 10, points: [[0, 0], [5, 6]] },
    /^<polyline points="10,10 15,16" fill="none"[^>]*\/>$/,
  ],
  [
    "an elbow",
    {
      id: "l",
      type: "line",
      x: 0,
      y: 0,
      points: [[0, 0], [160, 32]],
      route: "elbow",
    },
    /points="0,0 76,0 76,32 160,32"/,
  ],
  [
    "an arrow",
    {
      id: "a",
      type: "arrow",
      x: 0,
      y: 0,
      points: [[0, 0], [80, 0]],
      endHead: "arrow",
    },
    /<polygon points="80,0 70.79,-3.89 70.79,3.89" fill="#1f2328"\/>$/,
  ],
  [
    "a dot of a pencil",
    { id: "p", type: "pencil", x: 3, y: 4, points: [[0, 0]] },
    /^<polyline points="3,4 3,4"/,
  ],
  [
    "a text",
    { id: "t", type: "text", x: 0, y: 0, text: "a <b>\n& c" },
    /<tspan x="0" y="12">a &lt;b&gt;<\/tspan><tspan x="0" y="28">&amp; c<\/tspan>/,
  ],
  [
    "a label",
    {
      id: "r",
      type: "rectangle",
      x: 0,
      y: 0,
      width: 80,
      height: 48,
      text: "x",
    },
    /<text fill="#1f2328" text-anchor="middle"[^>]*><tspan x="40" y="28">x</,
  ],
  [
    "a fill of a color",
    { id: "r", type: "rectangle", fill: "blue" },
    /fill="#0550ae"/,
  ],
  [
    "a fill of a character",
    { id: "r", type: "rectangle", fill: "<" },
    /<pattern id="fill-r".*&lt;<\/text><\/pattern><rect .* fill="url\(#fill-r\)"/,
  ],
  [
    "a double stroke",
    { id: "r", type: "rectangle", stroke: "double", fill: "red" },
    /fill="#c4211d".*<rect [^>]*fill="none" stroke="#ffffff"/,
  ],
];

for (const [what, input, element] of CASES) {
  Deno.test(`[R50] ${what} in SVG`, () => {
    const svg = drawn(input);
    assert(element.test(svg), svg);
  });
}

Deno.test("[R50] every kind can be drawn, in its order, and an empty room as well", () => {
  const types = Object.keys(KINDS) as ShapeInput["type"][];
  const svg = svgOf(
    ...types.map((type, i) => stored({ id: type, type }, `a${i}`)),
  );
  const ids = [...svg.matchAll(/<g id="([^"]*)">/g)].map(([, id]) => id);
  assertEquals(ids, types);
  assert(svgOf().endsWith("</svg>\n"));
});

/** The shapes that travel in an SVG. */
function embedded(svg: string): { inkroom: number; shapes: ShapeInput[] } {
  const json = /<metadata id="inkroom">(.*)<\/metadata>/s.exec(svg)![1]!;
  const texts: Record<string, string> = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
  };
  return JSON.parse(json.replace(/&[#a-z0-9]+;/g, (code) => texts[code]!));
}

Deno.test("[R50] [R45] the shapes travel in it as they were drawn, and nothing that was stored leaves its place", () => {
  const nasty = stored({ id: "t", type: "text", text: "x" });
  const text =
    "</metadata><script>alert(1)</script>\u001b[31m\u0000\ud800\uffff]]>\u202e\"'";
  const shape = { ...nasty, text } as Shape;
  const svg = svgOf(shape);
  assert(!svg.includes("<script"));
  // deno-lint-ignore no-control-regex
  assert(!/[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]/.test(svg));
  assert(svg.isWellFormed());
  assertEquals(embedded(svg), { inkroom: 1, shapes: [contentOf(shape)] });
});

Deno.test("[R50] a part of the world: what meets it, and a view of its size", () => {
  const shapes = [0, 1, 2].map((i) =>
    stored({ id: `c${i}`, type: "circle", x: i * 1_000, y: 0 }, `a${i}`)
  );
  const box = { x: 900, y: -100, width: 200, height: 200 };
  const svg = [...renderSvg(fromShapes(shapes, 1), { box })].join("");
  assert(svg.includes('viewBox="900 -100 200 200"'));
  assertEquals(embedded(svg).shapes.map(({ id }) => id), ["c1"]);
});

Deno.test("[R50] a picture of too many shapes is refused at once", () => {
  const shapes = Array.from(
    { length: MAX_SVG_SHAPES + 1 },
    (_, i) => stored({ id: `c${i}`, type: "circle" }),
  );
  assertThrows(
    () => renderSvg(fromShapes(shapes, 1)),
    RangeError,
    "say which part",
  );
});

Deno.test("[R32] [R50] bound lines end at the outlines they are bound to, and go around them", () => {
  const closed: ShapeInput[] = [
    { id: "r", type: "rectangle", x: 0, y: 0, width: 80, height: 48 },
    { id: "o", type: "ellipse", x: 240, y: 24, radiusX: 40, radiusY: 24 },
    { id: "d", type: "diamond", x: 200, y: 160, width: 80, height: 48 },
  ];
  const end = (
    id: string,
    side: "top" | "right" | "bottom" | "left",
    ratio = 0.5,
  ) => ({
    id,
    side,
    ratio,
  });
  const lines: ShapeInput[] = [
    { id: "l1", type: "line", start: end("r", "right"), end: end("o", "left") },
    {
      id: "l2",
      type: "line",
      start: end("o", "bottom", 0),
      end: end("d", "left"),
      route: "elbow",
    },
    {
      id: "l3",
      type: "line",
      start: end("r", "left"),
      end: end("r", "top"),
      route: "elbow",
    },
  ];
  const svg = svgOf(...[...closed, ...lines].map((shape) => stored(shape)));
  const pointsOf = (id: string) =>
    new RegExp(`<g id="${id}"><polyline points="([^"]*)"`).exec(svg)![1]!
      .split(" ").map((point) => point.split(",").map(Number));
  const [first, last] = [pointsOf("l1")[0]!, pointsOf("l1").at(-1)!];
  assertEquals([first, last], [[80, 24], [200, 24]]);
  // An ellipse is met further in than its box; a diamond at its corner.
  const curve = pointsOf("l2");
  assert(curve[0]![1]! > 24 && curve[0]![1]! < 48);
  assertEquals(curve.at(-1), [200, 184]);
  const inside = ([x, y]: number[]) => x! > 0 && x! < 80 && y! > 0 && y! < 48;
  assert(!pointsOf("l3").some(inside));
});
