/**
 * Messages that a server sends, put together of their fragments.
 *
 * @module
 */

import type { ServerMessage } from "../../shared/schema/server_message.ts";

const decoder = new TextDecoder();
/** By the bytes of a whole message, which many connections share. */
const known = new WeakMap<ArrayBufferLike, Message>();

/** One message: decoded once, and parsed at most once, however many it is sent to. */
export class Message {
  readonly text: string;
  #json: ServerMessage | null = null;

  private constructor(text: string) {
    this.text = text;
  }

  /** What it says. */
  get json(): ServerMessage {
    return this.#json ??= JSON.parse(this.text) as ServerMessage;
  }

  /** The message that says this. */
  static from(json: ServerMessage): Message {
    return new Message(JSON.stringify(json));
  }

  /** The message that some fragments, in their order, are. */
  static of(fragments: readonly Uint8Array[]): Message {
    const { buffer } = fragments[0]!;
    const length = fragments.reduce((sum, part) => sum + part.byteLength, 0);
    if (buffer.byteLength !== length) return new Message(joined(fragments));
    let message = known.get(buffer);
    if (message === undefined) {
      message = new Message(joined(fragments));
      known.set(buffer, message);
    }
    return message;
  }
}

function joined(fragments: readonly Uint8Array[]): string {
  if (fragments.length === 1) return decoder.decode(fragments[0]);
  const parts = new TextDecoder();
  return fragments.map((part) => parts.decode(part, { stream: true }))
    .join("") + parts.decode();
}
