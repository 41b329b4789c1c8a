/**
 * A connection that comes back: it opens sockets one after the other until it is closed (P13).
 *
 * @module
 */

import type {
  Attempt,
  ClientMessageInput,
} from "../../schema/client_message.ts";
import { CLOSE } from "../../schema/server_message.ts";
import type { Clock } from "../clock.ts";
import type { Connect, Socket } from "./socket.ts";

/** A ping is sent this often. */
export const PING_MS = 5_000;
/** A server that was silent for so long is taken for gone. */
export const SILENCE_MS = 15_000;
/** A socket that has not opened by then is given up. */
export const OPEN_MS = 10_000;
/** A closing handshake that takes longer is cut short. */
export const CLOSE_MS = 1_000;
/** Longest pause before the first and before any later attempt to connect again. */
export const BACK_OFF_MS = { first: 250, most: 5_000 } as const;

/** What a connection tells its owner. */
export interface ConnectionHandlers {
  /** A socket is open: say hello; `attempt` tells the later sockets from the earlier ones. */
  open(attempt: Attempt): void;
  /** A text frame came. */
  message(text: string): void;
  /** There is no socket now; another will be tried in `retryMs`. */
  lost(loss: Loss, retryMs: number): void;
  /** There will be no socket any more, and `close` was not what ended it. */
  ended(reason: string): void;
}

/** Why there is no socket. */
export interface Loss {
  readonly reason: string;
  /** The server is there, and said so itself. */
  readonly isWord: boolean;
}

/** Where and how to connect. */
export interface ConnectionOptions {
  readonly url: string;
  readonly connect: Connect;
  readonly clock: Clock;
  /** Numbers in [0, 1), as `Math.random` gives. */
  readonly random: () => number;
  readonly handlers: ConnectionHandlers;
}

const PING = JSON.stringify({ type: "ping" } satisfies ClientMessageInput);

/**
 * A reconnecting connection. At any time at most one socket counts: whatever an earlier one
 * still says, its late close above all, is ignored.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  #socket: Socket | null = null;
  #open = false;
  #heardAt = 0;
  /** Tries since the server last served us. */
  #attempts = 0;
  readonly #run: string;
  #sockets = 0;
  #done = false;
  #closing: Promise<void> = Promise.resolve();
  #onClosed: () => void = () => {};
  /** What cancels the timers under way, by what they are for. */
  readonly #timers = new Map<string, () => void>();

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#run = Math.floor(options.random() * 2 ** 48).toString(36);
  }

  /** Opens the first socket. */
  start(): void {
    if (this.#done || this.#socket !== null) return;
    this.#connect();
  }

  /** Sends a message; `false` when there is no open socket: it is not kept. */
  send(message: ClientMessageInput): boolean {
    if (!this.#open) return false;
    this.#socket!.send(JSON.stringify(message));
    return true;
  }

  /** The server serves us: the next loss begins with the shortest pause again. */
  healthy(): void {
    this.#attempts = 0;
  }

  /** Drops the socket and connects anew after a pause of at least `atLeastMs`. */
  restart(reason: string, atLeastMs = 0): void {
    this.#restart({ reason, isWord: false }, atLeastMs);
  }

  /** The same, since the server does not let us in. */
  refused(reason: string, atLeastMs = 0): void {
    this.#restart({ reason, isWord: true }, atLeastMs);
  }

  #restart(loss: Loss, atLeastMs = 0): void {
    if (this.#done) return;
    this.#drop()?.terminate();
    this.#retry(loss, atLeastMs);
  }

  /** Ends the connection for good. Resolves when the socket is closed, or was given up. */
  close(): Promise<void> {
    this.#done = true;
    const socket = this.#drop();
    if (socket === null) return this.#closing;
    this.#closing = new Promise((resolve) => {
      const giveUp = this.#options.clock.after(CLOSE_MS, () => {
        socket.terminate();
        resolve();
      });
      this.#onClosed = () => {
        giveUp();
        resolve();
      };
    });
    socket.close(1000, "");
    return this.#closing;
  }

  #connect(): void {
    const { url, connect, clock, handlers } = this.#options;
    const current = () => this.#socket === socket;
    const attempt = { run: this.#run, number: ++this.#sockets };
    const socket: Socket = connect(url, {
      open: () => {
        if (!current()) return;
        this.#open = true;
        this.#heardAt = clock.monotonic();
        this.#clearTimers();
        this.#ping();
        this.#watch();
        handlers.open(attempt);
      },
      message: (text) => {
        if (!current()) return;
        this.#heardAt = clock.monotonic();
        handlers.message(text);
      },
      close: (code, reason) => {
        if (this.#done) this.#onClosed();
        if (!current()) return;
        this.#drop();
        this.#closed(code, reason);
      },
    });
    this.#socket = socket;
    this.#timer("open", OPEN_MS, () => {
      this.restart("the server does not answer");
    });
  }

  #closed(code: number, reason: string): void {
    if (code === CLOSE.replaced) {
      this.#done = true;
      this.#options.handlers.ended(
        "another client with the same clientId took this one's place",
      );
      return;
    }
    const loss = reason === ""
      ? { reason: `the connection is gone (${code})`, isWord: false }
      : { reason, isWord: true };
    this.#retry(loss, code === CLOSE.flooding ? BACK_OFF_MS.most : 0);
  }

  /** Exponential back-off; half of each pause is random, so that a crowd spreads out. */
  #retry(loss: Loss, atLeastMs: number): void {
    const { random, handlers } = this.#options;
    const full = Math.min(
      BACK_OFF_MS.most,
      BACK_OFF_MS.first * 2 ** Math.min(this.#attempts, 16),
    );
    this.#attempts += 1;
    const wait = Math.max(atLeastMs, full * (0.5 + 0.5 * random()));
    this.#timer("retry", wait, () => this.#connect());
    handlers.lost(loss, wait);
  }

  #ping(): void {
    this.#timer("ping", PING_MS, () => {
      this.#socket!.send(PING);
      this.#ping();
    });
  }

  // Not a timer that each message sets anew: messages may come by the thousand.
  #watch(): void {
    const quiet = this.#options.clock.monotonic() - this.#heardAt;
    if (quiet >= SILENCE_MS) {
      this.restart(`no word from the server for ${SILENCE_MS / 1000} s`);
      return;
    }
    this.#timer("watch", SILENCE_MS - quiet, () => this.#watch());
  }

  #drop(): Socket | null {
    const socket = this.#socket;
    this.#socket = null;
    this.#open = false;
    this.#clearTimers();
    return socket;
  }

  #timer(purpose: string, ms: number, task: () => void): void {
    this.#timers.get(purpose)?.();
    this.#timers.set(purpose, this.#options.clock.after(ms, task));
  }

  #clearTimers(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }
}
