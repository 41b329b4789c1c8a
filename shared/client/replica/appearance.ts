/**
 * Which shapes look different in another document: what has to be drawn again.
 *
 * @module
 */

import type { Document } from "../../document/document.ts";
import { touchedBy } from "../../document/ops/rules.ts";
import type { CanonicalOp } from "../../schema/event.ts";
import { SERVER_FIELDS, type Shape } from "../../schema/shape.ts";

/** What the server notes about a shape and nobody sees in the drawing. */
const BOOKKEEPING: ReadonlySet<string> = new Set(
  SERVER_FIELDS.filter((name) => name !== "z"),
);

/**
 * Those of `ids` whose shapes look different in `after`: changed, came, or went; and the lines
 * that are bound to them, which are drawn anew with what they are bound to.
 */
export function changedAmong(
  ids: Iterable<string>,
  before: Document,
  after: Document,
): Set<string> {
  const changed = new Set<string>();
  for (const id of ids) {
    const old = before.shapes.get(id);
    const now = after.shapes.get(id);
    if (old === now) continue;
    if (old && now && looksEqual(old.shape, now.shape)) continue;
    changed.add(id);
    for (const line of before.bound.get(id) ?? []) changed.add(line);
    for (const line of after.bound.get(id) ?? []) changed.add(line);
  }
  return changed;
}

/** All ids of two documents: what can differ between them when nothing else is known. */
export function allIds(a: Document, b: Document): Set<string> {
  return new Set([...a.shapes.keys(), ...b.shapes.keys()]);
}

/** Ids of the shapes that canonical operations touch. */
export function touchedByAll(ops: readonly CanonicalOp[]): Set<string> {
  return new Set(ops.flatMap((op) => [...touchedBy(op)]));
}

/** Do two lists of canonical operations do the same, but for what the server notes? */
export function sameOps(
  a: readonly CanonicalOp[],
  b: readonly CanonicalOp[],
): boolean {
  return a.length === b.length && a.every((op, i) => sameOp(op, b[i]!));
}

function sameOp(a: CanonicalOp, b: CanonicalOp): boolean {
  if (a.op !== b.op) return false;
  return "shape" in a && "shape" in b
    ? looksEqual(a.shape, b.shape)
    : sameValue(a, b);
}

function looksEqual(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  return Object.keys(a).every((key) =>
    BOOKKEEPING.has(key) ||
    sameValue(a[key as keyof Shape], b[key as keyof Shape])
  ) && Object.keys(b).every((key) => BOOKKEEPING.has(key) || key in a);
}

function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length &&
    keys.every((key) =>
      key in b && sameValue(a[key as keyof typeof a], b[key as keyof typeof b])
    );
}
