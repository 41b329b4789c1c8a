/** Writes a text, however little is taken at a time. */
export async function writeAll(
  out: { write(bytes: Uint8Array): Promise<number> },
  text: string,
): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length;) {
    at += await out.write(bytes.subarray(at));
  }
}
