/**
 * Objects that have few of the keys they could have.
 *
 * @module
 */

import { z } from "zod";

/** What checks a value, inside of zod. */
type Run = z.core.$ZodType["_zod"]["run"];

/**
 * As `z.strictObject`, and as fast as there are keys in what is checked: zod's own looks at each
 * key that there could be. What this one would not let pass is left to zod's, so that there is
 * one list of rules, and one wording of what is wrong. Keys keep the order that they came in, and
 * what is as it should be is not copied.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { z } from "zod";
 * import { sparseObject } from "./sparse_object.ts";
 *
 * const schema = sparseObject({ id: z.string(), x: z.number().optional() });
 * assertEquals(schema.parse({ id: "a" }), { id: "a" });
 * assertEquals(schema.safeParse({ x: 1 }).success, false);
 * ```
 */
export function sparseObject<S extends z.core.$ZodShape>(
  shape: S,
): z.ZodObject<S, z.core.$strict> {
  const schema = z.strictObject(shape);
  const { run } = schema._zod;
  const rules = new Map(
    Object.entries(shape).map(([key, { _zod }]) => [key, _zod] as const),
  );
  // Where one of these is missing there is something to say, or to put in its place.
  const awaited = [...rules].filter(([, { optin }]) => optin !== "optional")
    .map(([key]) => key);
  schema._zod.run = (payload, context) => {
    const { value } = payload;
    const isObject = typeof value === "object" && value !== null &&
      !Array.isArray(value);
    const passed = isObject
      ? passing(value as Record<string, unknown>, rules, awaited, context)
      : null;
    if (passed === null) return run(payload, context);
    payload.value = passed as typeof payload.value;
    return payload;
  };
  return schema;
}

/**
 * The object as its rules leave it, itself if they change nothing; `null` if any of them has
 * something to say.
 */
function passing(
  value: Record<string, unknown>,
  rules: ReadonlyMap<string, { readonly run: Run; readonly optin?: unknown }>,
  awaited: readonly string[],
  context: Parameters<Run>[1],
): Record<string, unknown> | null {
  for (const key of awaited) if (value[key] === undefined) return null;
  // As a rule nothing is changed by its rule, and nothing need be copied.
  let passed = value;
  for (const key of Object.keys(value)) {
    const rule = rules.get(key);
    if (rule === undefined) return null;
    const given = value[key];
    const result = rule.run({ value: given, issues: [] }, context);
    if (result instanceof Promise || result.issues.length > 0) return null;
    if (Object.is(result.value, given)) continue;
    if (passed === value) passed = { ...value };
    passed[key] = result.value;
  }
  return passed;
}
