/**
 * What a part of a picture may be, the best guess first. Which guess holds is found by drawing it.
 *
 * @module
 */

import { WEIGHT } from "../../raster/arms.ts";
import type { Binding, Side, Stroke } from "../../schema/properties.ts";
import type { ShapeInput } from "../../schema/shape.ts";
import { CELL_HEIGHT, CELL_WIDTH, cellCentre } from "../../schema/units.ts";
import type { Chain } from "./chains.ts";
import type { Picture, Place } from "./picture.ts";
import { borderOf, type Rect } from "./rectangles.ts";

/** A shape, and the cells of the picture that it stands for. */
export interface Guess {
  readonly shape: ShapeInput;
  readonly cells: readonly number[];
  /** Cells of others that it may change: the borders that it is bound to. */
  readonly meets: readonly number[];
}

/** Guesses, the best one first; if none of them holds, it is text. */
export type Candidate = readonly Guess[];

/** A closed shape that was found, under its id. */
export interface Closed {
  readonly id: string;
  readonly type: "rectangle" | "ellipse";
  /** What it covers. */
  readonly rect: Rect;
  readonly border: readonly Place[];
}

/** A rectangle that was found. */
export function rectangle(id: string, rect: Rect): Closed {
  return { id, type: "rectangle", rect, border: [...borderOf(rect)] };
}

/** A ring that was found, which may be an ellipse. */
export function ellipse(id: string, { cells, weight }: Chain): Closed {
  const columns = cells.map(({ column }) => column);
  const rows = cells.map(({ row }) => row);
  const rect = {
    left: Math.min(...columns),
    top: Math.min(...rows),
    right: Math.max(...columns),
    bottom: Math.max(...rows),
    weight,
  };
  return { id, type: "ellipse", rect, border: cells };
}

/** A closed shape with its label, or without one. */
export function guessClosed(
  picture: Picture,
  closed: Closed,
  isTaken: (place: Place) => boolean,
): Candidate {
  const { id, border, rect } = closed;
  const plain: ShapeInput = {
    id,
    ...geometryOf(closed),
    stroke: strokeOf(picture, border, rect.weight),
  };
  const cells = border.map((place) => picture.index(place));
  const label = labelIn(picture, closed, isTaken);
  const guess = { shape: plain, cells, meets: [] };
  return label === null ? [guess] : [
    {
      shape: { ...plain, text: label.text },
      cells: [...cells, ...label.cells],
      meets: [],
    },
    guess,
  ];
}

function geometryOf({ type, rect }: Closed): Omit<ShapeInput, "id"> {
  const { left, top, right, bottom } = rect;
  const x = left * CELL_WIDTH, y = top * CELL_HEIGHT;
  const width = (right - left + 1) * CELL_WIDTH;
  const height = (bottom - top + 1) * CELL_HEIGHT;
  if (type === "rectangle") return { type, x, y, width, height };
  const radiusX = width / 2, radiusY = height / 2;
  return { type, x: x + radiusX, y: y + radiusY, radiusX, radiusY };
}

/** The text within a closed shape; `null` if there is none, or more than text. */
function labelIn(
  picture: Picture,
  { rect: { left, top, right, bottom }, border }: Closed,
  isTaken: (place: Place) => boolean,
): { text: string; cells: number[] } | null {
  const middle = (left + right) / 2;
  const lines: string[] = [], cells: number[] = [];
  for (let row = top + 1; row < bottom; row++) {
    const here = border.filter((place) => place.row === row)
      .map(({ column }) => column);
    const from = Math.max(left, ...here.filter((at) => at < middle));
    const to = Math.min(right, ...here.filter((at) => at > middle));
    let line = "";
    for (let column = from + 1; column < to; column++) {
      const place = { column, row };
      if (isTaken(place)) return null;
      line += picture.text(place);
      if (!picture.isBlank(place)) cells.push(picture.index(place));
    }
    lines.push(line.trim());
  }
  const text = lines.join("\n").replace(/^\n+|\n+$/g, "");
  return text === "" ? null : { text, cells };
}

/** A line or an arrow: bound to what it meets, or free. */
export function guessPath(
  picture: Picture,
  id: string,
  { cells, weight }: Chain,
  boxes: readonly Closed[],
): Candidate {
  const isHead = (place: Place) => picture.strokes(place)?.isHead === true;
  // An arrow with one head has it at its end.
  const isForward = !isHead(cells[0]!) || isHead(cells.at(-1)!);
  const path = isForward ? cells : cells.toReversed();
  const heads = [isHead(path[0]!), isHead(path.at(-1)!)] as const;
  const common: ShapeInput = {
    id,
    type: heads[0] || heads[1] ? "arrow" : "line",
    stroke: strokeOf(picture, path, weight),
    startHead: heads[0] ? "arrow" : "none",
    endHead: heads[1] ? "arrow" : "none",
  };
  const indexes = cells.map((place) => picture.index(place));
  const guesses: ShapeInput[] = [{ ...common, ...through(path) }];
  const start = meeting(path[0]!, path[1]!, boxes);
  const end = meeting(path.at(-1)!, path.at(-2)!, boxes);
  const free = path.slice(
    start?.isInside ? 1 : 0,
    end?.isInside ? -1 : undefined,
  );
  if ((start !== null || end !== null) && free.length > 0) {
    // An end that only touches a border would join it, unless its line crosses over.
    const touches = [start, end].some((one, index) =>
      one !== null && !one.isInside && !heads[index]
    );
    const bound: ShapeInput = {
      ...common,
      ...touches ? { cross: "over" } : {},
      start: start?.binding ?? null,
      end: end?.binding ?? null,
    };
    guesses.unshift({ ...bound, ...through(free) });
    const ends = through([free[0]!, free.at(-1)!]);
    if (cornersOf(free).length > 2) {
      guesses.unshift({ ...bound, ...ends, route: "elbow" });
    }
  }
  const meets = [start, end].flatMap((one) =>
    one === null ? [] : [picture.index(one.place)]
  );
  return guesses.map((shape) => ({ shape, cells: indexes, meets }));
}

const INTO: readonly Side[] = ["bottom", "left", "top", "right"];

interface Meeting {
  readonly binding: Binding;
  /** The cell of the border. */
  readonly place: Place;
  /** Is that the line's own last cell? */
  readonly isInside: boolean;
}

/** What an end of a line meets: the cell beyond it, or its last one, is the border of a box. */
function meeting(
  end: Place,
  before: Place,
  boxes: readonly Closed[],
): Meeting | null {
  const dx = end.column - before.column, dy = end.row - before.row;
  const side = INTO[dy < 0 ? 0 : dx > 0 ? 1 : dy > 0 ? 2 : 3]!;
  for (const isInside of [true, false]) {
    const place = isInside
      ? end
      : { column: end.column + dx, row: end.row + dy };
    for (const { id, rect } of boxes) {
      const ratio = ratioAt(rect, side, place);
      if (ratio !== null) {
        return { binding: { id, side, ratio }, place, isInside };
      }
    }
  }
  return null;
}

/** How far along a side a cell is; `null` if it is not on it. */
function ratioAt(
  { left, top, right, bottom }: Rect,
  side: Side,
  { column, row }: Place,
): number | null {
  const isAcross = side === "top" || side === "bottom";
  const line = { top, right, bottom, left }[side];
  if ((isAcross ? row : column) !== line) return null;
  const [from, to, at] = isAcross ? [left, right, column] : [top, bottom, row];
  return at < from || at > to ? null : (at - from) / (to - from);
}

function through(
  cells: readonly Place[],
): Pick<ShapeInput, "x" | "y" | "points"> {
  const [{ x, y }, ...rest] = cornersOf(cells).map(({ column, row }) =>
    cellCentre(column, row)
  ) as [{ x: number; y: number }, ...{ x: number; y: number }[]];
  const points = rest.map((corner): [number, number] => [
    corner.x - x,
    corner.y - y,
  ]);
  return {
    x,
    y,
    points: [
      [0, 0],
      ...points.length === 0 ? [[0, 0] as [number, number]] : points,
    ],
  };
}

/** The ends, and the cells at which the line turns. */
function cornersOf(cells: readonly Place[]): Place[] {
  return cells.filter((cell, index) => {
    const before = cells[index - 1], after = cells[index + 1];
    if (before === undefined || after === undefined) return true;
    return cell.column - before.column !== after.column - cell.column ||
      cell.row - before.row !== after.row - cell.row;
  });
}

function strokeOf(
  picture: Picture,
  cells: readonly Place[],
  weight: number,
): Stroke {
  if (weight === WEIGHT.heavy) return "heavy";
  if (weight === WEIGHT.double) return "double";
  if (weight === WEIGHT.ascii) return "ascii";
  const looks = new Set(cells.map((place) => picture.strokes(place)?.look));
  if (looks.has("dashed")) return "dashed";
  return looks.has("rounded") ? "rounded" : "light";
}
