/**
 * Shapes once more, under ids of their own.
 *
 * @module
 */

import { resolved } from "../../../shared/document/bindings.ts";
import type { Document } from "../../../shared/document/document.ts";
import type { Op } from "../../../shared/schema/op.ts";
import type { Binding } from "../../../shared/schema/properties.ts";
import {
  propertiesOf,
  type Props,
  type Shape,
  type ShapeInput,
} from "../../../shared/schema/shape.ts";
import { creationsOf } from "./creations.ts";

/** A shape as a client sends it: without what the server adds. */
export function contentOf(shape: Shape): ShapeInput {
  const all = shape as unknown as Record<string, unknown>;
  const names = ["id", "type", ...propertiesOf(shape.type)];
  return Object.fromEntries(
    names.map((name) => [name, all[name]]),
  ) as ShapeInput;
}

/** Live shapes as they are drawn, from back to front, as a client sends them. */
export function contentsOf(
  document: Document,
  ids: readonly string[],
): ShapeInput[] {
  return ids.map((id) => document.shapes.get(id)?.shape)
    .filter((shape) => shape !== undefined)
    .sort((a, b) => a.z < b.z || a.z === b.z && a.id < b.id ? -1 : 1)
    .map((shape) => contentOf(resolved(document, shape)));
}

/** How copies are made. */
export interface CopyOptions {
  readonly dx: number;
  readonly dy: number;
  newId(): string;
  /** May an end stay tied to this shape, which is not copied? */
  staysTied(id: string): boolean;
}

/** Copies, and what makes them. */
export interface Copies {
  readonly ids: readonly string[];
  readonly ops: readonly Op[];
}

/**
 * Creates copies of shapes, from back to front. What is tied to a shape that is copied as well is
 * tied to the copy; groups of several become groups of their own. A line that holds on to nothing
 * but shapes that are not copied lets go of them: it would hide the original.
 */
export function copiesOf(
  shapes: readonly ShapeInput[],
  options: CopyOptions,
): Copies {
  const { dx, dy, newId } = options;
  const ids = new Map(shapes.map(({ id }) => [id, newId()]));
  const groups = newGroups(shapes, newId);
  const copies = shapes.map((shape) => ({
    ...shape,
    id: ids.get(shape.id)!,
    x: (shape.x ?? 0) + dx,
    y: (shape.y ?? 0) + dy,
    locked: false,
    groupId: groups.get(shape.groupId ?? "") ?? null,
    ...tiesOf(shape, ids, options),
  }));
  return { ids: [...ids.values()], ops: creationsOf(copies) };
}

function tiesOf(
  { start, end }: ShapeInput,
  ids: ReadonlyMap<string, string>,
  { staysTied }: CopyOptions,
): { start?: Binding | null; end?: Binding | null } {
  const tied = (tie: Binding | null | undefined): Binding | null => {
    if (tie === null || tie === undefined) return null;
    const copy = ids.get(tie.id);
    if (copy !== undefined) return { ...tie, id: copy };
    return staysTied(tie.id) ? tie : null;
  };
  const isOutside = (tie: Binding | null | undefined) =>
    tie !== null && tie !== undefined && !ids.has(tie.id);
  if (isOutside(start) && isOutside(end)) return { start: null, end: null };
  return {
    ...(start === undefined ? {} : { start: tied(start) }),
    ...(end === undefined ? {} : { end: tied(end) }),
  };
}

/** For each group of which several members are copied, the id of its copy. */
function newGroups(
  shapes: readonly ShapeInput[],
  newId: () => string,
): ReadonlyMap<string, string> {
  const seen = new Set<string>(), groups = new Map<string, string>();
  for (const { groupId } of shapes as readonly Props[]) {
    if (groupId === null || groupId === undefined) continue;
    if (seen.has(groupId) && !groups.has(groupId)) groups.set(groupId, newId());
    seen.add(groupId);
  }
  return groups;
}
