import { isPath, type Shape } from "../../../shared/schema/shape.ts";
import type { CellBox } from "../../../shared/raster/view.ts";
import { commonGroup, groupOf } from "../../tools/shapes/groups.ts";
import { unlocked } from "../../tools/shapes/locked.ts";
import { cellsAround } from "../../tools/select/handles.ts";
import type { Model } from "../model.ts";

/** A shape or a group of shapes that goes as one. */
export interface Part {
  readonly ids: readonly string[];
  readonly cells: CellBox;
}

/**
 * What of the selection is put in order: groups as one, unless there is but one of them; not what
 * is locked; and not lines that are tied to a shape, since these follow it.
 */
export function partsOf(
  { document, selection, view: { zoom } }: Model,
): Part[] {
  const free = unlocked(document, selection)
    .map((id) => document.shapes.get(id)?.shape)
    .filter((shape) => shape !== undefined && !isTied(shape))
    .filter((shape) => shape !== undefined);
  const shapes = new Map(free.map((shape) => [shape.id, shape]));
  const apart = commonGroup(document, [...shapes.keys()]) !== null;
  const parts: Part[] = [];
  const told = new Set<string>();
  for (const id of shapes.keys()) {
    if (told.has(id)) continue;
    const ids = apart
      ? [id]
      : groupOf(document, id).filter((member) => shapes.has(member));
    ids.forEach((member) => told.add(member));
    const cells = cellsAround(ids.map((each) => shapes.get(each)!), zoom)!;
    parts.push({ ids, cells });
  }
  return parts;
}

function isTied(shape: Shape): boolean {
  return isPath(shape) && (shape.start !== null || shape.end !== null);
}
