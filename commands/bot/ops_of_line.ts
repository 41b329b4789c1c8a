/**
 * What a line of the bot's input asks for.
 *
 * @module
 */

import { z } from "zod";
import { check, type Parsed, parseJson } from "../../shared/schema/json.ts";
import { type Op, opSchema } from "../../shared/schema/op.ts";
import { shapeInputSchema } from "../../shared/schema/shape.ts";

const opsSchema = z.array(opSchema).min(
  1,
  "a transaction has at least one operation",
);

/**
 * Reads a line: an operation, an array of operations, or a shape, which is put.
 *
 * @returns the operations of one transaction, or what is wrong and where.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { opsOfLine } from "./ops_of_line.ts";
 *
 * assertEquals(opsOfLine('{"id":"sun","type":"circle"}'), {
 *   ok: true,
 *   value: [{ op: "put", shape: { id: "sun", type: "circle" } }],
 * });
 * ```
 */
export function opsOfLine(line: string): Parsed<Op[]> {
  const json = parseJson(line);
  if (!json.ok) return json;
  const { value } = json;
  if (Array.isArray(value)) return check(opsSchema, value);
  if (typeof value === "object" && value !== null) {
    if ("op" in value) return listed(check(opSchema, value));
    if ("type" in value) {
      const shape = check(shapeInputSchema, value);
      return shape.ok
        ? { ok: true, value: [{ op: "put", shape: shape.value }] }
        : shape;
    }
  }
  return {
    ok: false,
    path: "",
    message:
      'must be an operation {"op":…}, an array of them, or a shape {"id":…,"type":…}',
  };
}

function listed(op: Parsed<Op>): Parsed<Op[]> {
  return op.ok ? { ok: true, value: [op.value] } : op;
}
