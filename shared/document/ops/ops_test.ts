import { assert, assertEquals } from "@std/assert";
import { MAX_COORDINATE } from "../../schema/limits.ts";
import type { Op, OpResult } from "../../schema/op.ts";
import type { Binding } from "../../schema/properties.ts";
import type { Shape } from "../../schema/shape.ts";
import { TestRoom } from "../testing/arbitraries.ts";
import type { Decision } from "../deciding/decision.ts";
import { restorable } from "../decide.ts";

const rectangle = (id: string, more: object = {}): Op => ({
  op: "create",
  shape: { id, type: "rectangle", ...more },
});
const restore = (id: string): Op => ({ op: "restore", id });
const deletion = (...ids: string[]): Op => ({ op: "delete", ids });

/** A room in which Ana drew rectangle `a`, circle `b` and line `d`, and deleted `dead`. */
function room(): TestRoom {
  const room = new TestRoom({ opsPerTx: 8, shapesPerRoom: 4 });
  room.send("u_ana", [
    rectangle("a"),
    { op: "create", shape: { id: "b", type: "circle", x: 8, y: 16 } },
    { op: "create", shape: { id: "d", type: "line" } },
    rectangle("dead"),
  ]);
  room.send("u_ana", [deletion("dead")]);
  return room;
}

function shapeOf(room: TestRoom, id: string): Shape {
  return room.document.shapes.get(id)!.shape;
}

function results(decision: Decision): readonly OpResult[] {
  if (decision.kind === "refuse") throw new Error(decision.nack.message);
  return decision.results;
}

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

Deno.test("[E11] `if` refuses with what is there; as of before the transaction", () => {
  const at = room();
  at.send("u_ben", [{ op: "set", id: "a", props: { color: "red" } }]);
  const refused = at.send("u_ana", [
    { op: "set", id: "b", props: { color: "blue" } },
    { op: "set", id: "a", props: { color: "blue" }, if: { color: 2, pos: 1 } },
  ]);
  assert(refused.kind === "refuse");
  const { code, path, current } = refused.nack;
  assertEquals([code, path], ["conflict", "ops.1.if.color"]);
  assertEquals(current, [{
    id: "a",
    register: "color",
    seq: 3,
    userId: "u_ben",
    value: { color: "red" },
  }]);
  at.send("u_ben", [{ op: "set", id: "b", props: { fill: "#", x: 9 } }]);
  const both = at.send("u_ana", [
    { op: "set", id: "b", props: {}, if: { pos: 1, fill: 1, color: 1 } },
  ]);
  assertEquals(
    both.kind === "refuse" && both.nack.current?.map((one) => one.register),
    ["pos", "fill"],
  );
  const twice = at.send("u_ana", [
    { op: "set", id: "a", props: { color: "blue" }, if: { color: 3 } },
    { op: "set", id: "a", props: { color: "green" }, if: { color: 3 } },
  ]);
  assertEquals(results(twice), ["ok", "ok"]);
});

Deno.test("[E11] `only` skips the registers that are newer, and names them", () => {
  const at = room();
  at.send("u_ben", [{ op: "set", id: "a", props: { color: "red" } }]);
  const decision = at.send("u_ana", [{
    op: "set",
    id: "a",
    props: { color: "blue", x: 5 },
    only: { color: 2, pos: 2 },
  }]);
  assertEquals(results(decision), [{ skipped: ["color"] }]);
  assertEquals([shapeOf(at, "a").color, shapeOf(at, "a").x], ["red", 5]);
  const more = at.send("u_eve", [{
    op: "set",
    id: "a",
    props: { x: 7, fill: "#", color: "blue" },
    only: { color: 2, pos: 2, fill: 2 },
  }]);
  assertEquals(results(more), [{ skipped: ["pos", "color"] }]);
  assertEquals(shapeOf(at, "a").fill, "#");
});

const ONLY: [name: string, op: Op][] = [
  ["move", { op: "move", ids: ["a", "b"], dx: 8, dy: 0, only: 2 }],
  ["delete", { op: "delete", ids: ["a", "b"], only: 2 }],
  ["order", { op: "order", ids: ["a", "b"], to: "front", only: 2 }],
];

for (const [name, op] of ONLY) {
  Deno.test(`[E19] ${name} with \`only\` skips the shapes that are newer`, () => {
    const at = room();
    at.send("u_ben", [
      { op: "move", ids: ["a"], dx: 1, dy: 1 },
      { op: "order", ids: ["a"], to: "back" },
    ]);
    const decision = at.send("u_ana", [op]);
    assertEquals(results(decision), [{ skipped: ["a"] }]);
    assertEquals(at.events.at(-1)!.seq, 4);
    assertEquals(shapeOf(at, "a").seq, 3);
  });
}

const OTHERWISE: [name: string, op: Op, skipped: boolean][] = [
  ["move", { op: "move", ids: ["a"], dx: 8, dy: 0, only: 2 }, false],
  ["order", { op: "order", ids: ["a"], to: "front", only: 2 }, false],
  ["delete", { op: "delete", ids: ["a"], only: 2 }, true],
];

for (const [name, op, skipped] of OTHERWISE) {
  Deno.test(`[E19] ${name} with \`only\` and a shape of which something else is newer`, () => {
    const at = room();
    at.send("u_ben", [{ op: "set", id: "a", props: { color: "red" } }]);
    assertEquals(results(at.send("u_ana", [op])), [
      skipped ? { skipped: ["a"] } : "ok",
    ]);
  });
}

Deno.test("[E19] `only` on the points of a line holds for its ends too, which would write them", () => {
  const at = room();
  const tied = { id: "a", side: "top", ratio: 0.5 } as const;
  at.send("u_ben", [
    { op: "set", id: "d", props: { points: [[0, 0], [9, 9]] } },
  ]);
  const decision = at.send("u_ana", [{
    op: "set",
    id: "d",
    props: { end: tied, start: null },
    only: { points: 2, start: 2, end: 2 },
  }]);
  assertEquals(results(decision), [{ skipped: ["end"] }]);
  const line = shapeOf(at, "d");
  assertEquals("points" in line && line.points, [[0, 0], [9, 9]]);
});

for (const end of ["start", "end"] as const) {
  Deno.test(`[E19] points that are newer than \`only\` allows keep the ${end} from being tied, not from being let go`, () => {
    const at = room();
    const to = (binding: Binding | null): Op => ({
      op: "set",
      id: "d",
      props: { [end]: binding },
      only: { points: 2, [end]: 2 },
    });
    at.send("u_ben", [
      { op: "set", id: "d", props: { points: [[0, 0], [9, 9]] } },
    ]);
    const tied = to({ id: "a", side: "top", ratio: 0.5 });
    assertEquals(results(at.send("u_ana", [tied])), [{ skipped: [end] }]);
    assertEquals(results(at.send("u_ana", [to(null)])), ["ok"]);
  });
}

Deno.test("[E19] restore with `only` leaves a newer deletion alone", () => {
  const at = room();
  at.send("u_ana", [restore("dead")]);
  at.send("u_ben", [deletion("dead")]);
  const { seq } = at.document;
  const back = (only: number) =>
    results(at.send("u_ana", [{ op: "restore", id: "dead", only }]));
  assertEquals(back(seq - 1), [{ skipped: ["dead"] }]);
  assertEquals(back(seq), ["ok"]);
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

Deno.test("[E13] two people delete one shape: one deletion, success for both", () => {
  const at = room();
  const base = at.document.seq;
  const first = at.send("u_ana", [deletion("a")], { base });
  const second = at.send("u_ben", [deletion("a")], { base });
  assertEquals([results(first), results(second)], [["ok"], ["ok"]]);
  assertEquals([first.kind, second.kind], ["commit", "nothing"]);
  assertEquals(at.document.tombstones.get("a")?.by, "u_ana");
});

Deno.test("[E13] a deletion wins over concurrent edits", () => {
  const at = room();
  const base = at.document.seq;
  at.send("u_ana", [deletion("a")], { base });
  const late = at.send("u_ben", [
    { op: "set", id: "a", props: { color: "red" } },
    { op: "move", ids: ["a"], dx: 1, dy: 1 },
    rectangle("a"),
  ], { base });
  assertEquals(results(late), ["dropped", "ok", "deleted"]);
  assertEquals(late.kind, "nothing");
});

Deno.test("[E13] a tombstone has no payload; the decision hands it to the log", () => {
  const at = room();
  const former = shapeOf(at, "a");
  const decision = at.send("u_ben", [deletion("a")]);
  assertEquals(Object.keys(at.document.tombstones.get("a")!).sort(), [
    "by",
    "other",
    "seq",
  ]);
  assertEquals(decision.kind === "commit" && decision.removed, [former]);
});

Deno.test("[E14] a restore brings back what was, stamps it anew, and counts on", () => {
  const at = room();
  at.send("u_ben", [{ op: "set", id: "a", props: { color: "red", x: 7 } }]);
  at.send("u_ben", [deletion("a")]);
  assertEquals(restorable(at.document, [restore("a"), restore("a")]), [
    { id: "a", seq: 4 },
  ]);
  at.send("u_eve", [restore("a")]);
  const { color, x, version, seq, createdBy, updatedBy } = shapeOf(at, "a");
  assertEquals(
    [color, x, version, seq, createdBy, updatedBy],
    ["red", 7, 3, 5, "u_ana", "u_eve"],
  );
  const record = at.document.shapes.get("a")!;
  assertEquals([record.born.seq, record.stamps], [5, {}]);
});

Deno.test("[E14] a restore finds its place again; a key in use gets the next one", () => {
  const at = room();
  at.send("u_ana", [rectangle("new")]); // it takes the dead one's key, a3
  at.send("u_ana", [deletion("d")]);
  at.send("u_ana", [restore("d"), deletion("a")]);
  at.send("u_ana", [restore("dead")]);
  assertEquals([...at.document.order].map(({ id, z }) => `${id}:${z}`), [
    "b:a1",
    "d:a2",
    "new:a3",
    "dead:a4",
  ]);
});

Deno.test("[E14] a restore to a place that is free is one operation", () => {
  const at = room();
  at.send("u_ana", [restore("dead")]);
  assertEquals(at.events.at(-1)!.ops.map(({ op }) => op), ["restore"]);
});

Deno.test("[E14] what a transaction deletes it can restore", () => {
  const at = room();
  const decision = at.send("u_ana", [deletion("a"), restore("a")]);
  assertEquals(results(decision), ["ok", "ok"]);
  assertEquals(shapeOf(at, "a").version, 2);
});

Deno.test("[E14] what a transaction restores, changes and deletes comes back as changed", () => {
  const at = room();
  const former = shapeOf(at, "a");
  at.send("u_ana", [deletion("a")]);
  const decision = at.send("u_ana", [
    restore("a"),
    { op: "set", id: "a", props: { fill: "#" } },
    deletion("a"),
    restore("a"),
  ]);
  assertEquals(results(decision), ["ok", "ok", "ok", "ok"]);
  assertEquals(shapeOf(at, "a").fill, "#");
  assertEquals(shapeOf(at, "a").version, former.version + 3);
});

Deno.test("[E14] without its payload from the log a restore is dropped", () => {
  const at = room();
  const stranger = new TestRoom();
  stranger.states[0] = at.document;
  assertEquals(results(stranger.send("u_ana", [restore("dead")])), ["dropped"]);
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
