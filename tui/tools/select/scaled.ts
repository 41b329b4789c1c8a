/**
 * Shapes in a rectangle of cells that has been stretched.
 *
 * @module
 */

import {
  boxOfCells,
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
import { centre } from "../cells.ts";
import { cellsOfShape } from "../shape_cells.ts";
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
  const place = placing(before, after, stretch, zoom);
  const points = shape.points.map(([dx, dy]): [number, number] => {
    const moved = place({ x: shape.x + dx, y: shape.y + dy });
    // The corners of lines stay in the middle of cells; the dots of a stroke may be anywhere.
    const { x, y } = isPath(shape)
      ? centre(cellOfPoint(moved, zoom), zoom)
      : moved;
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
  const cw = cellWidth(zoom), ch = cellHeight(zoom);
  const width = box.width + (after.columns - before.columns) * cw;
  const height = box.height + (after.rows - before.rows) * ch;
  // Thinner than the cell that it is seen in: it becomes what is seen.
  if (width <= 0 || height <= 0) return boxOfCells(after, zoom);
  return {
    x: box.x + (after.column - before.column) * cw,
    y: box.y + (after.row - before.row) * ch,
    width,
    height,
  };
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

/** How points go along: the first and last cell stay the first and last. */
function placing(
  before: CellBox,
  after: CellBox,
  { mirrored }: Stretch,
  zoom: Zoom,
): (point: Point) => Point {
  const axis = (
    first: number,
    count: number,
    now: number,
    counted: number,
    unit: number,
    back: boolean,
  ) => {
    const scale = count > 1 ? (counted - 1) / (count - 1) : 1;
    const begin = back ? now + counted - 1 : now;
    return (value: number) =>
      (begin + 0.5) * unit +
      (value - (first + 0.5) * unit) * (back ? -scale : scale);
  };
  const x = axis(
    before.column,
    before.columns,
    after.column,
    after.columns,
    cellWidth(zoom),
    mirrored.across,
  );
  const y = axis(
    before.row,
    before.rows,
    after.row,
    after.rows,
    cellHeight(zoom),
    mirrored.down,
  );
  return (point) => ({ x: x(point.x), y: y(point.y) });
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
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  const old = a as ShapeOf<"pencil">["points"];
  const now = b as ShapeOf<"pencil">["points"];
  return now.every(([dx, dy], at) => dx === old[at]![0] && dy === old[at]![1]);
}
