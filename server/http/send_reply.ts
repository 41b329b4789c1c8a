/**
 * Replies on their way to readers that may be slow, or not read at all (P14).
 *
 * @module
 */

import type { ServerResponse } from "node:http";
import type { Reply } from "./route.ts";

/** Milliseconds without any progress after which a reader is given up. */
const STALL_MS = 30_000;
/** Bytes written at once: on a slow line a larger part would show no progress for too long. */
const PART_BYTES = 16 * 1024;

const encoder = new TextEncoder();

/**
 * Sends a reply, part by part as its reader takes them. Resolves when all of it was taken, or the
 * reader is gone or given up.
 *
 * @param isHead leaves the body out.
 * @param stallMs for tests: when to give up a reader.
 */
export async function sendReply(
  { status, type, body, headers = {} }: Reply,
  isHead: boolean,
  response: ServerResponse,
  stallMs: number = STALL_MS,
): Promise<void> {
  response.writeHead(status, {
    "content-type": type,
    // A drawing is whatever strangers wrote: a browser must not take it for a page.
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    ...headers,
  });
  // Who follows a room in which nothing happens yet is to know that they do.
  response.flushHeaders();
  const bodyParts = isHead ? [] : typeof body === "string" ? [body] : body;
  for await (const bodyPart of bodyParts) {
    const bytes = encoder.encode(bodyPart);
    for (let at = 0; at < bytes.length; at += PART_BYTES) {
      if (response.destroyed) return;
      const isTaken = response.write(bytes.subarray(at, at + PART_BYTES));
      if (!isTaken) await reached("drain", response, stallMs);
    }
  }
  if (response.destroyed) return;
  const isFinished = reached("finish", response, stallMs);
  response.end();
  await isFinished;
}

function reached(
  event: "drain" | "finish",
  response: ServerResponse,
  stallMs: number,
): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => {
      response.destroy();
      done();
    }, stallMs);
    const done = () => {
      clearTimeout(giveUp);
      response.off(event, done);
      response.off("close", done);
      resolve();
    };
    response.on(event, done);
    response.on("close", done);
  });
}
