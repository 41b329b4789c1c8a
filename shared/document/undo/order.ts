import type { Op, OpOf } from "../../schema/op.ts";
import type { Document } from "../document.ts";
import { freeKey } from "../order/order_keys.ts";
import { backToFront } from "../order/z_order.ts";
import type { Doing } from "./doings.ts";
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
  const belowOf = neighbours("below", before, live);
  const ops: OpOf<"order">[] = [];
  const formerly = ids.map((id) => before.shapes.get(id)!.shape);
  // From back to front: whatever stood below a shape is at its place by then.
  for (const { id } of formerly.sort(backToFront)) {
    if (!live(id)) continue;
    const below = belowOf(id);
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
 * Of shapes that come back, those that would not stand where they stood: their key is taken, or
 * their neighbours have other keys now.
 *
 * @param returning in the order in which they come back, with the keys that they died with.
 * @param restacked shapes that will be put in their places as well.
 */
export function misplaced(
  { before, now, last }: Undo,
  doings: ReadonlyMap<string, Doing>,
  returning: ReadonlySet<string>,
  restacked: ReadonlySet<string>,
): string[] {
  const fixed = (id: string) => now.shapes.has(id) && !restacked.has(id);
  const current = (id: string) => now.shapes.get(id)!.shape;
  const ids = [...returning];
  // What they died with is not what they had before: nobody knows where they would come.
  const isAstray = (id: string) =>
    doings.get(id)!.isRekeyed || isRedeleted({ now, last }, id);
  if (ids.some(isAstray)) return ids;
  const belowOf = neighbours("below", before, fixed);
  const aboveOf = neighbours("above", before, fixed);
  const found: string[] = [];
  let { order } = now;
  for (const id of ids) {
    const { shape } = before.shapes.get(id)!;
    const { key, rekeyed } = freeKey(order, shape.z);
    // It makes room, with new keys for those that others come back among.
    if (rekeyed.length > 0) return ids;
    order = order.with(id, key);
    const below = belowOf(id);
    const above = aboveOf(id);
    const isMisplaced = key !== shape.z ||
      (below !== null && backToFront(current(below), shape) > 0) ||
      (above !== null && backToFront(shape, current(above)) > 0);
    if (isMisplaced) found.push(id);
  }
  return found;
}

/** Finds the nearest shape that stood on one side of another one, and is at its place. */
function neighbours(
  side: "above" | "below",
  { order, shapes }: Document,
  atPlace: (id: string) => boolean,
): (id: string) => string | null {
  // Thousands that stood side by side may be gone: none of them is passed twice.
  const found = new Map<string, string | null>();
  return (id) => {
    const passed: string[] = [];
    let at: { id: string; z: string } | null = shapes.get(id)!.shape;
    do {
      passed.push(at.id);
      at = order[side](at.z, at.id);
    } while (at !== null && !atPlace(at.id) && !found.has(at.id));
    const nearest = at === null || atPlace(at.id)
      ? at?.id ?? null
      : found.get(at.id)!;
    for (const each of passed) found.set(each, nearest);
    return nearest;
  };
}

/** Do they stand so now, that one operation can move both? */
function inOrder(document: Document, below: string, above: string): boolean {
  const a = document.shapes.get(below)?.shape;
  const b = document.shapes.get(above)?.shape;
  return a !== undefined && b !== undefined && backToFront(a, b) < 0;
}
