/**
 * The reader on a line of characters: commands in, lines out, and nothing that moves a cursor.
 *
 * @module
 */

import { makeShapeId } from "../../shared/schema/ids.ts";
import { Reader, type ReaderOptions } from "./reader.ts";

/** Where lines come from and go to. */
export interface LineStreams {
  /** Ends at the end of the input. */
  readonly input: AsyncIterable<Uint8Array>;
  write(bytes: Uint8Array): Promise<void>;
}

/** What {@linkcode runReader} needs beside lines. */
export type RunReaderOptions =
  & Omit<ReaderOptions, "tell" | "newId" | "onQuit">
  & {
    /** Milliseconds since 1970. */
    now(): number;
    /** Numbers in [0, 1), as `Math.random` gives. */
    random(): number;
  };

/** Tells and obeys until the user leaves or the input ends. The client stays open. */
export async function runReader(
  streams: LineStreams,
  options: RunReaderOptions,
): Promise<void> {
  const { now, random } = options;
  const quit = Promise.withResolvers<void>();
  const encoder = new TextEncoder();
  let written: Promise<void> = Promise.resolve();
  const reader = new Reader({
    ...options,
    tell: (line) => {
      // Whoever listened is gone: the end of the input tells so too.
      written = written.then(() => streams.write(encoder.encode(`${line}\n`)))
        .catch(() => quit.resolve());
    },
    newId: () => makeShapeId(now(), random),
    onQuit: () => quit.resolve(),
  });
  const typed = obey(streams.input, reader);
  await Promise.race([quit.promise, typed]);
  reader.close();
  await written;
}

async function obey(
  input: AsyncIterable<Uint8Array>,
  reader: Reader,
): Promise<void> {
  const decoder = new TextDecoder();
  let held = "";
  for await (const bytes of input) {
    const lines = (held + decoder.decode(bytes, { stream: true })).split("\n");
    held = lines.pop()!;
    for (const line of lines) reader.line(line);
  }
  if (held !== "") reader.line(held);
}
