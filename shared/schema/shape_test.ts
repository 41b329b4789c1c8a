import { assert, assertEquals } from "@std/assert";
import { check } from "./json.ts";
import { type KindName, KINDS } from "./kinds/kinds.ts";
import { PROPERTIES, REGISTER_NAMES } from "./properties.ts";
import {
  boxOf,
  completeShape,
  isClosed,
  isPath,
  propertiesOf,
  propsSchema,
  registersOf,
  type Shape,
  type ShapeInput,
  shapeInputSchema,
  shapeSchema,
} from "./shape.ts";
import type { Box } from "./units.ts";

const KIND_NAMES = Object.keys(KINDS) as KindName[];

/** A shape as the server completes it. */
function whole(input: ShapeInput): Shape {
  return {
    ...completeShape(input),
    z: "a0",
    version: 1,
    seq: 1,
    createdBy: "u_ana",
    updatedBy: "u_ana",
    createdAt: 0,
    updatedAt: 0,
  } as Shape;
}

for (const type of [...KIND_NAMES, "rect" as const]) {
  Deno.test(`[E1] a ${type} with no geometry but its place is completed and valid`, () => {
    const input = check(shapeInputSchema, { id: "s", type, x: 100, y: 100 });
    assert(input.ok);
    const shape = whole(input.value);
    const parsed = check(shapeSchema, JSON.parse(JSON.stringify(shape)));
    assert(parsed.ok);
    assertEquals(parsed.value, shape);
    assertEquals(shape.type, type === "rect" ? "rectangle" : type);
  });
}

Deno.test("[E10] what a client leaves out of a shape is not named: a put of a line keeps its label", () => {
  for (const type of [...KIND_NAMES, "rect" as const]) {
    const input = { id: "s", type };
    assertEquals(check(shapeInputSchema, input), { ok: true, value: input });
  }
});

Deno.test("[E1] what the first design sent is a whole circle", () => {
  const shape = completeShape({
    id: "shape_123_abc",
    type: "circle",
    x: 100,
    y: 100,
  });
  assertEquals(shape as unknown, {
    id: "shape_123_abc",
    type: "circle",
    x: 100,
    y: 100,
    radius: 40,
    text: "",
    stroke: "rounded",
    color: "default",
    fill: "none",
    cross: "join",
    groupId: null,
    locked: false,
  });
});

Deno.test("[E1] a shape that the server sent can be sent back as it is", () => {
  for (const type of KIND_NAMES) {
    const shape = whole({ id: "s", type });
    assert(check(shapeInputSchema, JSON.parse(JSON.stringify(shape))).ok, type);
  }
});

const BOXES: [input: ShapeInput, box: Box][] = [
  [
    { id: "s", type: "rectangle", x: 1, y: 2, width: 3, height: 4 },
    { x: 1, y: 2, width: 3, height: 4 },
  ],
  [
    { id: "s", type: "circle", x: 10, y: 10, radius: 4 },
    { x: 6, y: 6, width: 8, height: 8 },
  ],
  [
    { id: "s", type: "ellipse", x: 0, y: 0, radiusX: 3, radiusY: 2 },
    { x: -3, y: -2, width: 6, height: 4 },
  ],
  [
    { id: "s", type: "diamond", x: 1, y: 2, width: 3, height: 4 },
    { x: 1, y: 2, width: 3, height: 4 },
  ],
  [
    { id: "s", type: "line", x: 5, y: 5, points: [[0, 0], [-3, 4], [2, -1]] },
    { x: 2, y: 4, width: 5, height: 5 },
  ],
  [
    { id: "s", type: "pencil", x: 5, y: 5, points: [[1, 1]] },
    { x: 6, y: 6, width: 0, height: 0 },
  ],
  [
    { id: "s", type: "text", x: 8, y: 16, text: "漢a\nb" },
    { x: 8, y: 16, width: 24, height: 32 },
  ],
];

for (const [input, box] of BOXES) {
  Deno.test(`[E3] the box of a ${input.type}`, () => {
    assertEquals(boxOf(whole(input)), box);
  });
}

Deno.test("[E3] closed shapes are those with an inside, paths those with ends", () => {
  const having = (is: (shape: Shape) => boolean) =>
    KIND_NAMES.filter((type) => is(whole({ id: "s", type })));
  assertEquals(having(isClosed), ["rectangle", "circle", "ellipse", "diamond"]);
  assertEquals(having(isPath), ["line", "arrow"]);
});

Deno.test("[E7] every property is in one register, values that go together in the same", () => {
  for (const type of KIND_NAMES) {
    const registers = registersOf(type);
    const names = [...registers.values()].flat();
    assertEquals(names.toSorted(), [...propertiesOf(type), "z"].toSorted());
    for (const register of registers.keys()) {
      assert(REGISTER_NAMES.includes(register));
    }
    assertEquals(registers.get("pos"), ["x", "y"]);
    assertEquals([...registers.get("size") ?? []], [...KINDS[type].size]);
  }
});

const circle = { id: "s", type: "circle" };
const line = { id: "s", type: "line" };
const BAD: [name: string, shape: unknown, path: string][] = [
  ["no type", { id: "s" }, "type"],
  ["an unknown type", { id: "s", type: "blob" }, "type"],
  ["a type that objects inherit", { id: "s", type: "constructor" }, "type"],
  ["no id", { type: "circle" }, "id"],
  ["an empty id", { ...circle, id: "" }, "id"],
  ["an id with a path in it", { ...circle, id: "../../etc" }, "id"],
  ["an id of 65 characters", { ...circle, id: "x".repeat(65) }, "id"],
  ["another kind's property", { ...circle, width: 9 }, ""],
  ["an unknown property", { ...circle, onclick: "x" }, ""],
  ["1e400", { ...circle, x: Number("1e400") }, "x"],
  ["NaN", { ...circle, x: NaN }, "x"],
  ["2^53 + 1", { ...circle, x: 2 ** 53 + 1 }, "x"],
  ["a coordinate as text", { ...circle, x: "1" }, "x"],
  ["a radius of zero", { ...circle, radius: 0 }, "radius"],
  ["a negative radius", { ...circle, radius: -1 }, "radius"],
  [
    "a width of 10^9",
    { id: "s", type: "rectangle", width: 1e9 },
    "width",
  ],
  ["one point", { ...line, points: [[0, 0]] }, "points"],
  ["2,001 points", { ...line, points: Array(2_001).fill([0, 0]) }, "points"],
  [
    "a point of three numbers",
    { ...line, points: [[0, 0, 0], [1, 1]] },
    "points.0",
  ],
  ["a point of text", { ...line, points: [[0, "0"], [1, 1]] }, "points.0.1"],
  [
    "a binding beyond the side",
    { ...line, end: { id: "a", side: "top", ratio: 1.1 } },
    "end.ratio",
  ],
  [
    "a binding with more in it",
    { ...line, end: { id: "a", side: "top", ratio: 1, x: 0 } },
    "end",
  ],
  ["a color of no name", { ...circle, color: "reddish" }, "color"],
  ["a color with CSS in it", { ...circle, color: "#fff;x" }, "color"],
  ["a fill two cells wide", { ...circle, fill: "漢" }, "fill"],
  ["a fill of two characters", { ...circle, fill: "##" }, "fill"],
  ["a fill that is an escape", { ...circle, fill: "\u001b" }, "fill"],
  ["an escape in its label", { ...circle, text: "a\u001bc" }, "text"],
  ["a stroke of no name", { ...circle, stroke: "wavy" }, "stroke"],
  ["null for a coordinate", { ...circle, x: null }, "x"],
];

for (const [name, shape, path] of BAD) {
  Deno.test(`[E3] a shape with ${name} is refused at "${path}"`, () => {
    const result = check(shapeInputSchema, shape);
    assert(!result.ok);
    assertEquals(result.path, path);
    assert(result.message.length > 0 && result.message.length < 300);
  });
}

for (const value of [null, [], "x", 3]) {
  Deno.test(`[E1] ${JSON.stringify(value)} is no shape`, () => {
    assert(!check(shapeInputSchema, value).ok);
  });
}

Deno.test("[E3] -0 is stored as 0: JSON writes both alike", () => {
  const point = { x: -0, y: -0 };
  const parsed = check(shapeInputSchema, { ...circle, ...point });
  assert(parsed.ok && Object.is(parsed.value.x, 0));
  const points = [[-0, 0], [1, -0]];
  const path = check(shapeInputSchema, { ...line, points });
  assert(path.ok && Object.is(path.value.points?.[0]?.[0], 0));
});

Deno.test("[E4] colors are stored in lower case", () => {
  const parsed = check(shapeInputSchema, { ...circle, color: "#A0B0C0" });
  assertEquals(parsed.ok && parsed.value.color, "#a0b0c0");
});

Deno.test("[E4] a fill may be any character one cell wide", () => {
  for (
    const fill of ["#", " ", "░", "é", "e\u0301", "none", "red", "#00ff00"]
  ) {
    assert(check(shapeInputSchema, { ...circle, fill }).ok, fill);
  }
});

Deno.test("[E11] props are the clients' properties and no others", () => {
  assert(check(propsSchema, { x: 1, color: "red", start: null }).ok);
  for (const name of ["id", "type", "z", "version", "seq", "createdBy"]) {
    assert(!check(propsSchema, { [name]: 1 }).ok, name);
  }
  assertEquals(Object.hasOwn(PROPERTIES, "z"), false);
});
