/**
 * What somebody looks at in a large room, read before the rest of it (P3).
 *
 * @module
 */

import { byOrder } from "../../../shared/raster/scene.ts";
import { drawnBox, FREE } from "../../../shared/raster/targets.ts";
import type { Shape } from "../../../shared/schema/shape.ts";
import type { Box, Point } from "../../../shared/schema/units.ts";
import { SnapshotError, type Store } from "../../store/store.ts";
import { assertKnown, readChunk, readContents } from "./snapshot_format.ts";

/** Chunks that are read: of a whole room, as one far away sees it, the rest comes soon enough. */
const MOST_CHUNKS = 8;

/** A part of a room, as its newest snapshot has it. */
export interface Glimpse {
  /** The shapes are as they were after this event. */
  readonly seq: number;
  /** How many there were in the whole room. */
  readonly count: number;
  /** From back to front. */
  readonly shapes: readonly Shape[];
}

/**
 * The shapes that meet a box of the world. A line that follows what lies elsewhere may be missing,
 * and of very many shapes those around the middle are told: what is told is right, and all of it
 * is told later.
 *
 * @returns `null` if nothing is known of what lies where: the room has no snapshot, an old one, a
 * damaged one, or one of a newer program.
 */
export async function glimpse(
  store: Pick<Store, "listSnapshots" | "readSnapshot">,
  roomId: string,
  box: Box,
): Promise<Glimpse | null> {
  const [newest] = await store.listSnapshots(roomId);
  if (newest === undefined) return null;
  const { seq, format } = newest;
  const chunks = (which: readonly number[]) =>
    Array.fromAsync(store.readSnapshot(roomId, seq, which));
  try {
    assertKnown(format);
    const [last] = await chunks([-1]);
    const contents = last === undefined ? null : readContents(format, last);
    if (contents === null) return null;
    const shapes = (await chunks(nearest(contents.boxes, box)))
      .flatMap((text) => readChunk(format, text).records)
      .map(({ shape }) => shape)
      .filter((shape) => meets(drawnBox(shape, FREE), box))
      .sort(byOrder);
    return { seq, count: contents.shapes, shapes };
  } catch (error) {
    // Loading the room tells of it, and does without it.
    if (error instanceof SnapshotError) return null;
    throw error;
  }
}

/** Of the chunks whose boxes meet `box`, those around its middle. */
function nearest(boxes: readonly (Box | null)[], box: Box): number[] {
  const middle = middleOf(box);
  return boxes.flatMap((around, chunk) => {
    if (around === null || !meets(around, box)) return [];
    const { x, y } = middleOf(around);
    return [{ chunk, distance: Math.hypot(x - middle.x, y - middle.y) }];
  })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_CHUNKS)
    .map(({ chunk }) => chunk);
}

function middleOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function meets(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width &&
    a.y <= b.y + b.height && b.y <= a.y + a.height;
}
