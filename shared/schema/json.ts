/**
 * JSON that strangers sent: parsed, bounded in depth, and free of keys that reach prototypes.
 *
 * @module
 */

import type { z } from "zod";
import { MAX_JSON_DEPTH } from "./limits.ts";

/** Why a text was refused, and where. */
export interface Refusal {
  readonly message: string;
  /** Keys and indexes from the root, joined by dots; empty for the root. */
  readonly path: string;
}

/** A parsed value, or why there is none. */
export type Parsed<T> = { ok: true; value: T } | ({ ok: false } & Refusal);

/** JSON, read whatever it is. */
export interface ReadJson {
  /** `undefined` where the text is not JSON. */
  readonly value: unknown;
  /** Why nobody should look into it, or `null`. */
  readonly refusal: Refusal | null;
}

const HOSTILE_KEYS = new Set(["__proto__", "constructor", "prototype"]);

const TOO_DEEP = "this is nested too deeply";

/**
 * Parses JSON and refuses what is nested deeper than {@linkcode MAX_JSON_DEPTH} or has a key
 * that could reach a prototype. Never throws.
 */
export function parseJson(
  text: string,
  maxDepth: number = MAX_JSON_DEPTH,
): Parsed<unknown> {
  const { value, refusal } = readJson(text, maxDepth);
  return refusal === null ? { ok: true, value } : { ok: false, ...refusal };
}

/**
 * Reads JSON as {@linkcode parseJson} does, and gives what it refuses as well: at the top of it may
 * stand to whom the refusal is to be told. Never throws.
 */
export function readJson(
  text: string,
  maxDepth: number = MAX_JSON_DEPTH,
): ReadJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const refusal = { message: "this is not JSON", path: "" };
    return { value: undefined, refusal };
  }
  const refusal = typeof value === "object" && value !== null
    ? refuseHostile(value, maxDepth)
    : null;
  if (refusal?.message !== TOO_DEEP) return { value, refusal };
  const message = `${TOO_DEEP}: at most ${maxDepth} levels`;
  return { value, refusal: { ...refusal, message } };
}

// The recursion ends at `depth`, so that a deep value can't exhaust the stack. No `for in`: V8
// compiles that for the objects seen so far, and throws it away at each message of another form.
function refuseHostile(value: object, depth: number): Refusal | null {
  if (depth === 0) return { message: TOO_DEEP, path: "" };
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const refusal = refuseWithin(value[i], depth, i);
      if (refusal !== null) return refusal;
    }
    return null;
  }
  for (const key of Object.keys(value)) {
    if (HOSTILE_KEYS.has(key)) {
      return { message: `the key ${key} is not allowed`, path: key };
    }
    const inner = (value as Record<string, unknown>)[key];
    const refusal = refuseWithin(inner, depth, key);
    if (refusal !== null) return refusal;
  }
  return null;
}

function refuseWithin(
  inner: unknown,
  depth: number,
  key: string | number,
): Refusal | null {
  if (typeof inner !== "object" || inner === null) return null;
  const refusal = refuseHostile(inner, depth - 1);
  if (refusal === null) return null;
  const { message, path } = refusal;
  return { message, path: path === "" ? String(key) : `${key}.${path}` };
}

/** Parses JSON and checks it against a schema; the first thing wrong is told. Never throws. */
export function parseMessage<T>(
  schema: z.ZodType<T>,
  text: string,
  maxDepth: number = MAX_JSON_DEPTH,
): Parsed<T> {
  const json = parseJson(text, maxDepth);
  return json.ok ? check(schema, json.value) : json;
}

/** Checks a value against a schema; the first thing wrong is told. Never throws. */
export function check<T>(schema: z.ZodType<T>, value: unknown): Parsed<T> {
  const result = schema.safeParse(value, { error: wording });
  if (result.success) return { ok: true, value: result.data };
  const issue = result.error.issues[0]!;
  return { ok: false, message: issue.message, path: issue.path.join(".") };
}

/** Past a limit the limit is told and what was asked for; all else is worded by zod. */
function wording(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== "too_big" && issue.code !== "too_small") return undefined;
  const bound = issue.code === "too_big"
    ? `${issue.inclusive ? "at most" : "less than"} ${issue.maximum}`
    : `${issue.inclusive ? "at least" : "more than"} ${issue.minimum}`;
  const { input, origin } = issue;
  if (typeof input === "number") return `must be ${bound}, not ${input}`;
  const size = Array.isArray(input) || typeof input === "string"
    ? ` and has ${input.length}`
    : "";
  const unit = origin === "string" ? "characters" : "items";
  return `must have ${bound} ${unit}${size}`;
}
