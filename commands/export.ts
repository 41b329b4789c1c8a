/**
 * `deno task export <room> [out]`: a room as a file.
 *
 * @module
 */

import { logLine } from "../server/log.ts";
import { writeCast } from "../shared/formats/cast.ts";
import { exportShapes, takeShapes } from "../shared/formats/formats.ts";
import type { Document } from "../shared/document/document.ts";
import { commandOf, type Run, runAsProcess } from "./command_line.ts";
import { configOf, describe, type ExportConfig } from "./export/config.ts";
import { writeWholeFile } from "../tui/files/whole_file.ts";
import { type Progress, withProgress } from "./progress.ts";
import { RoomServer } from "./remote/room_server.ts";

/** Writes a room. */
export const exportRoom: Run = commandOf(
  describe,
  (command, surroundings) => {
    const config = configOf(command);
    return withProgress(surroundings, async (progress) => {
      const parts = config.format === "cast"
        ? await film(config, progress)
        : [await drawing(config, config.format, progress)];
      if (config.out === null) {
        for (const part of parts) surroundings.out(part);
      } else {
        await writeWholeFile(config.out, parts);
        progress.end();
        surroundings.err(`${logLine(config.out)} is written\n`);
      }
      return 0;
    });
  },
);

async function drawing(
  { room, server, at, part, options }: ExportConfig,
  format: Exclude<ExportConfig["format"], "cast">,
  progress: Progress,
): Promise<string> {
  progress.show("reading", 0, 1);
  const document = await new RoomServer(server).drawing(room, at);
  refuseMissing(document, part.ids);
  return exportShapes(format, takeShapes(document, part), options);
}

function refuseMissing(document: Document, ids: Iterable<string> = []): void {
  for (const id of ids) {
    if (!document.shapes.has(id)) {
      throw new Error(`Cannot export shape ${id}: it is not in the room`);
    }
  }
}

async function film(
  { room, server, at, film }: ExportConfig,
  progress: Progress,
): Promise<Iterable<string>> {
  const { start, events } = await new RoomServer(server)
    .past(room, undefined, at, progress.show);
  const onProgress = (done: number, total: number) =>
    progress.show("drawing", done, total);
  return writeCast(start, events, { ...film, title: room, onProgress });
}

if (import.meta.main) await runAsProcess(exportRoom);
