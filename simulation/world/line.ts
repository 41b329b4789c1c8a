/**
 * One connection between a client and a server: two queues of messages, and what can go wrong.
 *
 * Within a connection messages keep their order and none comes twice, as TCP has it. Lost,
 * doubled and reordered they are by connections that break, by others that outlive them, and
 * by whoever sends a message again.
 *
 * @module
 */

import type {
  Socket,
  SocketHandlers,
} from "../../shared/client/connection/socket.ts";
import type { Socket as ServerSocket } from "../../server/ws/socket.ts";
import type { Happening } from "./happening.ts";
import { Message } from "./message.ts";
import { inPages } from "./paging.ts";

type Up =
  | { readonly kind: "connect" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "pong" }
  | { readonly kind: "close" };

type Down =
  | { readonly kind: "open" }
  | {
    readonly kind: "message";
    readonly message: Message;
    /** Of its fragments. */
    readonly bytes: number;
  }
  | { readonly kind: "ping" }
  | { readonly kind: "close"; readonly code: number; readonly reason: string };

type Listeners = {
  message: (data: Uint8Array, isBinary: boolean) => void;
  pong: () => void;
  close: () => void;
  error: (error: Error) => void;
  taken: (bytes: number) => void;
};

/** Who is told of what passes. */
export interface LineObserver {
  /** The server takes the connection; `false`: there is nobody who could. */
  accept(line: Line, socket: ServerSocket): boolean;
  /** A client sends. */
  sent(line: Line, text: string): void;
  /** What a client has sent comes to the server. */
  came(line: Line, text: string): void;
  /** A server sends. */
  told(line: Line, message: Message, bytes: number): void;
  /** A client has taken a message in. */
  delivered(line: Line): void;
}

const encoder = new TextEncoder();
/** A line, from the client's attempt to connect to its end. */
export class Line {
  readonly name: string;
  /** Which server it leads to. */
  readonly server: number;
  /** Which life of the room the server that took it serves. */
  life = 0;
  /** The client reads nothing. */
  isStalled = false;
  /** Entries in a page of content. */
  pageSize = Infinity;
  /** It is slow: what is on it arrives when nothing else is on its way. */
  isSlow = false;
  readonly #observer: LineObserver;
  readonly #handlers: SocketHandlers;
  readonly #listeners: Partial<Listeners> = {};
  #up: Up[] = [{ kind: "connect" }];
  #down: Down[] = [];
  #isPaused = false;
  #isServerGone = true;
  #isClientGone = false;
  #isSilent = false;
  #unsent = 0;

  constructor(
    name: string,
    server: number,
    observer: LineObserver,
    handlers: SocketHandlers,
  ) {
    this.name = name;
    this.server = server;
    this.#observer = observer;
    this.#handlers = handlers;
  }

  /** Bytes that the server has sent and the client has not read. */
  get unsent(): number {
    return this.#unsent;
  }

  /** Is it broken without anybody knowing? */
  get isSilent(): boolean {
    return this.#isSilent;
  }

  /** Can anything still happen on it? */
  get isOver(): boolean {
    return this.#up.length === 0 && this.#down.length === 0 &&
      this.#isServerGone && this.#isClientGone;
  }

  /** The client's end. */
  readonly socket: Socket = {
    send: (text) => {
      if (this.#isClientGone) return;
      this.#observer.sent(this, text);
      this.#goUp({ kind: "text", text });
    },
    close: () => this.#goUp({ kind: "close" }),
    terminate: () => this.#clientLeaves(),
  };

  /** What may happen next: a message up, a message down. */
  happenings(): Happening[] {
    const next: Happening[] = [];
    const up = this.#up[0], down = this.#down[0];
    if (up !== undefined && !(this.#isPaused && up.kind !== "connect")) {
      const run = () => this.#deliverUp();
      next.push({ name: () => `${this.name} ▲ ${nameOf(up)}`, run });
    }
    if (down !== undefined && !this.isStalled) {
      const run = () => this.#deliverDown();
      next.push({ name: () => `${this.name} ▼ ${nameOf(down)}`, run });
    }
    return next;
  }

  /** Sends once more what the client has sent before, as a client does that missed an answer. */
  repeat(text: string): void {
    if (!this.#isClientGone) this.#goUp({ kind: "text", text });
  }

  /** The client's process dies: what it sent may still arrive. */
  clientDies(): void {
    this.#clientLeaves();
  }

  /** A greeting that has not arrived never will. */
  loseGreeting(): void {
    if (this.#up.some(isGreeting)) this.#up = [{ kind: "close" }];
  }

  /** The client drops the line: what it sent may still arrive. */
  #clientLeaves(): void {
    if (this.#isClientGone) return;
    this.#isClientGone = true;
    this.#down = [];
    this.#goUp({ kind: "close" });
  }

  /** The server's process dies: of what it sent, `kept` messages still arrive. */
  serverDies(kept: number): void {
    if (this.#isServerGone && this.#up[0]?.kind !== "connect") return;
    this.#isServerGone = true;
    this.#up = [];
    this.#lose(kept);
    this.#goDown({ kind: "close", code: 1006, reason: "" });
  }

  /** It breaks, and both ends are told; of what is on its way, so many messages arrive. */
  cut(keptUp: number, keptDown: number): void {
    this.#up.length = Math.min(this.#up.length, keptUp);
    this.#goUp({ kind: "close" });
    this.#lose(keptDown);
    this.#goDown({ kind: "close", code: 1006, reason: "" });
  }

  /** It breaks, and nobody is told. */
  silence(): void {
    this.#up = [];
    this.#down = [];
    this.#isSilent = true;
  }

  #goUp(parcel: Up): void {
    if (!this.#isSilent) this.#up.push(parcel);
  }

  #goDown(parcel: Down): void {
    if (!this.#isSilent) this.#down.push(parcel);
  }

  #lose(kept: number): void {
    this.#down.length = Math.min(this.#down.length, kept);
  }

  #deliverUp(): void {
    const parcel = this.#up.shift()!;
    switch (parcel.kind) {
      case "connect":
        return this.#connect();
      case "text": {
        if (this.#isServerGone) return;
        this.#observer.came(this, parcel.text);
        return this.#listeners.message?.(encoder.encode(parcel.text), false);
      }
      case "pong":
        if (!this.#isServerGone) this.#listeners.pong?.();
        return;
      case "close":
        this.#up = [];
        this.#serverCloses();
        if (!this.#isClientGone) {
          this.#goDown({ kind: "close", code: 1000, reason: "" });
        }
    }
  }

  #connect(): void {
    this.#isServerGone = false;
    const isTaken = this.#observer.accept(this, this.#serverSocket());
    if (!isTaken) {
      this.#isServerGone = true;
      this.#up = [];
      this.#goDown({ kind: "close", code: 1006, reason: "" });
    } else if (!this.#isClientGone) {
      this.#goDown({ kind: "open" });
    }
  }

  #deliverDown(): void {
    const parcel = this.#down.shift()!;
    switch (parcel.kind) {
      case "open":
        return this.#handlers.open();
      case "message":
        this.#unsent -= parcel.bytes;
        if (!this.#isServerGone) this.#listeners.taken?.(parcel.bytes);
        this.#handlers.message(parcel.message.text);
        return this.#observer.delivered(this);
      case "ping":
        return this.#goUp({ kind: "pong" });
      case "close":
        // A socket is closed once, whoever else closes it after that.
        if (this.#isClientGone) return;
        this.#isClientGone = true;
        this.#down = [];
        this.#goUp({ kind: "close" });
        return this.#handlers.close(parcel.code, parcel.reason);
    }
  }

  #send(message: Message, fragments: readonly Uint8Array[]): void {
    if (this.#isServerGone || this.#isClientGone) return;
    const bytes = fragments.reduce((sum, part) => sum + part.byteLength, 0);
    this.#observer.told(this, message, bytes);
    const pages = inPages(message, this.pageSize);
    for (const page of pages) {
      const isLast = page === pages.at(-1);
      this.#goDown({
        kind: "message",
        message: page,
        bytes: isLast ? bytes : 0,
      });
    }
  }

  #serverCloses(): void {
    if (this.#isServerGone) return;
    this.#isServerGone = true;
    this.#listeners.close?.();
  }

  #serverSocket(): ServerSocket {
    let fragments: Uint8Array[] = [];
    return {
      send: (data, fin) => {
        fragments.push(data);
        this.#unsent += data.byteLength;
        if (!fin) return;
        this.#send(Message.of(fragments), fragments);
        fragments = [];
      },
      ping: () => this.#goDown({ kind: "ping" }),
      pause: () => this.#isPaused = true,
      resume: () => this.#isPaused = false,
      close: (code, reason = "") =>
        this.#goDown({ kind: "close", code, reason }),
      terminate: () => {
        this.#up = [];
        this.#lose(0);
        this.#goDown({ kind: "close", code: 1006, reason: "" });
        this.#serverCloses();
      },
      on: ((event: keyof Listeners, listener: Listeners[keyof Listeners]) => {
        Object.assign(this.#listeners, { [event]: listener });
      }) as ServerSocket["on"],
    };
  }
}

function isGreeting(parcel: Up): boolean {
  return parcel.kind === "connect" ||
    parcel.kind === "text" && parcel.text.startsWith('{"type":"hello"');
}

function nameOf(parcel: Up | Down): string {
  if (parcel.kind === "text") return parcel.text;
  return parcel.kind === "message" ? parcel.message.text : parcel.kind;
}
