/**
 * What stands in shapes, ready to be searched with each key that is pressed.
 *
 * @module
 */

import type { Document } from "../../../shared/document/document.ts";
import type { Point } from "../../../shared/schema/units.ts";

interface Label {
  /** Of the shape that it stands in. */
  readonly id: string;
  /** In lower case. */
  readonly text: string;
}

/** Labels by their distance from a point of the world. */
interface Labels {
  readonly near: Point;
  readonly nearestFirst: readonly Label[];
}

/** A document never changes: what is read from it once serves for every letter that is typed. */
const read = new WeakMap<Document, Labels>();

function labelsNear(document: Document, near: Point): readonly Label[] {
  const known = read.get(document);
  if (known?.near.x === near.x && known.near.y === near.y) {
    return known.nearestFirst;
  }
  const labels: Label[] = [], keys: number[] = [];
  document.shapes.forEach(({ shape }) => {
    if (!("text" in shape) || shape.text === "") return;
    const far = Math.hypot(shape.x - near.x, shape.y - near.y);
    // Numbers sort many times faster than shapes: each tells the distance, and whose it is.
    keys.push(Math.round(far) * MOST_LABELS + labels.length);
    labels.push({ id: shape.id, text: shape.text.toLowerCase() });
  });
  const nearestFirst = Array.from(
    Float64Array.from(keys).sort(),
    (key) => labels[key % MOST_LABELS]!,
  );
  read.set(document, { near, nearestFirst });
  return nearestFirst;
}

/** Above what a room may hold, and so small that distances times this are exact. */
const MOST_LABELS = 2 ** 24;

/** Shapes that were found. */
export interface Found {
  /** The nearest first; no more than were asked for. */
  readonly ids: readonly string[];
  /** How many there are. */
  readonly count: number;
}

/** Nothing. */
export const NOTHING_FOUND: Found = { ids: [], count: 0 };

/**
 * The shapes in whose text something stands, upper and lower case alike, the nearest first.
 *
 * @param near a point of the world.
 * @param most ids to be told.
 */
export function shapesWith(
  document: Document,
  typed: string,
  near: Point,
  most: number,
): Found {
  const wanted = typed.toLowerCase();
  const ids: string[] = [];
  let count = 0;
  for (const { id, text } of labelsNear(document, near)) {
    if (!text.includes(wanted)) continue;
    count += 1;
    if (ids.length < most) ids.push(id);
  }
  return { ids, count };
}
