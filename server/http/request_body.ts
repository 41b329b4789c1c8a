/**
 * What was sent along with a request.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { HttpError } from "./http_error.ts";

/**
 * Reads it as text.
 *
 * @throws {HttpError} 413 if it has more than `most` bytes, 400 if it is not UTF-8.
 */
export async function readBody(
  request: IncomingMessage,
  most: number,
): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > most) {
      const message = `the body has more than ${most} bytes, the limit`;
      throw new HttpError(413, message, { connection: "close" });
    }
    parts.push(part);
  }
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    return decoder.decode(Buffer.concat(parts));
  } catch {
    throw new HttpError(400, "the body is not UTF-8");
  }
}
