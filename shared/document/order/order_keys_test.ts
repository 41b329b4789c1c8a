import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import { MAX_ORDER_KEY } from "../../schema/limits.ts";
import type { Op, OpOf } from "../../schema/op.ts";
import { TestRoom } from "../testing/arbitraries.ts";
import { backToFront } from "./z_order.ts";

function roomOf(ids: string): TestRoom {
  const room = new TestRoom({ opsPerTx: 256, shapesPerRoom: 10_000 });
  room.send(
    "u_ana",
    [...ids].map((id): Op => ({
      op: "create",
      shape: { id, type: "circle" },
    })),
  );
  return room;
}

function stack(room: TestRoom): string {
  return [...room.document.order].map(({ id }) => id).join("");
}

const PLACES: [ids: string, to: OpOf<"order">["to"], stack: string][] = [
  ["a", "front", "bcdea"],
  ["e", "front", "abcde"],
  ["c", "back", "cabde"],
  ["db", "front", "acebd"],
  ["ca", { above: "d" }, "bdace"],
  ["ae", { below: "c" }, "baecd"],
  ["abc", { above: "b" }, "bacde"],
  ["bcd", { below: "e" }, "abcde"],
  ["abcde", "back", "abcde"],
];

for (const [ids, to, expected] of PLACES) {
  Deno.test(`[E15] abcde with ${ids} to ${JSON.stringify(to)} is ${expected}`, () => {
    const room = roomOf("abcde");
    room.send("u_ben", [{ op: "order", ids: [...ids], to }]);
    assertEquals(stack(room), expected);
  });
}

Deno.test("[E15] what is moved to where it stands keeps its key", () => {
  const room = roomOf("abcde");
  const keys = () => [...room.document.order];
  const before = keys();
  room.send("u_ben", [{ op: "order", ids: ["e"], to: "front" }]);
  assertEquals(keys(), before);
});

Deno.test("[E15] a thousand inserts into one gap keep every key short and nothing astray", () => {
  const room = roomOf("ab");
  let rewritten = 0;
  for (let i = 0; i < 1_000; i++) {
    const id = `s${i}`;
    room.send("u_ben", [
      { op: "create", shape: { id, type: "circle" } },
      { op: "order", ids: [id], to: { above: "a" } },
    ]);
    for (const op of room.events.at(-1)!.ops) {
      if (op.op === "order") rewritten += op.rekeyed?.length ?? 0;
    }
  }
  const keys = [...room.document.order];
  assertEquals(keys.map(({ id }) => id), [
    "a",
    ...Array.from({ length: 1_000 }, (_, i) => `s${999 - i}`),
    "b",
  ]);
  assert(keys.every(({ z }) => z.length <= MAX_ORDER_KEY));
  assertEquals(new Set(keys.map(({ z }) => z)).size, keys.length);
  // It makes room rarely, and not by rewriting the room.
  assert(rewritten > 0);
  assertLessOrEqual(rewritten, 1_000);
});

Deno.test("[E14] what is restored where there is no room stands there all the same", () => {
  const room = roomOf("ab");
  let next = 0;
  const crowd = (): string => {
    const id = `s${next++}`;
    room.send("u_ben", [
      { op: "create", shape: { id, type: "circle" } },
      { op: "order", ids: [id], to: { above: "a" } },
    ]);
    return id;
  };
  let above = "b";
  const hasMadeRoom = () => room.events.at(-1)!.ops[0]!.op === "order";
  do {
    const dead = crowd();
    room.send("u_ana", [{ op: "delete", ids: [dead] }]);
    const heir = crowd(); // it takes the dead one's key
    room.send("u_ana", [{ op: "restore", id: dead }]);
    assertEquals(
      [...room.document.order].map(({ id }) => id).slice(0, 4),
      ["a", heir, dead, above],
    );
    above = heir;
  } while (!hasMadeRoom());
  const keys = [...room.document.order].map(({ z }) => z);
  assert(keys.every((z) => z.length <= MAX_ORDER_KEY));
  assertEquals(new Set(keys).size, keys.length);
});

Deno.test("[E15] making room changes no version, and no picture", () => {
  const room = roomOf("abc");
  const rekeyed = () =>
    room.events.at(-1)!.ops.some((op) => op.op === "order" && op.rekeyed);
  do {
    const id = stack(room)[2]!;
    const before = room.document.shapes;
    room.send("u_ben", [{ op: "order", ids: [id], to: { above: "a" } }]);
    for (const [other, { shape }] of room.document.shapes) {
      if (other === id) continue;
      assertEquals({ ...shape, z: "" }, {
        ...before.get(other)!.shape,
        z: "",
      });
    }
  } while (!rekeyed());
  assertEquals(stack(room).length, 3);
});

Deno.test("[E15] any place after any history is where it says", () => {
  const place = fc.oneof(
    fc.constantFrom("front" as const, "back" as const),
    fc.record({ above: fc.constantFrom(..."abcde") }),
    fc.record({ below: fc.constantFrom(..."abcde") }),
  );
  const moves = fc.array(
    fc.tuple(fc.subarray([..."abcde"], { minLength: 1 }), place),
    { maxLength: 60, size: "max" },
  );
  fc.assert(
    fc.property(moves, (moves) => {
      const room = roomOf("abcde");
      let model = [..."abcde"];
      for (const [ids, to] of moves) {
        room.send("u_ana", [{ op: "order", ids, to }]);
        model = placed(model, ids, to);
        assertEquals(stack(room), model.join(""));
      }
      const shapes = [...room.document.shapes.values()].map((r) => r.shape);
      assertEquals(shapes.sort(backToFront).map(({ id }) => id), model);
    }),
    { numRuns: 50 },
  );
});

/** What `order` means, on a plain list. */
function placed(
  list: string[],
  ids: readonly string[],
  to: OpOf<"order">["to"],
): string[] {
  const anchor = typeof to === "string"
    ? null
    : "above" in to
    ? to.above
    : to.below;
  const moved = list.filter((id) => ids.includes(id) && id !== anchor);
  const rest = list.filter((id) => !moved.includes(id));
  const at = to === "front"
    ? rest.length
    : to === "back"
    ? 0
    : rest.indexOf(anchor!) + ("above" in (to as object) ? 1 : 0);
  return [...rest.slice(0, at), ...moved, ...rest.slice(at)];
}
