/**
 * Shapes in line, and at equal distances: in whole cells (T21).
 *
 * @module
 */

import { cellHeight, cellWidth } from "../../../shared/raster/view.ts";
import type { Op } from "../../../shared/schema/op.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { submit } from "../work/submit.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import { type Part, partsOf } from "./parts.ts";

/** Along which way. */
export type Axis = "across" | "down";
/** What comes into line: the lower ends (left, top), the middles, or the upper ends. */
export type Edge = "first" | "middle" | "last";

/** Brings what is selected into line. */
export function alignSelection(
  model: Model,
  world: World,
  axis: Axis,
  edge: Edge,
): Update {
  const parts = partsOf(model);
  if (parts.length < 2) return few(model, world, "two");
  const spans = parts.map((part) => spanOf(part, axis));
  const first = Math.min(...spans.map(({ start }) => start));
  const last = Math.max(...spans.map(({ start, count }) => start + count));
  const starts = spans.map(({ count }) => {
    if (edge === "first") return first;
    if (edge === "last") return last - count;
    return Math.floor((first + last - count) / 2);
  });
  return moveParts(model, world, axis, parts, starts);
}

/** Puts what is selected at equal distances between the two outermost. */
export function distributeSelection(
  model: Model,
  world: World,
  axis: Axis,
): Update {
  const parts = partsOf(model).sort((a, b) =>
    middleOf(spanOf(a, axis)) - middleOf(spanOf(b, axis))
  );
  if (parts.length < 3) return few(model, world, "three");
  const spans = parts.map((part) => spanOf(part, axis));
  const first = spans[0]!.start;
  const end = spans.at(-1)!.start + spans.at(-1)!.count;
  const taken = spans.reduce((sum, { count }) => sum + count, 0);
  const gap = (end - first - taken) / (parts.length - 1);
  let before = 0;
  const starts = spans.map(({ count }, at) => {
    const start = first + before + Math.round(at * gap);
    before += count;
    return start;
  });
  return moveParts(model, world, axis, parts, starts);
}

interface Span {
  readonly start: number;
  readonly count: number;
}

function spanOf({ cells }: Part, axis: Axis): Span {
  return axis === "across"
    ? { start: cells.column, count: cells.columns }
    : { start: cells.row, count: cells.rows };
}

function middleOf({ start, count }: Span): number {
  return start + count / 2;
}

function moveParts(
  model: Model,
  world: World,
  axis: Axis,
  parts: readonly Part[],
  starts: readonly number[],
): Update {
  const { zoom } = model.view;
  const ops = parts.flatMap((part, at): Op[] => {
    const by = starts[at]! - spanOf(part, axis).start;
    if (by === 0) return [];
    const offset = axis === "across"
      ? { dx: by * cellWidth(zoom), dy: 0 }
      : { dx: 0, dy: by * cellHeight(zoom) };
    return [{ op: "move", ids: [...part.ids], ...offset }];
  });
  return { model, effects: submit(ops, world) };
}

function few(model: Model, world: World, count: string): Update {
  const text = `Select at least ${count} shapes for that: , adds one.`;
  return pure(notify(model, text, "info", world.now));
}
