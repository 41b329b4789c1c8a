/**
 * `deno task import <room> <file>`: a file in a room.
 *
 * @module
 */

import { logLine } from "../server/log.ts";
import { type Imported, importShapes } from "../shared/formats/formats.ts";
import { RoomClient } from "../shared/client/room_client.ts";
import { makeShapeId } from "../shared/schema/ids.ts";
import { readWholeFile, textOf } from "../tui/files/whole_file.ts";
import {
  commandOf,
  type Run,
  runAsProcess,
  type Surroundings,
} from "./command_line.ts";
import { configOf, describe, type ImportConfig } from "./import/config.ts";
import { type Drawn, drawShapes } from "./import/draw_shapes.ts";
import { withProgress } from "./progress.ts";
import { whilePatient } from "./remote/patience.ts";

/** Draws a file. */
export const importFile: Run = commandOf(
  describe,
  async (command, surroundings) => {
    const config = configOf(command);
    const text = await read(config);
    const imported = importShapes(config.file, text, {
      makeId: await idsFor(text, config),
      newIds: config.newIds,
      verbatim: config.verbatim,
      boxes: config.boxes,
      ...config.at === undefined ? {} : { at: config.at },
    });
    if (imported.shapes.length === 0) {
      surroundings.err("nothing is in it to draw\n");
    }
    for (const line of imported.told) surroundings.err(`${logLine(line)}\n`);
    const lines = config.dryRun
      ? [`would draw ${kindsOf(imported)}; nothing was drawn`]
      : linesOf(config, await draw(config, imported, surroundings));
    for (const line of lines) surroundings.out(`${line}\n`);
    return 0;
  },
);

async function read({ file }: ImportConfig): Promise<string> {
  if (file !== null) return await readWholeFile(file);
  const bytes = await new Response(Deno.stdin.readable).bytes();
  try {
    return textOf(bytes);
  } catch (error) {
    throw new Error(`Cannot read stdin: ${(error as Error).message}`);
  }
}

/**
 * Ids for what has none. Unless new ones are asked for they are made of what is imported, so
 * that importing it again finds what is there.
 */
async function idsFor(
  text: string,
  { newIds, at, boxes, verbatim }: ImportConfig,
): Promise<() => string> {
  if (newIds) return () => makeShapeId(Date.now(), Math.random);
  const wanted = JSON.stringify([text, at, boxes, verbatim]);
  const bytes = new TextEncoder().encode(wanted);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  let next = 0;
  return () => `import_${hash.toHex().slice(0, 16)}_${next++}`;
}

async function draw(
  { room, server, name, wait }: ImportConfig,
  { shapes }: Imported,
  surroundings: Surroundings,
): Promise<Drawn> {
  if (shapes.length === 0) return { created: 0, existing: 0, deleted: 0 };
  const client = new RoomClient({
    server,
    roomId: room,
    name,
    content: "events",
  });
  const group = `import-${crypto.randomUUID()}`;
  try {
    return await withProgress(
      surroundings,
      ({ show }) =>
        whilePatient(client, { server, seconds: wait }, async () => {
          await client.synced();
          return await drawShapes(client, shapes, group, show);
        }),
    );
  } finally {
    await client.close();
  }
}

function* linesOf(
  { room }: ImportConfig,
  { created, existing, deleted }: Drawn,
): Generator<string> {
  yield `room ${room}: drawn ${created}`;
  const hint = "--new-ids draws all anew";
  if (existing > 0) {
    yield `there already, and left as they are: ${existing}; ${hint}`;
  }
  if (deleted > 0) {
    yield `deleted there before, and not brought back: ${deleted}; ${hint}`;
  }
}

function kindsOf({ shapes }: Imported): string {
  const kinds = Map.groupBy(shapes, ({ type }) => type);
  const parts = [...kinds].map(([type, { length }]) => `${type} ${length}`);
  return parts.length === 0 ? "nothing" : parts.join(", ");
}

if (import.meta.main) await runAsProcess(importFile);
