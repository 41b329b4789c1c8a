/**
 * Sockets without a network: messages wait until a test lets them through.
 *
 * @module
 */

import type { Connect, SocketHandlers } from "../connection/socket.ts";

/** The other end of a line, as a server sees it. */
export interface FakeServerEnd {
  /** The client's socket is open. Returns what takes its messages. */
  accept(line: FakeLine): { message(text: string): void; close(): void };
}

type Parcel =
  | { readonly kind: "open" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "close"; readonly code: number; readonly reason: string };

/** One socket, from the client to the server. */
export class FakeLine {
  readonly url: string;
  /** On their way to the server. */
  readonly up: string[] = [];
  /** On their way to the client. */
  readonly down: Parcel[] = [{ kind: "open" }];
  /** Has the client dropped the line or closed it? */
  isClosedByClient = false;
  readonly #handlers: SocketHandlers;
  readonly #server: FakeServerEnd;
  #peer: ReturnType<FakeServerEnd["accept"]> | null = null;
  #isCut = false;

  constructor(url: string, handlers: SocketHandlers, server: FakeServerEnd) {
    this.url = url;
    this.#handlers = handlers;
    this.#server = server;
  }

  /** Sends from the server to the client. */
  send(message: unknown): void {
    if (!this.#isCut) {
      this.down.push({ kind: "text", text: JSON.stringify(message) });
    }
  }

  /** Closes from the server's side. */
  close(code: number, reason = ""): void {
    if (!this.#isCut) this.down.push({ kind: "close", code, reason });
  }

  /** Lets one message through to the server; `false` if there is none. */
  deliverUp(): boolean {
    const text = this.up.shift();
    if (text === undefined) return false;
    this.#peer?.message(text);
    return true;
  }

  /** Lets one message through to the client; `false` if there is none. */
  deliverDown(): boolean {
    const parcel = this.down.shift();
    if (parcel === undefined) return false;
    if (parcel.kind === "open") {
      this.#peer = this.#server.accept(this);
      this.#handlers.open();
    } else if (parcel.kind === "text") {
      this.#handlers.message(parcel.text);
    } else {
      this.cut(parcel.code, parcel.reason);
    }
    return true;
  }

  /** Breaks the line: what is on its way is lost, and both ends are told. */
  cut(code = 1006, reason = ""): void {
    if (this.#isCut) return;
    this.silence();
    this.#handlers.close(code, reason);
  }

  /** Breaks the line so that the client is not told. */
  silence(): void {
    this.#isCut = true;
    this.up.length = 0;
    this.down.length = 0;
    this.#peer?.close();
  }

  /** Calls the client's close handler again, as a late close would. */
  closeLate(code: number): void {
    this.#handlers.close(code, "");
  }
}

/** All lines that were ever opened to a server. */
export class FakeNetwork {
  readonly lines: FakeLine[] = [];
  readonly #server: FakeServerEnd;

  constructor(server: FakeServerEnd) {
    this.#server = server;
  }

  /** Opens a line to the server. */
  readonly connect: Connect = (url, handlers) => {
    const line = new FakeLine(url, handlers, this.#server);
    this.lines.push(line);
    return {
      send: (text) => void line.up.push(text),
      close: (code) => {
        line.isClosedByClient = true;
        line.cut(code);
      },
      terminate: () => {
        line.isClosedByClient = true;
        line.silence();
      },
    };
  };

  /** The line that was opened last. */
  get last(): FakeLine {
    return this.lines.at(-1)!;
  }

  /** Lets everything through until nothing is on its way. */
  settle(): void {
    let busy = true;
    while (busy) {
      busy = false;
      for (const line of [...this.lines]) {
        while (line.deliverDown()) busy = true;
        while (line.deliverUp()) busy = true;
      }
    }
  }
}
