/**
 * A room's history as a film: pictures in the order and, but for long pauses, at the pace in
 * which it was drawn.
 *
 * @module
 */

import { apply } from "../document/apply.ts";
import type { Document } from "../document/document.ts";
import { Canvas } from "../raster/canvas.ts";
import { Grid } from "../raster/grid.ts";
import type { Charset } from "../raster/pen.ts";
import { Scene } from "../raster/scene.ts";
import {
  around,
  type CellBox,
  cellsSeen,
  type View,
  type Zoom,
} from "../raster/view.ts";
import type { RoomEvent } from "../schema/event.ts";
import { BEGIN, END, writeChanges } from "./frame_writer.ts";
import { finished } from "./steps.ts";

/** How a film is made. */
export interface FilmOptions {
  /** Times as fast as it was drawn; 1 when left out. */
  readonly speed?: number;
  /** Seconds of the film that a pause takes at most; 2 when left out. */
  readonly maxGap?: number;
  /** Columns and rows that there are; as many as the drawing takes, 20 × 5 to 160 × 48. */
  readonly size?: { readonly columns: number; readonly rows: number };
  /** The characters there are; `unicode` when left out. */
  readonly charset?: Charset;
  /** Is told how many of the events are in the film by now. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A moment of a film. */
export interface Frame {
  /** Seconds since the beginning; never less than the frame's before. */
  readonly time: number;
  /** What the terminal is told. */
  readonly data: string;
}

/** A film: its size, and its frames, which are made as they are asked for. */
export interface Film {
  /** What is seen of the drawing. */
  readonly view: View;
  readonly columns: number;
  readonly rows: number;
  readonly frames: Iterable<Frame>;
}

/** The largest film where nobody says how large. */
const LARGEST = { columns: 160, rows: 48 };
/** The smallest one: players have their own ideas of less. */
const SMALLEST = { columns: 20, rows: 5 };
/** Seconds between two frames at least (R43). */
const FRAME_SECONDS = 1 / 30;
/** Seconds that the first and the last picture stay. */
const REST = 1;
const ZOOMS_TO_FIT: readonly Zoom[] = [100, 50, 25];

/**
 * Makes a film of what happened to a drawing.
 *
 * The camera stands still, where it sees all that was ever drawn, as large as that fits.
 *
 * @param start the drawing before the first of `events`.
 * @param events all that happened from there on, in their order.
 * @throws {RangeError} if an event is missing.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { EMPTY_DOCUMENT } from "../document/document.ts";
 * import { makeFilm } from "./film.ts";
 *
 * const { columns, rows, frames } = makeFilm(EMPTY_DOCUMENT, []);
 * assertEquals([columns, rows], [20, 5]);
 * assertEquals([...frames].map(({ time }) => time), [0, 1]);
 * ```
 */
export function makeFilm(
  start: Document,
  events: readonly RoomEvent[],
  options: FilmOptions = {},
): Film {
  const film = finished(filmInSteps(start, events, options));
  return { ...film, frames: seen(film.frames) };
}

/** A film whose frames are made bit by bit: `null` stands for work that shows nothing yet. */
export interface FilmInSteps extends Omit<Film, "frames"> {
  readonly frames: Iterable<Frame | null>;
}

/**
 * Makes a film bit by bit, none of which takes long.
 *
 * @throws {RangeError} if an event is missing.
 */
export function* filmInSteps(
  start: Document,
  events: readonly RoomEvent[],
  options: FilmOptions = {},
): Generator<"", FilmInSteps> {
  const { view, columns, rows } = yield* frameOf(start, events, options.size);
  const { charset = "unicode" } = options;
  const canvas = new Canvas({ columns, rows, view, charset });
  canvas.setScene(new Scene(start));
  return { view, columns, rows, frames: shoot(start, events, canvas, options) };
}

function* seen(frames: Iterable<Frame | null>): Generator<Frame> {
  for (const frame of frames) if (frame !== null) yield frame;
}

function* shoot(
  start: Document,
  events: readonly RoomEvent[],
  canvas: Canvas,
  { speed = 1, maxGap = 2, onProgress }: FilmOptions,
): Generator<Frame | null> {
  const { columns, rows } = canvas.grid;
  const shown = new Grid(columns, rows);
  const changes = () => {
    canvas.render();
    const data = writeChanges(shown, canvas.grid);
    shown.copyFrom(canvas.grid);
    return data;
  };
  yield { time: 0, data: BEGIN + changes() };
  let document = start, time = 0, frameTime = 0;
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    const gap = before === undefined
      ? REST
      : (event.at - before.at) / 1000 / speed;
    // Clocks of servers may go backwards; films do not.
    time += Math.min(maxGap, Math.max(0, gap));
    if (time - frameTime >= FRAME_SECONDS) {
      const data = changes();
      if (data !== "") yield { time: frameTime, data };
      frameTime = time;
      onProgress?.(index, events.length);
    }
    const applied = apply(document, event);
    document = applied.document;
    canvas.damage(canvas.scene.update(document, applied.changed));
    yield null;
  }
  const data = changes();
  if (data !== "") yield { time: frameTime, data };
  yield { time: time + REST, data: END };
}

/** Where the camera stands, and how large the picture is. */
function* frameOf(
  start: Document,
  events: readonly RoomEvent[],
  size: FilmOptions["size"],
): Generator<"", { view: View; columns: number; rows: number }> {
  const room = size ?? LARGEST;
  const seen = ZOOMS_TO_FIT.map((zoom) => ({
    zoom,
    cells: null as CellBox | null,
  }));
  const scene = new Scene(start);
  const look = () => {
    const box = scene.contentBox();
    if (box === null) return;
    for (const one of seen) {
      const cells = cellsSeen(box, one.zoom);
      one.cells = one.cells === null ? cells : around(one.cells, cells);
    }
  };
  look();
  let document = start;
  for (const event of events) {
    const applied = apply(document, event);
    document = applied.document;
    scene.update(document, applied.changed);
    look();
    yield "";
  }
  const fitting = seen.find(({ cells }) =>
    cells === null ||
    cells.columns <= room.columns && cells.rows <= room.rows
  ) ?? seen.at(-1)!;
  const { column, row, columns, rows } = fitting.cells ??
    { column: 0, row: 0, columns: 1, rows: 1 };
  return {
    view: { column, row, zoom: fitting.zoom },
    columns: Math.min(Math.max(SMALLEST.columns, columns), room.columns),
    rows: Math.min(Math.max(SMALLEST.rows, rows), room.rows),
  };
}
