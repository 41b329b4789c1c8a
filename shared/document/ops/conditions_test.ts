/** What operations ask of the stamps: `if` and `only` (E11, E19). */

import { assert, assertEquals } from "@std/assert";
import type { Op } from "../../schema/op.ts";
import type { Binding } from "../../schema/properties.ts";
import {
  deletion,
  restore,
  results,
  room,
  shapeOf,
} from "../testing/small_room.ts";

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
