/**
 * A socket of a client, with its bytes counted.
 *
 * @module
 */

import type { Socket } from "node:net";
import { WebSocket } from "ws";
import type { Place } from "./protocol.ts";

let onLost: (error: Error) => void = () => {};

/** From now on `listener` hears of connections that end before their time. */
export function whenLost(listener: (error: Error) => void): void {
  onLost = listener;
}

/** A connected socket. */
export class Wire {
  readonly #socket: WebSocket;
  /** Is an end of the connection no surprise? */
  #mayClose = false;
  /** Did the server end the connection? */
  isClosed = false;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** Connects; every message goes to `hear`. */
  static open(
    { deflate }: Pick<Place, "deflate">,
    url: string,
    hear: (data: Uint8Array, wire: Wire) => void,
  ): Promise<Wire> {
    const socket = new WebSocket(url, { perMessageDeflate: deflate });
    const wire = new Wire(socket);
    socket.on("message", (data: Uint8Array) => hear(data, wire));
    const { promise, resolve, reject } = Promise.withResolvers<Wire>();
    socket.on("open", () => resolve(wire));
    socket.on("error", reject);
    socket.on("close", (code, reason) => {
      wire.isClosed = true;
      if (wire.#mayClose) return;
      const why = `closed ${code} ${reason.toString()}`.trimEnd();
      onLost(new Error(`Cannot bench: ${why}`));
    });
    return promise;
  }

  send(data: string | Uint8Array): void {
    this.#socket.send(data);
  }

  /** Bytes that came, the handshake's included. */
  get bytes(): number {
    return this.#raw.bytesRead;
  }

  /** Reads nothing until further notice, and may be closed for it. */
  stall(): void {
    this.#mayClose = true;
    this.#raw.pause();
  }

  /** Reads again. */
  resume(): void {
    this.#raw.resume();
  }

  close(): void {
    this.#mayClose = true;
    this.#socket.terminate();
  }

  get #raw(): Socket {
    return (this.#socket as unknown as { _socket: Socket })._socket;
  }
}

const decoder = new TextDecoder();

/** The JSON of a text frame. */
// deno-lint-ignore no-explicit-any
export function jsonOf(data: Uint8Array): any {
  return JSON.parse(decoder.decode(data));
}
