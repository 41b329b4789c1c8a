/**
 * A drawing, or the history of a room, on its way to a file.
 *
 * @module
 */

import type { PastSource } from "../../../shared/client/past/past_source.ts";
import {
  type Document,
  EMPTY_DOCUMENT,
} from "../../../shared/document/document.ts";
import { castInSteps } from "../../../shared/formats/cast.ts";
import { exportInSteps } from "../../../shared/formats/export_steps.ts";
import type { Charset } from "../../../shared/raster/pen.ts";
import type { RoomEvent } from "../../../shared/schema/event.ts";
import type { ExportWish } from "../../state/files/export.ts";
import { inSlices, type Shift, Stopped } from "./slices.ts";

/** What an export is made of, and whom it tells. */
export interface ExportSources {
  readonly past: PastSource;
  readonly charset: Charset;
  /** How far the work has come. */
  onProgress(doing: string, done: number, total: number): void;
}

/** Characters that are written at a time. */
const CHUNK = 64 * 1024;

/**
 * Makes what a file is to hold, in parts of a good size.
 *
 * @throws {Stopped} if it was stopped; {Error} where there is no such file to be had.
 */
export async function exported(
  wish: ExportWish,
  sources: ExportSources,
  shift: Shift,
): Promise<readonly string[]> {
  const steps = wish.format === "cast"
    ? await film(wish, sources, shift)
    : exportInSteps(wish.format, wish.document, partOf(wish), {
      charset: sources.charset,
      onProgress: (done, total) => sources.onProgress("drawing", done, total),
    });
  const chunks: string[] = [];
  let parts: string[] = [], length = 0;
  await inSlices(steps, shift, (part) => {
    parts.push(part);
    length += part.length;
    if (length < CHUNK) return;
    chunks.push(parts.join(""));
    parts = [], length = 0;
  });
  return [...chunks, parts.join("")];
}

function partOf({ ids }: ExportWish): { ids?: readonly string[] } {
  return ids === null ? {} : { ids };
}

async function film(
  { room, until }: ExportWish,
  { past, charset, onProgress }: ExportSources,
  shift: Shift,
): Promise<Generator<string, void>> {
  const horizon = await past.horizon();
  const start: Document = horizon === 0
    ? EMPTY_DOCUMENT
    : await past.stateAt(horizon);
  const events: RoomEvent[] = [];
  for await (const event of past.log(horizon, until)) {
    if (shift.isStopped()) throw new Stopped();
    events.push(event);
    onProgress("reading the history", events.length, until - horizon);
  }
  return castInSteps(start, events, {
    charset,
    title: room,
    onProgress: (done, total) => onProgress("filming", done, total),
  });
}
