/**
 * What the ends of lines are bound to, and where lines are drawn because of it (R32).
 *
 * @module
 */

import { endPoint } from "../document/bindings.ts";
import type { Binding } from "../schema/properties.ts";
import {
  boxOf,
  type ClosedShape,
  isClosed,
  isPath,
  type Shape,
} from "../schema/shape.ts";
import { type Box, CELL_HEIGHT, CELL_WIDTH } from "../schema/units.ts";
import { textCells } from "../schema/width.ts";

/** The shapes that the ends of a line are bound to; `null` for a free end. */
export interface Targets {
  readonly start: ClosedShape | null;
  readonly end: ClosedShape | null;
}

/** Both ends are free, as those of shapes that are no lines. */
export const FREE: Targets = { start: null, end: null };

/** What the ends of a shape are bound to. */
export function targetsOf(
  shape: Shape,
  shapeOf: (id: string) => Shape | undefined,
): Targets {
  if (!isPath(shape)) return FREE;
  if (shape.start === null && shape.end === null) return FREE;
  const target = (binding: Binding | null) => {
    const target = binding === null ? undefined : shapeOf(binding.id);
    return target !== undefined && isClosed(target) ? target : null;
  };
  return { start: target(shape.start), end: target(shape.end) };
}

/** Are the ends bound to the same shapes, in the same form? */
export function sameTargets(a: Targets, b: Targets): boolean {
  return a.start === b.start && a.end === b.end;
}

/** Cells that a route keeps from a box at most. */
const CLEARANCE = 2;

/**
 * The box, in world units, of all cells at 100 % in which a shape may be drawn. That of a bound
 * line is larger than the one around its points: its ends reach into their targets' borders, and
 * a route in right angles goes around the targets.
 */
export function drawnBox(shape: Shape, { start, end }: Targets): Box {
  const box = boxOf(shape);
  if (!isPath(shape)) return box;
  const boxes = [[shape.start, start], [shape.end, end]] as const;
  const line = boxes.reduce((all, [binding, target]) => {
    if (binding === null || target === null) return all;
    return around(all, reachOf(target, binding));
  }, shape.route === "elbow" ? aroundTargets(box, [start, end]) : box);
  return shape.text === "" ? line : withLabel(line, shape.text);
}

/** A label stands in the middle of some stretch of its line, the last one on the rim at worst. */
function withLabel({ x, y, width, height }: Box, text: string): Box {
  const { columns, rows } = textCells(text);
  const dx = Math.ceil(columns / 2 + 1) * CELL_WIDTH;
  const dy = Math.ceil(rows / 2 + 1) * CELL_HEIGHT;
  return {
    x: x - dx,
    y: y - dy,
    width: width + 2 * dx,
    height: height + 2 * dy,
  };
}

function aroundTargets(
  box: Box,
  targets: readonly (ClosedShape | null)[],
): Box {
  const dx = CLEARANCE * CELL_WIDTH, dy = CLEARANCE * CELL_HEIGHT;
  return targets.reduce((all, target) => {
    if (target === null) return all;
    const { x, y, width, height } = boxOf(target);
    return around(all, {
      x: x - dx,
      y: y - dy,
      width: width + 2 * dx,
      height: height + 2 * dy,
    });
  }, box);
}

/** From the cell outside of a side to the border: that of a round shape may be halfway in. */
function reachOf(target: ClosedShape, binding: Binding): Box {
  const { x, y } = endPoint(target, binding);
  const box = boxOf(target);
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const isRound = target.type !== "rectangle";
  const inside = {
    top: { x, y: isRound ? middle.y : y + CELL_HEIGHT },
    right: { x: isRound ? middle.x : x - CELL_WIDTH, y },
    bottom: { x, y: isRound ? middle.y : y - CELL_HEIGHT },
    left: { x: isRound ? middle.x : x + CELL_WIDTH, y },
  }[binding.side];
  const nothing = { width: 0, height: 0 };
  return around({ x, y, ...nothing }, { ...inside, ...nothing });
}

function around(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x), y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
