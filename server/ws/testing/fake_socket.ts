/**
 * A socket whose reader reads when it is told to, for tests.
 *
 * @module
 */

import type { Socket } from "../socket.ts";

interface Sent {
  readonly data: Uint8Array;
  readonly fin: boolean;
}

/** Keeps what is sent until it is read. */
export class FakeSocket implements Socket {
  /** Everything that was read, decoded. */
  readonly received: string[] = [];
  /** What was done to the socket, in order. */
  readonly done: string[] = [];
  isPaused = false;
  readonly #listeners = new Map<string, (...args: unknown[]) => void>();
  #unread: Sent[] = [];
  #decoder = new TextDecoder();
  #begun = "";

  send(data: Uint8Array, fin: boolean): void {
    this.#unread.push({ data, fin });
  }

  /** The reader takes `count` messages; all there are when left out. */
  read(count = Infinity): void {
    const enough = this.received.length + count;
    while (this.received.length < enough && this.readFragment());
  }

  /** The reader takes one fragment of a message; `false` if there is none. */
  readFragment(): boolean {
    const sent = this.#unread.shift();
    if (sent === undefined) return false;
    this.#begun += this.#decoder.decode(sent.data, { stream: !sent.fin });
    if (sent.fin) {
      this.received.push(this.#begun);
      this.#begun = "";
    }
    this.emit("taken", sent.data.byteLength);
    return true;
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  ping(): void {
    this.done.push("ping");
  }

  close(code: number): void {
    this.done.push(`close ${code}`);
  }

  terminate(): void {
    this.done.push("terminate");
    this.emit("close");
  }

  on(event: string, listener: (...args: never[]) => void): void {
    this.#listeners.set(event, listener as (...args: unknown[]) => void);
  }

  /** Lets something happen. */
  emit(event: string, ...args: unknown[]): void {
    this.#listeners.get(event)?.(...args);
  }

  /** The peer sends a message. */
  say(message: unknown): void {
    const data = new TextEncoder().encode(JSON.stringify(message));
    this.emit("message", data, false);
  }
}
