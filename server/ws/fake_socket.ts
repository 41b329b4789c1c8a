/**
 * A socket whose reader reads when it is told to, for tests.
 *
 * @module
 */

import type { Socket } from "./socket.ts";

interface Sent {
  readonly data: Uint8Array;
  readonly done: () => void;
}

/** Keeps what is sent until it is read. */
export class FakeSocket implements Socket {
  /** Everything that was read, decoded. */
  readonly received: string[] = [];
  isPaused = false;
  #unread: Sent[] = [];

  send(data: Uint8Array, _options: { binary: false }, done: () => void): void {
    this.#unread.push({ data, done });
  }

  /** The reader takes `count` messages; all there are when left out. */
  read(count = Infinity): void {
    for (let i = 0; i < count; i++) {
      const sent = this.#unread.shift();
      if (sent === undefined) return;
      this.received.push(new TextDecoder().decode(sent.data));
      sent.done();
    }
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  ping(): void {}
  close(): void {}
  terminate(): void {}
  on(): void {}
}
