/**
 * The reader on a line of characters: commands in, lines out, and nothing that moves a cursor.
 *
 * @module
 */

import { makeShapeId } from "../../shared/schema/ids.ts";
import { plain } from "../state/words/plain.ts";
import { Reader, type ReaderOptions } from "./reader.ts";

/** Where lines come from and go to. */
export interface LineStreams {
  /** Ends at the end of the input. */
  readonly input: AsyncIterable<Uint8Array>;
  write(bytes: Uint8Array): Promise<void>;
}

/** What {@linkcode runReader} needs beside lines. */
export type RunReaderOptions =
  & Omit<ReaderOptions, "tell" | "newId" | "onQuit" | "onJoin">
  & {
    /** Goes to another room. */
    goTo(room: string): Promise<ReaderRoom>;
    /** Numbers in [0, 1), as `Math.random` gives. */
    random(): number;
  };

/** What is another one in another room. */
export type ReaderRoom = Pick<
  ReaderOptions,
  "client" | "past" | "room" | "export"
>;

/** Tells and obeys until the user leaves or the input ends. The client stays open. */
export async function runReader(
  streams: LineStreams,
  options: RunReaderOptions,
): Promise<void> {
  const { now, random } = options;
  const quit = Promise.withResolvers<void>();
  const encoder = new TextEncoder();
  let written: Promise<void> = Promise.resolve();
  const tell = (line: string) => {
    // Whoever listened is gone: the end of the input tells so too.
    written = written.then(() => streams.write(encoder.encode(`${line}\n`)))
      .catch(() => quit.resolve());
  };
  const readerIn = (room: ReaderRoom) =>
    new Reader({
      ...options,
      ...room,
      tell,
      newId: () => makeShapeId(now(), random),
      onJoin: (name) => void join(name),
      onQuit: () => quit.resolve(),
    });
  const join = async (name: string) => {
    try {
      const room = await options.goTo(name);
      reader.close();
      reader = readerIn(room);
    } catch (error) {
      tell(`Cannot join ${name}: ${plain((error as Error).message)}.`);
    }
  };
  let reader = readerIn(options);
  const typed = obey(streams.input, (line) => reader.line(line));
  await Promise.race([quit.promise, typed]);
  reader.close();
  await written;
}

async function obey(
  input: AsyncIterable<Uint8Array>,
  take: (line: string) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let held = "";
  for await (const bytes of input) {
    const lines = (held + decoder.decode(bytes, { stream: true })).split("\n");
    held = lines.pop()!;
    for (const line of lines) take(line);
  }
  if (held !== "") take(held);
}
