/**
 * Files that are there whole or not at all.
 *
 * @module
 */

/** Writes a file; one of that name is replaced when all of the new one is written. */
export async function writeWholeFile(
  path: string,
  parts: Iterable<string>,
): Promise<void> {
  const part = `${path}.part-${crypto.randomUUID().slice(0, 8)}`;
  try {
    const stream = ReadableStream.from(parts)
      .pipeThrough(new TextEncoderStream());
    await Deno.writeFile(part, stream, { createNew: true });
    await Deno.rename(part, path);
  } catch (error) {
    await Deno.remove(part).catch(() => {});
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot write ${path}: ${reason}`);
  }
}
