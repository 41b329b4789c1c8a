import { assertEquals } from "@std/assert";
import { clientMessageSchema } from "./client_message.ts";
import { check } from "./json.ts";

const OPS = [{ op: "delete", ids: ["a"] }];
const HELLO = { protocol: 1, clientId: "c".repeat(16), name: "ana" };

const named: [what: string, message: object, path: string][] = [
  ["group", { type: "tx", cseq: 1, group: "a:b", ops: OPS }, "group"],
  ["nonce", { type: "say", text: "hi", nonce: "" }, "nonce"],
  [
    "run",
    { type: "hello", ...HELLO, attempt: { run: "ü", number: 1 } },
    "attempt.run",
  ],
];
for (const [what, message, path] of named) {
  Deno.test(`[P5] [P10] [P1] a ${what} that may not be is told in words, with its place`, () => {
    const room = what === "run" ? {} : { roomId: "lobby" };
    assertEquals(check(clientMessageSchema, { ...message, ...room }), {
      ok: false,
      message: "must be 1 to 64 characters of A-Z a-z 0-9 _ -",
      path,
    });
  });
}
