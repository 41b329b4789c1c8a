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
      ops.push(placeAbove(below, id, now));
    }
  }
  return ops;
}

/**
 * Would one of the shapes that come back not stand where it stood? Its key is taken, or its neighbours
 * have other keys now.
 *
 * @param returning in the order in which they come back, with the keys that they died with.
 * @param restacked shapes that are to be put in their places, be they among these.
 */
export function isMisplaced(
  { before, now, last }: Undo,
  doings: ReadonlyMap<string, Doing>,
  returning: ReadonlySet<string>,
  restacked: ReadonlySet<string>,
): boolean {
  const fixed = (id: string) => now.shapes.has(id) && !restacked.has(id);
  const current = (id: string) => now.shapes.get(id)!.shape;
  const belowOf = neighbours("below", before, fixed);
  const aboveOf = neighbours("above", before, fixed);
  let { order } = now;
  for (const id of returning) {
    // What it died with is not what it had before: nobody knows where it would come.
    const isAstray = restacked.has(id) || doings.get(id)!.isRekeyed ||
      isRedeleted({ now, last }, id);
    if (isAstray) return true;
    const { shape } = before.shapes.get(id)!;
    const { key, rekeyed } = freeKey(order, shape.z);
    // It makes room, with new keys for those that others come back among.
    if (rekeyed.length > 0 || key !== shape.z) return true;
    order = order.with(id, key);
    const below = belowOf(id), above = aboveOf(id);
    if (below !== null && backToFront(current(below), shape) > 0) return true;
    if (above !== null && backToFront(shape, current(above)) > 0) return true;
  }
  return false;
}

/**
 * Puts each shape that comes back, as soon as it is back, above what stood below it and is there by
 * then: what is back by an earlier transaction could not be moved under `only` any more.
 *
 * @param returning in the order in which they come back.
 * @param restacked shapes that will be put in their places later.
 * @returns by the shape's id.
 */
export function inversePlaces(
  { before, now }: Undo,
  returning: ReadonlySet<string>,
  restacked: ReadonlySet<string>,
): Map<string, OpOf<"order">> {
  const places = new Map<string, OpOf<"order">>();
  const isThere = (id: string) =>
    places.has(id) || (now.shapes.has(id) && !restacked.has(id));
  for (const id of returning) {
    let below = before.order.below(before.shapes.get(id)!.shape.z, id);
    while (below !== null && !isThere(below.id)) {
      below = before.order.below(below.z, below.id);
    }
    places.set(id, placeAbove(below?.id ?? null, id, now));
  }
  return places;
}

function placeAbove(
  below: string | null,
  id: string,
  { seq }: Document,
): OpOf<"order"> {
  const to: OpOf<"order">["to"] = below === null ? "back" : { above: below };
  return { op: "order", ids: [id], to, only: seq };
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
