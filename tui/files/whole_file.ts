/**
 * Files that are read, or there, whole or not at all.
 *
 * @module
 */

import { dirname } from "@std/path";
import { MAX_IMPORT_LENGTH } from "../../shared/formats/formats.ts";

/** How a file that is not finished is called, behind its name. */
const PART = ".part-";

/** Is it the name of a file that is being written? */
export function isPart(name: string): boolean {
  return name.includes(PART);
}

/** What a file that is there already means to who writes. */
export interface WriteOptions {
  /** Take its place? Left out: yes. */
  readonly replace?: boolean;
}

/**
 * Writes a file; one of that name is replaced when all of the new one is written.
 *
 * @throws {Error} in one line.
 */
export async function writeWholeFile(
  path: string,
  parts: Iterable<string>,
  { replace = true }: WriteOptions = {},
): Promise<void> {
  const part = `${path}${PART}${crypto.randomUUID().slice(0, 8)}`;
  try {
    const stream = ReadableStream.from(parts)
      .pipeThrough(new TextEncoderStream());
    await Deno.writeFile(part, stream, { createNew: true });
    if (!replace && await isThere(path)) {
      throw new Error("a file of that name came meanwhile");
    }
    await Deno.rename(part, path);
  } catch (error) {
    await Deno.remove(part).catch(() => {});
    const reason = error instanceof Deno.errors.NotFound
      ? `there is no folder ${dirname(path)}; make it`
      : reasonOf(error);
    throw new Error(`Cannot write ${path}: ${reason}`);
  }
}

/**
 * Reads a drawing.
 *
 * @throws {Error} in one line; also where it is larger than what can be imported.
 */
export async function readWholeFile(path: string): Promise<string> {
  try {
    const { size } = await Deno.stat(path);
    // A character takes four bytes at most: what is larger need not even be read.
    if (size > 4 * MAX_IMPORT_LENGTH) {
      throw new Error(`${size} bytes are too many; divide it`);
    }
    return textOf(await Deno.readFile(path));
  } catch (error) {
    throw new Error(`Cannot read ${path}: ${reasonOf(error)}`);
  }
}

/**
 * The text that bytes are.
 *
 * @throws {TypeError} where they are none: what was drawn of a picture would be noise.
 */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new TypeError("it is not UTF-8 text");
  }
}

/** Is there something of this name, whatever it is? */
export async function isThere(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw new Error(`Cannot look for ${path}: ${reasonOf(error)}`);
  }
}

/** Why a file could not be used, in a few plain words. */
function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is no such file";
  if (error instanceof Deno.errors.NotCapable) {
    return "the program was started without the right to";
  }
  const message = error instanceof Error ? error.message : String(error);
  const system = /^(.*?) \(os error \d+\)/.exec(message)?.[1];
  return system === undefined ? message : system.toLowerCase();
}
