import { assert, assertEquals } from "@std/assert";
import { type CanonicalOp, roomEventSchema } from "./event.ts";
import { check } from "./json.ts";
import { completeShape, type Shape } from "./shape.ts";

const shape = {
  ...completeShape({ id: "__proto__", type: "rect" }),
  z: "a0",
  version: 1,
  seq: 1,
  createdBy: "u_ana",
  updatedBy: "u_ana",
  createdAt: 0,
  updatedAt: 0,
} as Shape;

const OPS: CanonicalOp[] = [
  { op: "create", shape },
  { op: "set", id: "s", props: { x: 1, y: 2, start: null, text: "" } },
  { op: "move", ids: ["s"], dx: 1, dy: 0.5 },
  { op: "text", id: "s", edit: [3, "x", { d: 1 }] },
  { op: "delete", ids: ["__proto__"] },
  { op: "restore", shape },
  { op: "order", keys: [["__proto__", "a1"]], rekeyed: [["s", "a2"]] },
];

for (const op of OPS) {
  Deno.test(`[P6] a stored ${op.op} is read back as it was written`, () => {
    const event = { seq: 1, userId: "u_ana", at: 5, group: "g", ops: [op] };
    const stored = JSON.parse(JSON.stringify(event));
    const result = check(roomEventSchema, stored);
    assert(result.ok);
    assertEquals(result.value as unknown, event);
  });
}

Deno.test("[E24] what is no event is refused with its place", () => {
  const event = { seq: 1, userId: "u", at: 0, ops: [{ op: "create" }] };
  const result = check(roomEventSchema, event);
  assertEquals(!result.ok && result.path, "ops.0.shape");
});
