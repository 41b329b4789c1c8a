import { assert, assertEquals } from "@std/assert";
import { clientMessageSchema } from "./client_message.ts";
import { check, parseMessage } from "./json.ts";
import { consumesNumber, NACK_CODES, nackBodySchema, opSchema } from "./op.ts";

const OPS: unknown[] = [
  { op: "create", shape: { id: "s", type: "circle", x: 100, y: 100 } },
  { op: "put", shape: { id: "s", type: "rect" } },
  { op: "set", id: "s", props: { color: "red" }, if: { color: 118 } },
  { op: "set", id: "s", props: { x: 1 }, only: { pos: 118 } },
  { op: "move", ids: ["s"], dx: 8, dy: -16 },
  { op: "text", id: "s", base: 3, edit: [5, "x", { d: 2 }] },
  { op: "delete", ids: ["s"], only: 9 },
  { op: "restore", id: "s" },
  { op: "order", ids: ["s"], to: "front" },
  { op: "order", ids: ["s"], to: { above: "t" } },
];

for (const op of OPS) {
  Deno.test(`[E10] ${JSON.stringify(op)} is an operation`, () => {
    const result = check(opSchema, op);
    assertEquals(result.ok && result.value as unknown, op);
  });
}

const BAD: [op: unknown, path: string][] = [
  [{}, "op"],
  [{ op: "destroy" }, "op"],
  [{ op: "__proto__" }, "op"],
  [{ op: "create" }, "shape"],
  [
    { op: "create", shape: { id: "s", type: "circle", radius: -1 } },
    "shape.radius",
  ],
  [{ op: "set", id: "s", props: { z: "zz" } }, "props"],
  [{ op: "set", id: "s", props: {}, if: { version: 1 } }, "if"],
  [{ op: "set", id: "s", props: {}, if: { pos: -1 } }, "if.pos"],
  [{ op: "set", id: "s", props: {}, unless: {} }, ""],
  [{ op: "move", ids: [], dx: 0, dy: 0 }, "ids"],
  [{ op: "move", ids: ["s"], dx: 1e7, dy: 0 }, "dx"],
  [{ op: "move", ids: ["s"], dx: null, dy: 0 }, "dx"],
  [{ op: "text", id: "s", edit: [] }, "edit"],
  [{ op: "text", id: "s", edit: [1.5, "x"] }, "edit.0"],
  [{ op: "text", id: "s", edit: [0, "x"] }, "edit.0"],
  [{ op: "text", id: "s", edit: [""] }, "edit.0"],
  [{ op: "text", id: "s", edit: [{ d: "abc" }] }, "edit.0"],
  [{ op: "text", id: "s", edit: [{ d: 1, x: 1 }] }, "edit.0"],
  [{ op: "delete", ids: "s" }, "ids"],
  [{ op: "delete", ids: ["a b"] }, "ids.0"],
  [{ op: "restore", id: 5 }, "id"],
  [{ op: "order", ids: ["s"], to: "top" }, "to"],
  [{ op: "order", ids: ["s"], to: { above: "a", below: "b" } }, "to"],
];

for (const [op, path] of BAD) {
  Deno.test(`[E10] ${JSON.stringify(op)} is refused at "${path}"`, () => {
    const result = check(opSchema, op);
    assert(!result.ok);
    assertEquals(result.path, path);
  });
}

Deno.test("[P5] what is wrong in a tx is told with its path in the message", () => {
  const result = parseMessage(
    clientMessageSchema,
    JSON.stringify({
      type: "tx",
      roomId: "lobby",
      cseq: 1,
      ops: [
        { op: "restore", id: "s" },
        { op: "create", shape: { id: "s", type: "circle", radius: -1 } },
      ],
    }),
  );
  assertEquals(!result.ok && result.path, "ops.1.shape.radius");
});

const tx = { type: "tx", roomId: "lobby", cseq: 1, ops: [OPS[0]] };
const hello = {
  type: "hello",
  protocol: 1,
  clientId: "0123456789abcdef",
  name: "ana",
};
const BAD_MESSAGES: [name: string, message: unknown, path: string][] = [
  ["no type", {}, "type"],
  ["an unknown type", { type: "reboot" }, "type"],
  ["an unknown key", { ...tx, userId: "u_someone" }, ""],
  ["no ops", { ...tx, ops: [] }, "ops"],
  ["number 0", { ...tx, cseq: 0 }, "cseq"],
  ["number 2^53", { ...tx, cseq: 2 ** 53 }, "cseq"],
  ["a negative base", { ...tx, base: -1 }, "base"],
  ["a room outside", { ...tx, roomId: "../../etc" }, "roomId"],
  ["a room with a NUL", { ...tx, roomId: "a\u0000" }, "roomId"],
  ["a room of 10 kB", { ...tx, roomId: "x".repeat(10_000) }, "roomId"],
  ["a short client id", { ...hello, clientId: "short" }, "clientId"],
  ["an empty name", { ...hello, name: "  " }, "name"],
  ["an invisible name", { ...hello, name: "\u3164" }, "name"],
  ["a name of 25 cells", { ...hello, name: "漢".repeat(12) + "x" }, "name"],
  ["a name with an escape", { ...hello, name: "a\u001b[1m" }, "name"],
];

for (const [name, message, path] of BAD_MESSAGES) {
  Deno.test(`[P12] a message with ${name} is refused at "${path}"`, () => {
    const result = check(clientMessageSchema, message);
    assert(!result.ok);
    assertEquals(result.path, path);
  });
}

Deno.test("[E16] refusals of content use up their number, those of circumstance don't", () => {
  const consumed = NACK_CODES.filter((code) =>
    consumesNumber(nackBodySchema.parse({ code, message: "" }))
  );
  assertEquals(consumed, ["invalid", "conflict", "stale", "limit"]);
  assert(!consumesNumber({ code: "limit", message: "", retryAfterMs: 20 }));
});
