/**
 * The door for WebSockets: who is let in, and who is connected.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Bus } from "../bus/bus.ts";
import { Admission } from "./limits/admission.ts";
import { ClientPlaces } from "./client_places.ts";
import { Connection } from "./connection.ts";
import type { ConnectionContext } from "./connection_context.ts";
import { makeUpgrader, type Socket, type Upgrader } from "./socket.ts";

/** What a gateway works with. */
export interface GatewayOptions
  extends Omit<ConnectionContext, "onHello" | "onClosed"> {
  /** Is a browser that shows a page of this origin let in? (L3) */
  readonly isAllowedOrigin: (origin: string | undefined) => boolean;
  /** Joins this server with others on the same store (E21). */
  readonly bus?: Bus | undefined;
}

/** Lets WebSockets in, and keeps them. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #admission: Admission;
  readonly #upgrader: Upgrader;
  readonly #context: ConnectionContext;
  readonly #connections = new Set<Connection>();
  readonly #places: ClientPlaces<Connection>;
  readonly #addressOf = new Map<Connection, string>();
  #onEmpty: (() => void) | null = null;
  #isClosing = false;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#admission = new Admission(options.limits);
    this.#places = new ClientPlaces(options);
    this.#upgrader = makeUpgrader(options.limits.frameBytes);
    this.#context = {
      ...options,
      onHello: (connection, client, attempt) =>
        this.#places.take(connection, client, attempt),
      onClosed: (connection) => this.#gone(connection),
    };
  }

  /** Open connections. */
  get size(): number {
    return this.#connections.size;
  }

  /** Bytes that readers have not taken yet. */
  get unsentBytes(): number {
    let bytes = 0;
    for (const { queue } of this.#connections) bytes += queue.bytes;
    return bytes;
  }

  /** Takes an HTTP request that wants to become a WebSocket. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Uint8Array): void {
    // The peer may go away at any moment of this.
    stream.on("error", () => stream.destroy());
    const path = (request.url ?? "").split("?", 1)[0];
    const { origin } = request.headers;
    if (path !== "/ws") {
      return refuse(stream, 404, "WebSockets are at /ws");
    }
    if (!this.#options.isAllowedOrigin(origin)) {
      const message =
        "pages of this origin are not allowed here; start the server with --allow-origin";
      return refuse(stream, 403, message);
    }
    if (this.#isClosing) return refuse(stream, 503, "the server is going down");
    const address = request.socket.remoteAddress ?? "unknown";
    const refusal = this.#admission.enter(address, this.#options.clock.now());
    if (refusal !== null) {
      return refuse(stream, refusal.status, refusal.message);
    }
    let isOpen = false;
    // A handshake that fails gives its place back; later the connection does.
    stream.on("close", () => {
      if (!isOpen) this.#admission.leave(address);
      isOpen = true;
    });
    this.#upgrader.handleUpgrade(request, stream, head, (socket) => {
      isOpen = true;
      this.accept(socket, address);
    });
  }

  /** Takes in a socket that is open. Whoever opened it has seen to the limits by address. */
  accept(socket: Socket, address: string): void {
    const memberId = `m_${this.#options.makeSecret().slice(0, 12)}`;
    const connection = new Connection(socket, memberId, this.#context);
    this.#connections.add(connection);
    this.#addressOf.set(connection, address);
  }

  /** To be called every second. */
  beat(): void {
    for (const connection of this.#connections) connection.beat();
    this.#places.beat();
    this.#admission.sweep(this.#options.clock.now());
  }

  /** Lets nobody in any more, and hears nothing more from those who are in. */
  deafen(): void {
    this.#isClosing = true;
    for (const connection of this.#connections) connection.deafen();
  }

  /** Closes all connections; resolves when they are gone. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#places.close();
    if (this.#connections.size === 0) return;
    const empty = new Promise<void>((resolve) => this.#onEmpty = resolve);
    for (const connection of [...this.#connections]) {
      connection.close(1001, "the server is going down");
    }
    await empty;
  }

  /** Ends the connections that do not close by themselves. */
  cut(): void {
    for (const connection of [...this.#connections]) connection.cut();
  }

  #gone(connection: Connection): void {
    if (!this.#connections.delete(connection)) return;
    this.#admission.leave(this.#addressOf.get(connection)!);
    this.#addressOf.delete(connection);
    this.#places.leave(connection);
    if (this.#connections.size === 0) this.#onEmpty?.();
  }
}

const REASONS: Record<number, string> = {
  403: "Forbidden",
  404: "Not Found",
  429: "Too Many Requests",
  503: "Service Unavailable",
};

function refuse(stream: Duplex, status: number, message: string): void {
  const body = `${message}\n`;
  stream.end(
    `HTTP/1.1 ${status} ${REASONS[status]}\r\n` +
      "Content-Type: text/plain; charset=utf-8\r\n" +
      `Content-Length: ${Buffer.byteLength(body)}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  );
}
