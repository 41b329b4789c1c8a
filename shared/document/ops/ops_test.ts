/** What each operation does, and what comes of it (E1–E11). */

import { assert, assertEquals } from "@std/assert";
import { MAX_COORDINATE } from "../../schema/limits.ts";
import type { Op, OpResult } from "../../schema/op.ts";
import { TestRoom } from "../testing/arbitraries.ts";
import {
  deletion,
  rectangle,
  restore,
  results,
  room,
  shapeOf,
} from "../testing/small_room.ts";

const RESULTS: [name: string, op: Op, result: OpResult, effect: boolean][] = [
  ["[E10] create of a new id", rectangle("new"), "ok", true],
  ["[E10] create of a live id", rectangle("a", { x: 5 }), "exists", false],
  ["[E10] create of a dead id", rectangle("dead"), "deleted", false],
  [
    "[E10] put of a new id",
    { op: "put", shape: { id: "new", type: "circle" } },
    "ok",
    true,
  ],
  [
    "[E10] put of a live id",
    { op: "put", shape: { id: "b", type: "circle", radius: 9 } },
    "ok",
    true,
  ],
  [
    "[E10] put that names nothing",
    { op: "put", shape: { id: "b", type: "circle" } },
    "ok",
    false,
  ],
  [
    "[E10] put of a dead id",
    { op: "put", shape: { id: "dead", type: "rectangle" } },
    "deleted",
    false,
  ],
  [
    "[E11] set of an unknown id",
    { op: "set", id: "nobody", props: { x: 1 } },
    "dropped",
    false,
  ],
  [
    "[E11] set of a dead id, whatever its condition",
    { op: "set", id: "dead", props: { x: 1 }, if: { pos: 0 } },
    "dropped",
    false,
  ],
  ["[E11] set of nothing", { op: "set", id: "a", props: {} }, "ok", false],
  [
    "[E7] set of an equal value, a write all the same",
    { op: "set", id: "a", props: { color: "default" } },
    "ok",
    true,
  ],
  [
    "[E11] move of the dead alone",
    { op: "move", ids: ["dead", "nobody"], dx: 8, dy: 0 },
    "ok",
    false,
  ],
  [
    "[E11] move by nothing",
    { op: "move", ids: ["a"], dx: 0, dy: 0 },
    "ok",
    false,
  ],
  ["[E13] delete", deletion("a", "nobody", "a"), "ok", true],
  ["[E13] delete of the dead", deletion("dead"), "ok", false],
  ["[E13] delete of what never was", deletion("nobody"), "ok", false],
  ["[E14] restore of the dead", restore("dead"), "ok", true],
  ["[E14] restore of the living", restore("a"), "ok", false],
  ["[E14] restore of what never was", restore("nobody"), "dropped", false],
  [
    "[E15] order of the dead alone",
    {
      op: "order",
      ids: ["dead"],
      to: "front",
    },
    "ok",
    false,
  ],
  [
    "[E15] order at a dead anchor",
    {
      op: "order",
      ids: ["a"],
      to: { above: "dead" },
    },
    "dropped",
    false,
  ],
  [
    "[E15] order above itself alone",
    {
      op: "order",
      ids: ["a"],
      to: { above: "a" },
    },
    "ok",
    false,
  ],
];

for (const [name, op, result, effect] of RESULTS) {
  const outcome = `${JSON.stringify(result)}, ${effect ? "an" : "no"} event`;
  Deno.test(`${name}: ${outcome}`, () => {
    const decision = room().send("u_ben", [op]);
    assertEquals(results(decision), [result]);
    assertEquals(decision.kind === "commit", effect);
  });
}

const REFUSALS: [name: string, ops: Op[], code: string, path: string][] = [
  [
    "[E11] a property of another kind",
    [{ op: "set", id: "a", props: { color: "red", radius: 4 } }],
    "invalid",
    "ops.0.props.radius",
  ],
  [
    "[E11] a line of one point",
    [{ op: "set", id: "d", props: { points: [[0, 0]] } }],
    "invalid",
    "ops.0.props.points",
  ],
  [
    "[E10] put of another kind",
    [{ op: "put", shape: { id: "a", type: "circle" } }],
    "invalid",
    "ops.0.shape.type",
  ],
  [
    "[E11] a condition on a register of another kind",
    [{ op: "set", id: "a", props: { x: 1 }, if: { points: 9 } }],
    "invalid",
    "ops.0.if.points",
  ],
  [
    "[E11] a move out of the world",
    [{ op: "move", ids: ["a", "b"], dx: 999_999, dy: 0 }],
    "limit",
    "ops.0.dx",
  ],
  [
    "[E11] a move out of the world, downwards",
    [{ op: "move", ids: ["a", "b"], dx: 0, dy: 999_999 }],
    "limit",
    "ops.0.dy",
  ],
  [
    "a shape too many",
    [rectangle("n1"), rectangle("n2")],
    "limit",
    "ops.1",
  ],
  [
    "a restore too many",
    [rectangle("n1"), restore("dead")],
    "limit",
    "ops.1",
  ],
  [
    "an op too many",
    Array.from({ length: 9 }, () => deletion("a")),
    "limit",
    "ops",
  ],
];

for (const [name, ops, code, path] of REFUSALS) {
  Deno.test(`${name} refuses the whole transaction: ${code} at ${path}`, () => {
    const at = room();
    const before = at.document;
    const decision = at.send("u_ben", ops);
    assert(decision.kind === "refuse");
    assertEquals([decision.nack.code, decision.nack.path], [code, path]);
    assertEquals(at.document, before);
  });
}

Deno.test("[E10] as many ops as are allowed, and as many shapes, are taken", () => {
  const at = room();
  const ops = Array.from({ length: 7 }, () => deletion("nobody"));
  assertEquals(at.send("u_ben", [...ops, rectangle("n1")]).kind, "commit");
  assertEquals(at.document.shapes.size, 4);
});

Deno.test("[P5] a base beyond the head is invalid", () => {
  const decision = room().send("u_ana", [deletion("a")], { base: 3 });
  assertEquals(decision.kind === "refuse" && decision.nack.path, "base");
});

Deno.test("[E6] a new shape carries the server's fields", () => {
  const at = room();
  at.send("u_ben", [rectangle("new")], { group: "g1" });
  const { z, version, seq, createdBy, updatedBy, createdAt, updatedAt } =
    shapeOf(at, "new");
  assertEquals(
    { z, version, seq, createdBy, updatedBy, createdAt, updatedAt },
    {
      z: "a3", // the dead one's key is free again
      version: 1,
      seq: 3,
      createdBy: "u_ben",
      updatedBy: "u_ben",
      createdAt: 1_002,
      updatedAt: 1_002,
    },
  );
  assertEquals(at.events.at(-1)!.group, "g1");
});

Deno.test("[E1] a shape sent back as it was read has its server's fields ignored", () => {
  const at = room();
  const shape = { ...shapeOf(at, "b"), version: 99, z: "zz", radius: 5 };
  at.send("u_ben", [{ op: "put", shape }]);
  const { version, z } = shapeOf(at, "b");
  assertEquals([version, z], [2, "a1"]);
});

Deno.test("[E7] a register named in part is completed when decided", () => {
  const at = room();
  at.send("u_ben", [
    { op: "set", id: "a", props: { x: 8, height: 32 } },
    { op: "set", id: "b", props: { y: 99 } },
  ]);
  assertEquals(at.events.at(-1)!.ops, [
    { op: "set", id: "a", props: { x: 8, y: 0, width: 96, height: 32 } },
    { op: "set", id: "b", props: { x: 8, y: 99 } },
  ]);
});

Deno.test("[E7] different registers of one shape, written at once, all survive", () => {
  const at = room();
  const base = at.document.seq;
  at.send("u_ana", [{ op: "set", id: "a", props: { color: "red" } }], { base });
  at.send("u_ben", [{ op: "set", id: "a", props: { x: 5 } }], { base });
  at.send("u_eve", [{ op: "set", id: "a", props: { text: "hi" } }], { base });
  const { color, x, version } = shapeOf(at, "a");
  assertEquals([color, x, version], ["red", 5, 4]);
});

Deno.test("[E7] on one register the last one decided holds", () => {
  const at = room();
  const base = at.document.seq;
  at.send("u_ana", [{ op: "set", id: "a", props: { color: "red" } }], { base });
  at.send("u_ben", [{ op: "set", id: "a", props: { color: "cyan" } }], {
    base,
  });
  assertEquals(shapeOf(at, "a").color, "cyan");
});

Deno.test("[E11] concurrent moves sum", () => {
  const at = room();
  const base = at.document.seq;
  at.send("u_ana", [{ op: "move", ids: ["b"], dx: 8, dy: 0 }], { base });
  at.send("u_ben", [{ op: "move", ids: ["b"], dx: 0, dy: -16 }], { base });
  assertEquals([shapeOf(at, "b").x, shapeOf(at, "b").y], [16, 0]);
});

Deno.test("[E11] a move may end at the edge of the world", () => {
  const at = room();
  const decision = at.send("u_ana", [
    { op: "move", ids: ["a"], dx: MAX_COORDINATE, dy: -MAX_COORDINATE },
  ]);
  assertEquals(results(decision), ["ok"]);
  assertEquals(
    [shapeOf(at, "a").x, shapeOf(at, "a").y],
    [MAX_COORDINATE, -MAX_COORDINATE],
  );
});

Deno.test("[E11] a move names a shape once, and only live ones", () => {
  const at = room();
  at.send("u_ana", [
    { op: "move", ids: ["a", "dead", "a", "b"], dx: 1, dy: 2 },
  ]);
  assertEquals(at.events.at(-1)!.ops, [
    { op: "move", ids: ["a", "b"], dx: 1, dy: 2 },
  ]);
  assertEquals(shapeOf(at, "a").x, 1);
});

Deno.test("[E10] a transaction is one event with one seq; no-ops are left out", () => {
  const at = room();
  const decision = at.send("u_ben", [
    rectangle("a"),
    { op: "move", ids: ["b"], dx: 1, dy: 0 },
    deletion("nobody"),
    { op: "set", id: "a", props: { fill: "#" } },
  ]);
  assertEquals(results(decision), ["exists", "ok", "ok", "ok"]);
  assertEquals(at.events.at(-1), {
    seq: 3,
    userId: "u_ben",
    at: 1_002,
    ops: [
      { op: "move", ids: ["b"], dx: 1, dy: 0 },
      { op: "set", id: "a", props: { fill: "#" } },
    ],
  });
});

Deno.test("[E5] ids that objects inherit are ids like any other", () => {
  const at = new TestRoom();
  const ids = ["__proto__", "constructor", "prototype", "hasOwnProperty"];
  at.send("u_ana", ids.map((id) => rectangle(id)));
  at.send("u_ana", [
    { op: "set", id: "__proto__", props: { color: "red" } },
    { op: "order", ids: ["__proto__"], to: "front" },
    deletion("constructor"),
  ]);
  assertEquals([...at.document.order].map(({ id }) => id), [
    "prototype",
    "hasOwnProperty",
    "__proto__",
  ]);
  assertEquals(results(at.send("u_ana", [rectangle("toString")])), ["ok"]);
  assertEquals(({} as Record<string, unknown>).color, undefined);
});
