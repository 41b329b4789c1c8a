/**
 * Between the words of the first design and our own: pure translation (P15).
 *
 * @module
 */

import { z } from "zod";
import { resolved } from "../../../shared/document/bindings.ts";
import type { Document } from "../../../shared/document/document.ts";
import { touchedBy } from "../../../shared/document/ops/rules.ts";
import type { RoomEvent } from "../../../shared/schema/event.ts";
import { shapeIdSchema } from "../../../shared/schema/ids.ts";
import { check, parseJson, type Refusal } from "../../../shared/schema/json.ts";
import { type KindName, KINDS } from "../../../shared/schema/kinds/kinds.ts";
import { MAX_CHAT } from "../../../shared/schema/limits.ts";
import type { Op } from "../../../shared/schema/op.ts";
import { safeText } from "../../../shared/schema/safe_text.ts";
import {
  propertiesOf,
  type Shape,
  shapeInputSchema,
} from "../../../shared/schema/shape.ts";

/** What a chat message of the first design means. */
export type Meaning =
  | { readonly kind: "op"; readonly op: Op }
  | { readonly kind: "line"; readonly text: string }
  | ({ readonly kind: "refused" } & Refusal);

const deletedSchema = z.array(shapeIdSchema).min(1).max(10_000);

const lineSchema = safeText(MAX_CHAT, "one-line").trim().min(
  1,
  "a chat line can't be empty",
);

/**
 * Reads the `message` of a chat message.
 *
 * @param kindOf the kind of a live shape: a message may change a shape without naming it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { meaningOf } from "./chat_dialect.ts";
 *
 * const message = '{"shape":{"id":"shape_123_abc","type":"circle","x":100,"y":100}}';
 * assertEquals(meaningOf(message, () => undefined), {
 *   kind: "op",
 *   op: { op: "put", shape: { id: "shape_123_abc", type: "circle", x: 100, y: 100 } },
 * });
 * assertEquals(meaningOf("hello", () => undefined), { kind: "line", text: "hello" });
 * ```
 */
export function meaningOf(
  message: string,
  kindOf: (id: string) => KindName | undefined,
): Meaning {
  // Anything that is not JSON of an object is something that somebody says.
  if (!message.trimStart().startsWith("{")) return meaningOfLine(message);
  const json = parseJson(message);
  if (!json.ok) {
    return isJson(message)
      ? { kind: "refused", message: json.message, path: within(json.path) }
      : meaningOfLine(message);
  }
  const body = json.value as { shape?: unknown; deleted?: unknown };
  if (body.shape !== undefined) return meaningOfShape(body.shape, kindOf);
  if (body.deleted !== undefined) {
    const ids = check(deletedSchema, body.deleted);
    return ids.ok
      ? { kind: "op", op: { op: "delete", ids: ids.value } }
      : refused(ids, "deleted");
  }
  return meaningOfLine(message);
}

function meaningOfLine(message: string): Meaning {
  const line = check(lineSchema, message);
  return line.ok ? { kind: "line", text: line.value } : refused(line);
}

function meaningOfShape(
  input: unknown,
  kindOf: (id: string) => KindName | undefined,
): Meaning {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    const message = "a shape is a JSON object";
    return { kind: "refused", message, path: "message.shape" };
  }
  const shape = check(shapeInputSchema, knownParts({ ...input }, kindOf));
  return shape.ok
    ? { kind: "op", op: { op: "put", shape: shape.value } }
    : refused(shape, "shape");
}

/** Only what a shape of its type has: the first design's clients put more into it. */
function knownParts(
  given: Record<string, unknown>,
  kindOf: (id: string) => KindName | undefined,
): Record<string, unknown> {
  const type = given.type ?? kindOf(String(given.id));
  const kind = type === "rect" ? "rectangle" : type;
  if (typeof kind !== "string" || !Object.hasOwn(KINDS, kind)) return given;
  const shape: Record<string, unknown> = { id: given.id, type };
  for (const property of propertiesOf(kind as KindName)) {
    if (given[property] !== undefined) shape[property] = given[property];
  }
  turn(shape, "x", "width");
  turn(shape, "y", "height");
  for (const radius of ["radius", "radiusX", "radiusY"]) {
    const size = shape[radius];
    if (typeof size === "number") shape[radius] = Math.abs(size);
  }
  return shape;
}

// What was dragged to the left or upwards came with a negative size.
function turn(
  shape: Record<string, unknown>,
  place: "x" | "y",
  size: "width" | "height",
): void {
  const extent = shape[size];
  if (typeof extent !== "number" || extent >= 0) return;
  shape[size] = -extent;
  if (typeof shape[place] === "number") shape[place] += extent;
}

// It began like an object: a sentence in braces, or JSON that is refused?
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function refused(refusal: Refusal, part?: string): Meaning {
  const path = [part, refusal.path].filter(Boolean).join(".");
  return { kind: "refused", message: refusal.message, path: within(path) };
}

function within(path: string): string {
  return path === "" ? "message" : `message.${path}`;
}

/** What an event did to shapes, in words of the first design. */
export type Change =
  | { readonly shape: Record<string, unknown> }
  | { readonly deleted: readonly string[] };

/** A whole shape as the first design knows it: `rect` stays `rect`. */
export function dialectShape(
  document: Document,
  shape: Shape,
): Record<string, unknown> {
  const { alias, ...rest } = resolved(document, shape);
  return alias === undefined ? rest : { ...rest, type: alias };
}

/**
 * What an event changed: whole shapes, each once, then what it deleted.
 *
 * @param document the room after the event.
 */
export function changesOf(event: RoomEvent, document: Document): Change[] {
  const ids = new Set(event.ops.flatMap((op) => [...touchedBy(op)]));
  // A line whose end is held by a moved shape moves with it.
  for (const id of [...ids]) {
    for (const line of document.bound.get(id) ?? []) ids.add(line);
  }
  const changes: Change[] = [];
  const deleted: string[] = [];
  for (const id of ids) {
    const shape = document.shapes.get(id)?.shape;
    if (shape === undefined) deleted.push(id);
    else changes.push({ shape: dialectShape(document, shape) });
  }
  return deleted.length > 0 ? [...changes, { deleted }] : changes;
}

/** Ids that an event deleted. */
export function deletedBy(event: RoomEvent | null): Set<string> {
  return new Set(
    event?.ops.flatMap((op) => op.op === "delete" ? op.ids : []) ?? [],
  );
}
