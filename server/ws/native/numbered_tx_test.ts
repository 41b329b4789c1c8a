import { assertEquals, assertNotEquals } from "@std/assert";
import { parseJson } from "../../../shared/schema/json.ts";
import { readNumber, workOf } from "./numbered_tx.ts";

const hashesOf = (text: string): { now: string; before?: string } => {
  const parsed = parseJson(text);
  const numbered = parsed.ok
    ? readNumber(parsed.value as Record<string, unknown>)
    : null;
  if (numbered === null) throw new Error(`no numbered transaction: ${text}`);
  const { work, bodyHash, formerHash } = workOf(numbered);
  assertEquals(work.kind, "tx");
  return { now: bodyHash, before: formerHash?.() };
};

const FIRST =
  `{"type":"tx","roomId":"lobby","cseq":8,"base":3,"ops":[{"op":"set","id":"a","props":{"x":1,"color":"red"},"only":{"pos":2,"color":3}},{"op":"create","shape":{"id":"b","type":"circle","x":5,"radius":7}}]}`;

Deno.test("[E16] the same content in other words: keys in another order, spaces, 1.0 for 1", () => {
  const again = `{ "cseq": 8, "ops": [
    {"only": {"color": 3, "pos": 2}, "props": {"color": "red", "x": 1.0}, "id": "a", "op": "set"},
    {"shape": {"radius": 7, "x": 5, "type": "circle", "id": "b"}, "op": "create"}
  ], "base": 3, "roomId": "lobby", "type": "tx", "ref": "another" }`;
  assertEquals(hashesOf(again), hashesOf(FIRST));
});

Deno.test("[E16] another value, order of operations, base or group is another content", () => {
  for (
    const [part, other] of [
      [`"x":1`, `"x":2`],
      [`"pos":2`, `"pos":1`],
      [`"base":3`, `"base":4`],
      [`"base":3`, `"base":3,"group":"g"`],
      [`"radius":7`, `"radius":8`],
    ] as const
  ) {
    const text = FIRST.replace(part, other);
    assertNotEquals(text, FIRST);
    assertNotEquals(hashesOf(text).now, hashesOf(FIRST).now, other);
  }
});

Deno.test("[E16] [E25] a body is still known by the hash that older files have of it", () => {
  assertEquals(
    hashesOf(FIRST).before,
    "D_63sMh_hZW-DdgQ99rbIukfZymrgZ7fPwKChstuftw",
  );
});
