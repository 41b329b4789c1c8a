/**
 * The one thing the client needs of a WebSocket, and its real implementation.
 *
 * @module
 */

import { WebSocket } from "ws";
import { refusalOf } from "../refusal.ts";

/** What a socket tells. After `close` it tells nothing more. */
export interface SocketHandlers {
  /** Messages can be sent now. */
  open(): void;
  /** A whole text message. */
  message(text: string): void;
  /** The socket is gone, whether it ever opened or not. */
  close(code: number, reason: string): void;
}

/** A socket that is opening or open. */
export interface Socket {
  /** Sends a text message; dropped when the socket is not open. */
  send(text: string): void;
  /** Closes politely. */
  close(code: number, reason: string): void;
  /** Drops the line at once, without a word to the other side. */
  terminate(): void;
}

/** Opens a socket. Calls no handler before it has returned. */
export type Connect = (url: string, handlers: SocketHandlers) => Socket;

/** Largest message that is accepted from a server, in bytes: pages are far smaller. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** What is used of the `ws` package, which has no types of its own. */
interface WsSocket {
  readonly readyState: number;
  send(text: string): void;
  close(code: number, reason: string): void;
  terminate(): void;
  on(event: "open" | "error", handler: () => void): void;
  on(
    event: "unexpected-response",
    handler: (request: unknown, response: HttpResponse) => void,
  ): void;
  on(
    event: "message",
    handler: (data: { toString(): string }, isBinary: boolean) => void,
  ): void;
  on(
    event: "close",
    handler: (code: number, reason: { toString(): string }) => void,
  ): void;
}

/** What an HTTP server says that makes no WebSocket of a request. */
interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  on(event: "data", handler: (data: { toString(): string }) => void): void;
  on(event: "end", handler: () => void): void;
}

/** Characters that are taken of what refuses a WebSocket. */
const MAX_REFUSAL = 1_000;

const OPEN = 1;

/** Opens a WebSocket with the `ws` package. */
export const connectWs: Connect = (url, handlers): Socket => {
  const socket = new WebSocket(url, {
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  }) as unknown as WsSocket;
  socket.on("open", () => handlers.open());
  socket.on("message", (data, isBinary) => {
    if (!isBinary) handlers.message(data.toString());
  });
  // An error is always followed by `close`, which tells it.
  socket.on("error", () => {});
  let refusal = "";
  socket.on("unexpected-response", (_, response) => {
    response.on("data", (data) => {
      refusal = (refusal + data.toString()).slice(0, MAX_REFUSAL);
    });
    response.on("end", () => {
      const { statusCode, headers } = response;
      refusal = refusalOf(statusCode, headers["content-type"], refusal);
      socket.terminate();
    });
  });
  socket.on(
    "close",
    (code, reason) => handlers.close(code, reason.toString() || refusal),
  );
  return {
    send: (text) => {
      if (socket.readyState === OPEN) socket.send(text);
    },
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
  };
};
