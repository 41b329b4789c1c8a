/**
 * A WebSocket whose text messages are framed once for all their readers, and leave together.
 *
 * `ws` makes a header for each reader and hands header and content over as two pieces. With a
 * message that goes to everybody in a room that is most of the work.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import type { Duplex } from "node:stream";
import type { Socket } from "./socket.ts";

/** Frames that together have at most so many bytes are written as one piece. */
const JOINED_BYTES = 16 * 1024;

/** Written after what the kernel does not take at once, to hear when it has. */
const NOTHING = Buffer.alloc(0);

const CONTINUATION = 0, TEXT = 1, FIN = 0x80;
/** Of a `ws` socket: neither side has begun to close it. */
const OPEN = 1;

/** A socket of `ws`, which says whether it may be written to. */
export interface WsSocket extends Socket {
  readonly readyState: number;
}

/** Writes messages itself; all else, and every control frame, is left to `ws`. */
export class FramedSocket implements Socket {
  readonly #socket: WsSocket;
  readonly #stream: Duplex;
  #waiting: Buffer[] = [];
  /** Bytes of what waits, with its headers. */
  #bytes = 0;
  /** And without them. */
  #content = 0;
  #isWithin = false;
  /** Bytes of content that the kernel has taken in this turn, and nobody was told of. */
  #taken = 0;
  #onTaken: (bytes: number) => void = () => {};

  /** @param stream what `socket` writes to; no extension may have been agreed on. */
  constructor(socket: WsSocket, stream: Duplex) {
    this.#socket = socket;
    this.#stream = stream;
  }

  /**
   * Sends a text message of at most 65,535 bytes, or the next such fragment of one. What is sent
   * in one turn of the event loop is written together, at its end. Once the socket is closing
   * nothing is sent, and nothing is told of it.
   */
  send(data: Uint8Array, fin: boolean): void {
    const frame = this.#isWithin || !fin
      ? frameOf(data, this.#isWithin ? CONTINUATION : TEXT, fin)
      : wholeFrame(data);
    this.#isWithin = !fin;
    if (this.#bytes + frame.byteLength > JOINED_BYTES) this.#write();
    if (this.#waiting.length === 0) queueMicrotask(this.#endTurn);
    this.#waiting.push(frame);
    this.#bytes += frame.byteLength;
    this.#content += data.byteLength;
  }

  ping(): void {
    this.#socket.ping();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(code: number, reason?: string): void {
    // What was sent before comes before the closing frame.
    this.#write();
    this.#socket.close(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  readonly on: Socket["on"] = (event: string, listener: unknown) => {
    if (event === "taken") {
      this.#onTaken = listener as (bytes: number) => void;
      return;
    }
    // Its overloads are those of `ws` itself.
    (this.#socket.on as (event: string, listener: unknown) => void).call(
      this.#socket,
      event,
      listener,
    );
  };

  readonly #endTurn = (): void => {
    this.#write();
    const taken = this.#taken;
    this.#taken = 0;
    if (taken > 0) this.#onTaken(taken);
  };

  #write(): void {
    const frames = this.#waiting, content = this.#content;
    if (frames.length === 0) return;
    const piece = frames.length === 1
      ? frames[0]!
      : Buffer.concat(frames, this.#bytes);
    this.#waiting = [];
    this.#bytes = 0;
    this.#content = 0;
    if (this.#socket.readyState !== OPEN) return;
    this.#stream.write(piece);
    // A callback for each piece costs a fifth of writing it, and as a rule all is taken at once.
    if (this.#stream.writableLength === 0) this.#taken += content;
    else this.#stream.write(NOTHING, () => this.#onTaken(content));
  }
}

/** The last whole message that was framed: as a rule it goes to the next reader, too. */
let last: { readonly data: Uint8Array; readonly frame: Buffer } | null = null;

function wholeFrame(data: Uint8Array): Buffer {
  if (last?.data !== data) last = { data, frame: frameOf(data, TEXT, true) };
  return last.frame;
}

/** An unmasked frame (RFC 6455, section 5.2). */
function frameOf(data: Uint8Array, opcode: number, fin: boolean): Buffer {
  const length = data.byteLength;
  const header = length < 126 ? 2 : 4;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = opcode | (fin ? FIN : 0);
  if (header === 2) frame[1] = length;
  else {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  }
  frame.set(data, header);
  return frame;
}
