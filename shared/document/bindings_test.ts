import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../schema/op.ts";
import type { Side } from "../schema/properties.ts";
import { boxOf, type ClosedShape, type PathShape } from "../schema/shape.ts";
import { cellOfPoint } from "../raster/view.ts";
import { TestRoom } from "./testing/arbitraries.ts";
import { endPoint, resolvedPoints } from "./bindings.ts";

// Columns 10 to 20, rows 10 to 12 at 100 %.
const box = {
  type: "rectangle",
  x: 80,
  y: 160,
  width: 88,
  height: 48,
} as ClosedShape;

const CELLS: [Side, number, { column: number; row: number }][] = [
  ["top", 0, { column: 10, row: 9 }],
  ["top", 0.5, { column: 15, row: 9 }],
  ["top", 1, { column: 20, row: 9 }],
  ["bottom", 0.25, { column: 13, row: 13 }],
  ["left", 0, { column: 9, row: 10 }],
  ["left", 1, { column: 9, row: 12 }],
  ["right", 0.5, { column: 21, row: 11 }],
];

for (const [side, ratio, cell] of CELLS) {
  Deno.test(`[R2] an end bound at ${ratio} of the ${side} lies just outside of it`, () => {
    assertEquals(
      cellOfPoint(endPoint(box, { id: "b", side, ratio }), 100),
      cell,
    );
  });
}

Deno.test("[R2] a bound end touches the cells of its shape, wherever that is", () => {
  const circle = fc.record({
    type: fc.constant("circle" as const),
    x: fc.integer({ min: -500, max: 500 }),
    y: fc.integer({ min: -500, max: 500 }),
    radius: fc.integer({ min: 1, max: 200 }),
  });
  const binding = fc.record({
    id: fc.constant("c"),
    side: fc.constantFrom<Side>("top", "right", "bottom", "left"),
    ratio: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(fc.property(circle, binding, (shape, binding) => {
    const { x, y, width, height } = boxOf(shape as ClosedShape);
    const left = Math.floor(x / 8 + 0.5), top = Math.floor(y / 16 + 0.5);
    const right = Math.max(left, Math.floor((x + width) / 8 + 0.5) - 1);
    const bottom = Math.max(top, Math.floor((y + height) / 16 + 0.5) - 1);
    const cell = cellOfPoint(endPoint(shape as ClosedShape, binding), 100);
    const outside = [
      left - cell.column,
      cell.column - right,
      top - cell.row,
      cell.row - bottom,
    ];
    assertEquals(Math.max(...outside), 1);
    assertEquals(outside.filter((distance) => distance > 0).length, 1);
  }));
});

function line(id: string, end: PathShape["end"], more: object = {}): Op {
  return {
    op: "create",
    shape: { id, type: "line", points: [[0, 0], [80, 0]], end, ...more },
  };
}

const toBox = { id: "box", side: "left", ratio: 0.5 } as const;
const createBox: Op = {
  op: "create",
  shape: { id: "box", type: "rectangle", x: 80, y: 160, width: 88, height: 48 },
};

function pathOf(room: TestRoom, id: string): PathShape {
  return room.document.shapes.get(id)!.shape as PathShape;
}

Deno.test("[E3] a line may be drawn before the shape that it is bound to", () => {
  const room = new TestRoom();
  room.send("u_ana", [line("d", toBox), createBox]);
  const { end, points, version } = pathOf(room, "d");
  assertEquals([end, points, version], [toBox, [[0, 0], [76, 184]], 1]);
});

const DRAWN: [name: string, end: [number, number]][] = [
  ["beside it", [90, 184]],
  ["above it", [76, 80]],
];

for (const [name, end] of DRAWN) {
  Deno.test(`[E3] an end that is tied and was drawn ${name} lies where its shape is`, () => {
    const room = new TestRoom();
    const points = [[0, 0], end] as [number, number][];
    room.send("u_ana", [createBox, line("d", null)]);
    const tie = { op: "set" as const, id: "d", props: { points, end: toBox } };
    room.send("u_ana", [tie]);
    assertEquals(room.events.at(-1)!.ops, [
      { ...tie, props: { points: [[0, 0], [76, 184]], end: toBox } },
    ]);
  });
}

const NO_TARGETS: [name: string, ops: Op[]][] = [
  ["unknown", []],
  ["a line", [line("box", null)]],
  ["a text", [{ op: "create", shape: { id: "box", type: "text" } }]],
  ["deleted later in the transaction", [createBox, {
    op: "delete",
    ids: ["box"],
  }]],
];

for (const [name, ops] of NO_TARGETS) {
  Deno.test(`[E3] a binding to what is ${name} becomes null`, () => {
    const room = new TestRoom();
    room.send("u_ana", [...ops, line("d", toBox)]);
    assertEquals(pathOf(room, "d").end, null);
    room.send("u_ana", [{ op: "set", id: "d", props: { start: toBox } }]);
    assertEquals(pathOf(room, "d").start, null);
    assertEquals(room.document.bound.size, 0);
  });
}

Deno.test("[E3] a line bound to itself is not", () => {
  const room = new TestRoom();
  room.send("u_ana", [line("d", { id: "d", side: "top", ratio: 0 })]);
  assertEquals(pathOf(room, "d").end, null);
});

Deno.test("[R32] a bound end follows its shape without any write of the line", () => {
  const room = new TestRoom();
  room.send("u_ana", [createBox, line("d", toBox)]);
  room.send("u_ben", [{ op: "move", ids: ["box"], dx: 80, dy: -160 }]);
  assertEquals(room.events.at(-1)!.ops.length, 1);
  const path = pathOf(room, "d");
  assertEquals(path.version, 1);
  assertEquals(resolvedPoints(room.document, path), [[0, 0], [156, 24]]);
});

Deno.test("[R32] deleting a shape unbinds its lines in the same event, ends where they were", () => {
  const room = new TestRoom();
  room.send("u_ana", [createBox, line("d", toBox, { start: toBox })]);
  room.send("u_ben", [{ op: "move", ids: ["box"], dx: 80, dy: -160 }]);
  room.send("u_eve", [{ op: "delete", ids: ["box"] }]);
  assertEquals(room.events.at(-1)!.ops, [
    {
      op: "set",
      id: "d",
      props: { points: [[156, 24], [156, 24]], start: null, end: null },
    },
    { op: "delete", ids: ["box"] },
  ]);
  const { version, updatedBy } = pathOf(room, "d");
  assertEquals([version, updatedBy], [2, "u_eve"]);
});

for (const end of ["start", "end"] as const) {
  Deno.test(`[E3] a deletion lets go of the ${end} that was tied to it, and writes nothing else`, () => {
    const room = new TestRoom();
    const other = { id: "other", side: "left", ratio: 0.5 } as const;
    const createOther: Op = {
      op: "create",
      shape: { id: "other", type: "rectangle", x: 400, y: 160 },
    };
    const ends = { start: other, end: other, [end]: toBox };
    room.send("u_ana", [createBox, createOther, line("d", null, ends)]);
    room.send("u_ben", [{ op: "delete", ids: ["box"] }]);
    assertEquals(room.events.at(-1)!.ops, [
      { op: "set", id: "d", props: { [end]: null } },
      { op: "delete", ids: ["box"] },
    ]);
  });
}

Deno.test("[E3] lines are let go in the order of their ids, in whichever they were tied", () => {
  const room = new TestRoom();
  room.send("u_ana", [
    createBox,
    ...["m", "z", "a"].map((id) => line(id, toBox)),
  ]);
  room.send("u_ana", [{ op: "delete", ids: ["box"] }]);
  const { ops } = room.events.at(-1)!;
  assertEquals(ops.map((op) => op.op === "set" && op.id), [
    "a",
    "m",
    "z",
    false,
  ]);
});

Deno.test("[E3] a line and its target, deleted and restored together, are tied again", () => {
  const room = new TestRoom();
  room.send("u_ana", [createBox, line("d", toBox)]);
  room.send("u_ana", [{ op: "delete", ids: ["box", "d"] }]);
  assertEquals(room.events.at(-1)!.ops, [{ op: "delete", ids: ["box", "d"] }]);
  room.send("u_ana", [
    { op: "restore", id: "d" },
    { op: "restore", id: "box" },
  ]);
  assertEquals(pathOf(room, "d").end, toBox);
});

Deno.test("[E3] an end that is let go stays where it was, though its target has moved", () => {
  for (const end of ["start", "end"] as const) {
    const room = new TestRoom();
    const tied = line("d", end === "end" ? toBox : null, { [end]: toBox });
    room.send("u_ana", [createBox, tied]);
    room.send("u_ben", [{ op: "move", ids: ["box"], dx: 80, dy: -160 }]);
    const before = resolvedPoints(room.document, pathOf(room, "d"));
    room.send("u_ana", [
      { op: "set", id: "d", props: { [end]: null } },
      { op: "move", ids: ["d"], dx: 8, dy: 16 },
    ]);
    const { points, x, y, [end]: binding } = pathOf(room, "d");
    assertEquals([points, x, y, binding], [before, 8, 16, null]);
  }
});

for (
  const [name, ops] of [
    ["dead", [{ op: "delete", ids: ["other"] }]],
    ["never there", []],
  ] as [name: string, ops: Op[]][]
) {
  Deno.test(`[E3] an end that is to be tied to what is ${name} is let go, and stays where it was`, () => {
    const room = new TestRoom();
    const other = { id: "other", side: "left", ratio: 0.5 } as const;
    room.send("u_ana", [createBox, line("d", toBox, { start: toBox })]);
    room.send("u_ana", [
      { op: "create", shape: { id: "other", type: "circle" } },
      ...ops,
    ]);
    room.send("u_ben", [{ op: "move", ids: ["box"], dx: 80, dy: -160 }]);
    const before = resolvedPoints(room.document, pathOf(room, "d"));
    const id = name === "dead" ? "other" : "nobody";
    room.send("u_eve", [
      { op: "set", id: "d", props: { start: { ...other, id } } },
    ]);
    const { points, start, end } = pathOf(room, "d");
    assertEquals([points, start, end], [before, null, toBox]);
  });
}

Deno.test("[E3] an end is tied anew to what the same transaction draws after it", () => {
  const room = new TestRoom();
  room.send("u_ana", [createBox, line("d", toBox)]);
  const other = { id: "other", side: "left", ratio: 0.5 } as const;
  room.send("u_ana", [
    { op: "set", id: "d", props: { end: other } },
    { op: "create", shape: { id: "other", type: "rectangle", x: 400, y: 160 } },
  ]);
  const { points, end } = pathOf(room, "d");
  assertEquals([points.at(-1), end], [[396, 200], other]);
});

Deno.test("[E3] an end that is let go goes where its author says", () => {
  const room = new TestRoom();
  room.send("u_ana", [createBox, line("d", toBox)]);
  room.send("u_ben", [{ op: "move", ids: ["box"], dx: 80, dy: -160 }]);
  const points: [number, number][] = [[0, 0], [40, 40]];
  room.send("u_ana", [{ op: "set", id: "d", props: { end: null, points } }]);
  assertEquals(pathOf(room, "d").points, points);
});

Deno.test("[E14] a line that was tied to nothing comes back untied, though its target exists by then", () => {
  const room = new TestRoom();
  room.send("u_ana", [line("d", toBox), { op: "delete", ids: ["d"] }]);
  room.send("u_ben", [createBox]);
  room.send("u_ana", [{ op: "restore", id: "d" }]);
  const { end, points } = pathOf(room, "d");
  assertEquals([end, points], [null, [[0, 0], [80, 0]]]);
});

Deno.test("[E14] a line restored without its target is not bound", () => {
  const room = new TestRoom();
  room.send("u_ana", [createBox, line("d", toBox)]);
  room.send("u_ana", [{ op: "delete", ids: ["box", "d"] }]);
  room.send("u_ana", [{ op: "restore", id: "d" }]);
  assertEquals(pathOf(room, "d").end, null);
});

Deno.test("[E14] a line comes back as it was drawn, though its target moved before both died", () => {
  const room = new TestRoom();
  room.send("u_ana", [createBox, line("d", toBox)]);
  room.send("u_ben", [{ op: "move", ids: ["box"], dx: 80, dy: -160 }]);
  const before = resolvedPoints(room.document, pathOf(room, "d"));
  room.send("u_ana", [{ op: "delete", ids: ["box", "d"] }]);
  room.send("u_ana", [{ op: "restore", id: "d" }]);
  assertEquals(pathOf(room, "d").points, before);
});

Deno.test("[E3] ends further apart than coordinates reach stay within bounds", () => {
  const room = new TestRoom();
  const far: Op = {
    op: "create",
    shape: { id: "box", type: "rectangle", x: 1e6, y: 1e6 },
  };
  room.send("u_ana", [far, line("d", toBox, { x: -1e6, y: -1e6 })]);
  assertEquals(pathOf(room, "d").points.at(-1), [1e6, 1e6]);
});
