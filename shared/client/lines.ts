/**
 * Bytes as lines of text.
 *
 * @module
 */

/** Longest line, in UTF-16 code units: far more than a transaction can take. */
export const MAX_LINE = 1024 * 1024;

/** A line of the input. */
export interface Line {
  /** 1, 2, 3, … */
  readonly number: number;
  /** Without its end; `null` when it is longer than {@linkcode MAX_LINE}. */
  readonly text: string | null;
}

/**
 * Cuts a stream of UTF-8 into lines, as they are asked for: no more of the stream is read than
 * that takes. Lines end with LF or CRLF; the last one may have no end.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { linesOf } from "./lines.ts";
 *
 * const bytes = new Blob(["a\nb\r\n\nc"]).stream();
 * const lines = await Array.fromAsync(linesOf(bytes));
 * assertEquals(lines.map(({ number, text }) => `${number}${text}`), ["1a", "2b", "3", "4c"]);
 * ```
 */
export async function* linesOf(
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<Line, void, undefined> {
  const decoder = new TextDecoder();
  let rest = "", number = 0, tooLong = false;
  const finish = (text: string): Line => {
    const line = tooLong ? null : text.replace(/\r$/, "");
    tooLong = false;
    return { number: ++number, text: line };
  };
  for await (const bytes of stream) {
    const parts = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = parts.pop()!;
    for (const part of parts) yield finish(part);
    if (rest.length > MAX_LINE) {
      tooLong = true;
      rest = "";
    }
  }
  rest += decoder.decode();
  if (rest !== "" || tooLong) yield finish(rest);
}
