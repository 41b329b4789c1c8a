/**
 * Shapes in a rectangle of cells that has been stretched.
 *
 * @module
 */

import {
  type CellBox,
  cellHeight,
  cellOfPoint,
  cellWidth,
  round,
  type Zoom,
} from "../../../shared/raster/view.ts";
import {
  boxOf,
  type ClosedShape,
  isClosed,
  isPath,
  type Props,
  type Shape,
  type ShapeOf,
} from "../../../shared/schema/shape.ts";
import type { Box, Point } from "../../../shared/schema/units.ts";
import { centre } from "../geometry/cells.ts";
import { cellsOfShape } from "../geometry/shape_cells.ts";
import type { Stretch } from "./stretch.ts";

/**
 * What a stretch makes of a shape in it: the registers that change, whole. Text keeps its size
 * and goes to where its first cell goes.
 */
export function scaled(shape: Shape, stretch: Stretch, zoom: Zoom): Props {
  const before = cellsOfShape(shape, zoom);
  const after = cellsAfter(before, stretch);
  if (isClosed(shape)) {
    const box = boxAfter(boxOf(shape), before, after, zoom);
    return changed(shape, geometry(shape, box));
  }
  if (!("points" in shape)) {
    const { x, y } = boxAfter(boxOf(shape), before, after, zoom);
    return changed(shape, { x, y });
  }
  const places = shape.points.map(([dx, dy]) => ({
    x: shape.x + dx,
    y: shape.y + dy,
  }));
  const place = placing(places, before, after, stretch, zoom);
  const points = places.map((point): [number, number] => {
    // The corners of lines stay in the middle of cells; the dots of a stroke may be anywhere.
    const { x, y } = isPath(shape)
      ? centre(cellOfPoint(place(point), zoom), zoom)
      : place(point);
    return [x - shape.x, y - shape.y];
  });
  return changed(shape, { points });
}

/** The cells of a part of what is stretched. */
function cellsAfter(cells: CellBox, stretch: Stretch): CellBox {
  const { from, to, mirrored } = stretch;
  const [column, right] = edges(
    cells.column - from.column,
    cells.columns,
    to.columns / from.columns,
    mirrored.across ? to.columns : null,
  );
  const [row, bottom] = edges(
    cells.row - from.row,
    cells.rows,
    to.rows / from.rows,
    mirrored.down ? to.rows : null,
  );
  return {
    column: to.column + column,
    row: to.row + row,
    columns: Math.max(1, right - column),
    rows: Math.max(1, bottom - row),
  };
}

/** First and last edge of a part; `whole` is what a mirrored one is counted back from. */
function edges(
  start: number,
  count: number,
  scale: number,
  whole: number | null,
): [number, number] {
  const low = round(start * scale), high = round((start + count) * scale);
  return whole === null ? [low, high] : [whole - high, whole - low];
}

/** A world box as many cells further and larger: where it lay between cells, it still does. */
function boxAfter(
  box: Box,
  before: CellBox,
  after: CellBox,
  zoom: Zoom,
): Box {
  const [x, width] = lengthAfter(
    [box.x, box.width],
    [before.column, before.columns],
    [after.column, after.columns],
    cellWidth(zoom),
  );
  const [y, height] = lengthAfter(
    [box.y, box.height],
    [before.row, before.rows],
    [after.row, after.rows],
    cellHeight(zoom),
  );
  return { x, y, width, height };
}

/** Where something begins, and how much it is. */
type Length = readonly [start: number, size: number];

function lengthAfter(
  [start, size]: Length,
  [first, count]: Length,
  [now, counted]: Length,
  unit: number,
): Length {
  if (now === first && counted === count) return [start, size];
  const larger = size + (counted - count) * unit;
  // Too thin for the cell that it is seen in: it becomes what is seen.
  const thin = round((start + size) / unit) - first < count || larger <= 0;
  return thin
    ? [now * unit, counted * unit]
    : [start + (now - first) * unit, larger];
}

function geometry(shape: ClosedShape, box: Box): Props {
  const { x, y, width, height } = box;
  const middle = { x: x + width / 2, y: y + height / 2 };
  switch (shape.type) {
    case "rectangle":
    case "diamond":
      return { x, y, width, height };
    case "ellipse":
      return { ...middle, radiusX: width / 2, radiusY: height / 2 };
    case "circle":
      return { ...middle, radius: Math.min(width, height) / 2 };
  }
}

/** How points go along: what is in the first cell stays there, and so in the last. */
function placing(
  points: readonly Point[],
  before: CellBox,
  after: CellBox,
  { mirrored }: Stretch,
  zoom: Zoom,
): (point: Point) => Point {
  const x = along(
    points.map((point) => point.x / cellWidth(zoom) - before.column),
    [before.column, before.columns],
    [after.column, after.columns],
    mirrored.across,
  );
  const y = along(
    points.map((point) => point.y / cellHeight(zoom) - before.row),
    [before.row, before.rows],
    [after.row, after.rows],
    mirrored.down,
  );
  return (point) => ({
    x: x(point.x / cellWidth(zoom)) * cellWidth(zoom),
    y: y(point.y / cellHeight(zoom)) * cellHeight(zoom),
  });
}

/** Less than any dot of a cell: keeps what is mirrored on an edge within its cell. */
const INWARD = 1 / 1_024;

/** One dimension of that, in cells: linear, and exact at both ends. */
function along(
  values: readonly number[],
  [first, count]: Length,
  [now, counted]: Length,
  back: boolean,
): (value: number) => number {
  const low = Math.min(...values), high = Math.max(...values);
  const span = high - low;
  // What is in one place can't be parted.
  const cells = span === 0 ? 1 : counted;
  const widened = Math.max(0, span + cells - count);
  return (value) => {
    const at = value - first;
    const placed = at === low
      ? low
      : at === high
      ? low + widened
      : low + (at - low) * widened / span;
    const inward = Number.isInteger(placed) ? INWARD : 0;
    return now + (back ? cells - placed - inward : placed);
  };
}

const REGISTERS = [
  ["x", "y"],
  ["width", "height", "radius", "radiusX", "radiusY"],
  ["points"],
] as const;

/** Of some geometry, the registers in which it differs from the shape's (E7). */
function changed(shape: Shape, props: Props): Props {
  const old = shape as unknown as Props;
  const differs = (name: keyof Props) =>
    name in props && !same(old[name], props[name]);
  const names = REGISTERS.filter((names) => names.some(differs)).flat();
  return Object.fromEntries(
    names.filter((name) => name in props).map((name) => [name, props[name]]),
  );
}

function same(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) {
    return isNear(a as number, b as number);
  }
  const old = a as ShapeOf<"pencil">["points"];
  const now = b as ShapeOf<"pencil">["points"];
  return now.every(([dx, dy], at) =>
    isNear(dx, old[at]![0]) && isNear(dy, old[at]![1])
  );
}

/** World units that are nothing but the noise of arithmetic. */
const NOISE = 1e-6;

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) < NOISE;
}
