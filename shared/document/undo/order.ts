import type { Op, OpOf } from "../../schema/op.ts";
import type { Document } from "../document.ts";
import { backToFront } from "../order/z_order.ts";
import { isRedeleted, type Undo } from "./undo.ts";

/**
 * Puts shapes back above the neighbour that they stood above. Keys say nothing by themselves:
 * neighbours may have been rekeyed meanwhile, or others may have come between.
 */
export function inverseOrder(
  undo: Undo,
  ids: readonly string[],
  returning: ReadonlySet<string>,
): Op[] {
  const { before, now } = undo;
  const live = (id: string) => now.shapes.has(id) || returning.has(id);
  const ops: OpOf<"order">[] = [];
  const formerly = ids.map((id) => before.shapes.get(id)!.shape);
  // From back to front: whatever stood below a shape is at its place by then.
  for (const { id } of formerly.sort(backToFront)) {
    if (!live(id)) continue;
    const below = neighbour("below", before, id, live);
    const last = ops.at(-1);
    if (
      below !== null && last?.ids.at(-1) === below && inOrder(now, below, id)
    ) {
      last.ids.push(id);
    } else {
      const to: OpOf<"order">["to"] = below === null
        ? "back"
        : { above: below };
      ops.push({ op: "order", ids: [id], to, only: now.seq });
    }
  }
  return ops;
}

/**
 * Of shapes that come back with the keys they had, those that would not stand where they stood:
 * their key is taken, or their neighbours have other keys now.
 *
 * @param restacked shapes that will be put in their places as well.
 */
export function misplaced(
  { before, now, last }: Undo,
  returning: ReadonlySet<string>,
  restacked: ReadonlySet<string>,
): string[] {
  const fixed = (id: string) => now.shapes.has(id) && !restacked.has(id);
  const current = (id: string) => now.shapes.get(id)!.shape;
  const ids = [...returning];
  // One that was deleted again comes back with another key than it had before, perhaps with that
  // of one of the others.
  if (ids.some((id) => isRedeleted({ now, last }, id))) return ids;
  return ids.filter((id) => {
    const { shape } = before.shapes.get(id)!;
    const below = neighbour("below", before, id, fixed);
    const above = neighbour("above", before, id, fixed);
    return now.order.at(shape.z) !== null ||
      (below !== null && backToFront(current(below), shape) > 0) ||
      (above !== null && backToFront(shape, current(above)) > 0);
  });
}

/** The nearest shape that stood on one side of `id` and is at its place. */
function neighbour(
  side: "above" | "below",
  before: Document,
  id: string,
  atPlace: (id: string) => boolean,
): string | null {
  const { order, shapes } = before;
  let next = order[side](shapes.get(id)!.shape.z, id);
  while (next !== null && !atPlace(next.id)) {
    next = order[side](next.z, next.id);
  }
  return next?.id ?? null;
}

/** Do they stand so now, that one operation can move both? */
function inOrder(document: Document, below: string, above: string): boolean {
  const a = document.shapes.get(below)?.shape;
  const b = document.shapes.get(above)?.shape;
  return a !== undefined && b !== undefined && backToFront(a, b) < 0;
}
