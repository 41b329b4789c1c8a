/**
 * A message as it goes over the wire.
 *
 * @module
 */

import type { ServerMessage } from "../../shared/schema/server_message.ts";

/** One message, encoded: the same bytes may go to many sockets. */
export type Frame = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

/** Encodes JSON text. */
export function frameOf(json: string): Frame {
  return encoder.encode(json);
}

/** Encodes a message; keys that are `undefined` are left out. */
export function encode(message: ServerMessage): Frame {
  return frameOf(JSON.stringify(message));
}
