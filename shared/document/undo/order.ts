import type { Op, OpOf } from "../../schema/op.ts";
import { type Document, stampOf } from "../document.ts";
import { backToFront } from "../z_order.ts";
import type { Undo } from "./undo.ts";

/**
 * Puts shapes back above the neighbour that they stood above. Keys say nothing by themselves:
 * neighbours may have been rekeyed meanwhile, or others may have come between.
 */
export function inverseOrder(undo: Undo, ids: readonly string[]): Op[] {
  const { before, now } = undo;
  const pending = new Set(ids);
  const ops: OpOf<"order">[] = [];
  const formerly = ids.map((id) => before.shapes.get(id)!.shape);
  for (const { id } of formerly.sort(backToFront)) {
    pending.delete(id);
    const record = now.shapes.get(id);
    if (record === undefined) continue;
    const below = neighbourBelow(before, now, id, pending);
    const to: OpOf<"order">["to"] = below === null ? "back" : { above: below };
    const only = stampOf(record, "z").seq;
    const last = ops.at(-1);
    const onLast = last !== undefined && below === last.ids.at(-1);
    if (onLast && inOrder(now, below!, id)) {
      last.ids.push(id);
      last.only = Math.max(last.only!, only);
    } else {
      ops.push({ op: "order", ids: [id], to, only });
    }
  }
  return ops;
}

/** The nearest shape that stood below `id`, is live, and is at its place again. */
function neighbourBelow(
  before: Document,
  now: Document,
  id: string,
  pending: ReadonlySet<string>,
): string | null {
  const z = before.shapes.get(id)!.shape.z;
  let below = before.order.below(z, id);
  while (below !== null) {
    if (now.shapes.has(below.id) && !pending.has(below.id)) return below.id;
    below = before.order.below(below.z, below.id);
  }
  return null;
}

function inOrder(document: Document, below: string, above: string): boolean {
  const a = document.shapes.get(below)!.shape;
  const b = document.shapes.get(above)!.shape;
  return backToFront(a, b) < 0;
}
