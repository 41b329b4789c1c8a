/**
 * A film as an asciicast, version 2, for `asciinema play` and its players on web pages:
 * https://docs.asciinema.org/manual/asciicast/v2/
 *
 * @module
 */

import type { Document } from "../document/document.ts";
import type { RoomEvent } from "../schema/event.ts";
import { filmInSteps, type FilmOptions, type Frame } from "./film.ts";

/** How to write a film. */
export interface CastOptions extends FilmOptions {
  /** What it is called. */
  readonly title?: string;
}

/**
 * The lines of an asciicast, one JSON each, as they are asked for: a header with the size, then
 * `[seconds, "o", what the terminal is told]`.
 *
 * @param start the drawing before the first of `events`.
 * @throws {RangeError} if an event is missing.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { EMPTY_DOCUMENT } from "../document/document.ts";
 * import { writeCast } from "./cast.ts";
 *
 * const [header] = writeCast(EMPTY_DOCUMENT, [], { title: "lobby" });
 * assertEquals(header, '{"version":2,"width":20,"height":5,"title":"lobby"}\n');
 * ```
 */
export function* writeCast(
  start: Document,
  events: readonly RoomEvent[],
  options: CastOptions = {},
): Generator<string> {
  for (const part of castInSteps(start, events, options)) {
    if (part !== "") yield part;
  }
}

/** The same, bit by bit: some parts are empty, none takes long. */
export function* castInSteps(
  start: Document,
  events: readonly RoomEvent[],
  { title, ...options }: CastOptions = {},
): Generator<string, void> {
  const film = yield* filmInSteps(start, events, options);
  const { columns, rows, frames } = film;
  const header = {
    version: 2,
    width: columns,
    height: rows,
    ...events.length === 0
      ? {}
      : { timestamp: Math.floor(events[0]!.at / 1000) },
    ...title === undefined ? {} : { title },
  };
  yield `${JSON.stringify(header)}\n`;
  for (const frame of frames) {
    yield frame === null ? "" : lineOf(frame);
  }
}

function lineOf({ time, data }: Frame): string {
  return `${JSON.stringify([Number(time.toFixed(3)), "o", data])}\n`;
}
