import { assert, assertEquals } from "@std/assert";
import { z } from "zod";
import { check, parseJson, parseMessage } from "./json.ts";
import { MAX_JSON_DEPTH } from "./limits.ts";

const REFUSED: [name: string, text: string, path: string][] = [
  ["nothing", "", ""],
  ["half an object", '{"a":', ""],
  ["NaN as a number", '{"x":NaN}', ""],
  ["a trailing NUL", "{}\u0000", ""],
  ["100,000 opening brackets", "[".repeat(100_000), ""],
  [
    "100,000 nested arrays",
    "[".repeat(100_000) + "]".repeat(100_000),
    "0.0.0.0.0.0.0.0",
  ],
  ["__proto__ as a key", '{"a":{"__proto__":{"x":1}}}', "a.__proto__"],
  ["an escaped __proto__", '{"\\u005f_proto__":1}', "__proto__"],
  ["constructor as a key", '[{"constructor":1}]', "0.constructor"],
  ["prototype as a key", '{"prototype":1}', "prototype"],
];

for (const [name, text, path] of REFUSED) {
  Deno.test(`[limits] JSON with ${name} is refused without an exception`, () => {
    const result = parseJson(text);
    assert(!result.ok);
    // The stack may end before the depth is counted: then there is no path to tell.
    assert(result.path === path || result.message === "this is not JSON");
  });
}

Deno.test("[limits] JSON may be nested to the limit and no deeper", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  assert(parseJson(nested(MAX_JSON_DEPTH)).ok);
  const result = parseJson(nested(MAX_JSON_DEPTH + 1));
  assert(!result.ok);
  assertEquals(
    result.message,
    `this is nested too deeply: at most ${MAX_JSON_DEPTH} levels`,
  );
});

Deno.test("[limits] hostile names are fine as values", () => {
  assertEquals(parseJson('["__proto__","constructor"]'), {
    ok: true,
    value: ["__proto__", "constructor"],
  });
});

Deno.test("[limits] of a key given twice the last one counts", () => {
  assertEquals(parseJson('{"a":1,"a":2}'), { ok: true, value: { a: 2 } });
});

Deno.test("[P5] the first thing wrong is told with its place", () => {
  const schema = z.object({ ops: z.array(z.object({ x: z.number() })) });
  const result = parseMessage(schema, '{"ops":[{"x":1},{"x":"1"}]}');
  assertEquals(result.ok, false);
  assertEquals(!result.ok && result.path, "ops.1.x");
});

const BEYOND: [schema: z.ZodType, value: unknown, message: string][] = [
  [z.number().max(20_000), 1e9, "must be at most 20000, not 1000000000"],
  [z.number().positive(), -5, "must be more than 0, not -5"],
  [z.int().max(1_000), 1_001, "must be at most 1000, not 1001"],
  [
    z.int(),
    2 ** 53,
    "must be at most 9007199254740991, not 9007199254740992",
  ],
  [z.array(z.int()).min(1), [], "must have at least 1 items and has 0"],
  [z.string().max(2), "abc", "must have at most 2 characters and has 3"],
];

for (const [schema, value, message] of BEYOND) {
  Deno.test(`[limits] the limit is told and what was asked for: ${message}`, () => {
    const result = check(z.object({ x: schema }), { x: value });
    assertEquals(result, { ok: false, message, path: "x" });
  });
}

for (const value of [null, [], "x", 0, true, undefined]) {
  Deno.test(`[limits] ${JSON.stringify(value)} in place of an object is refused`, () => {
    assert(!check(z.object({ type: z.string() }), value).ok);
  });
}
