/**
 * Where shapes that were read come to stand, and under which ids.
 *
 * @module
 */

import { boxOf, type ShapeInput } from "../schema/shape.ts";
import {
  type Box,
  CELL_HEIGHT,
  CELL_WIDTH,
  type Point,
} from "../schema/units.ts";
import { asDrawn } from "./document_of.ts";
import { chunked, finished } from "./steps.ts";

/**
 * The box around shapes, in world units; `null` if there are none.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { boxAround } from "./place.ts";
 *
 * const sun = { id: "sun", type: "circle", x: 100, y: 100, radius: 40 } as const;
 * assertEquals(boxAround([sun]), { x: 60, y: 60, width: 80, height: 80 });
 * ```
 */
export function boxAround(shapes: readonly ShapeInput[]): Box | null {
  return finished(boxInSteps(shapes));
}

function* boxInSteps(
  shapes: readonly ShapeInput[],
): Generator<void, Box | null> {
  if (shapes.length === 0) return null;
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const some of chunked(shapes)) {
    for (const shape of asDrawn(some)) {
      const { x, y, width, height } = boxOf(shape);
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + width);
      bottom = Math.max(bottom, y + height);
    }
    yield;
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * Shapes moved so that their first cell is that of a point of the world. They move by whole
 * cells: at 100 % they look as they did.
 */
export function* movedTo(
  shapes: readonly ShapeInput[],
  { x, y }: Point,
): Generator<void, ShapeInput[]> {
  const box = yield* boxInSteps(shapes);
  if (box === null) return [];
  const cells = (value: number, size: number) => Math.floor(value / size);
  return movedBy(
    shapes,
    (cells(x, CELL_WIDTH) - cells(box.x, CELL_WIDTH)) * CELL_WIDTH,
    (cells(y, CELL_HEIGHT) - cells(box.y, CELL_HEIGHT)) * CELL_HEIGHT,
  );
}

/** Shapes moved by world units. */
export function movedBy(
  shapes: readonly ShapeInput[],
  dx: number,
  dy: number,
): ShapeInput[] {
  return shapes.map((shape) => ({
    ...shape,
    x: (shape.x ?? 0) + dx,
    y: (shape.y ?? 0) + dy,
  }));
}

/** Shapes under new ids, groups too; bindings go along, but for those to shapes that do not. */
export function* withNewIds(
  shapes: readonly ShapeInput[],
  makeId: () => string,
): Generator<void, ShapeInput[]> {
  const ids = new Map<string, string>();
  for (const some of chunked(shapes)) {
    for (const { id } of some) ids.set(id, makeId());
    yield;
  }
  const groups = new Map<string, string>();
  const groupOf = (id: string) => {
    if (!groups.has(id)) groups.set(id, makeId());
    return groups.get(id)!;
  };
  const bound = (end: ShapeInput["start"]) => {
    const id = end && ids.get(end.id);
    return id ? { ...end, id } : null;
  };
  const named: ShapeInput[] = [];
  for (const some of chunked(shapes)) {
    for (const shape of some) {
      named.push({
        ...shape,
        id: ids.get(shape.id)!,
        ...shape.groupId ? { groupId: groupOf(shape.groupId) } : {},
        ...shape.start === undefined ? {} : { start: bound(shape.start) },
        ...shape.end === undefined ? {} : { end: bound(shape.end) },
      });
    }
    yield;
  }
  return named;
}
