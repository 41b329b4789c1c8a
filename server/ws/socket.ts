/**
 * What inkroom uses of the package `ws`, which has no types of its own.
 *
 * @module
 */

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import * as ws from "ws";
import { FramedSocket, type WsSocket } from "./framed_socket.ts";

/** One WebSocket. */
export interface Socket {
  /** Sends a text message, or the next fragment of one: `fin` says that it is the last. */
  send(data: Uint8Array, fin: boolean): void;
  ping(): void;
  /** Stops reading: what the peer sends waits in the network. */
  pause(): void;
  resume(): void;
  /** Begins the closing handshake. */
  close(code: number, reason?: string): void;
  /** Ends the connection at once. */
  terminate(): void;
  on(
    event: "message",
    listener: (data: Uint8Array, isBinary: boolean) => void,
  ): void;
  on(event: "pong" | "close", listener: () => void): void;
  /** The kernel has taken so many bytes more of what was sent. */
  on(event: "taken", listener: (bytes: number) => void): void;
  on(event: "error", listener: (error: Error) => void): void;
}

/** Makes WebSockets of HTTP requests. */
export interface Upgrader {
  handleUpgrade(
    request: IncomingMessage,
    stream: Duplex,
    head: Uint8Array,
    then: (socket: Socket) => void,
  ): void;
}

/**
 * An upgrader whose sockets close by themselves on a violation of the protocol: 1002 (framing),
 * 1007 (not UTF-8), 1009 (a message, however fragmented, above `maxPayload` bytes).
 */
export function makeUpgrader(maxPayload: number): Upgrader {
  const server = new ws.WebSocketServer({
    noServer: true,
    clientTracking: false,
    // Compression would let a small frame unfold into a large one.
    perMessageDeflate: false,
    maxPayload,
    maxFragments: 1_024,
  });
  return {
    handleUpgrade(request, stream, head, then) {
      server.handleUpgrade(
        request,
        stream,
        head,
        (socket: WsSocket) => then(new FramedSocket(socket, stream)),
      );
    },
  };
}
