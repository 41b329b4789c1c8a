/**
 * What Ink takes for a terminal: each of its writes is one whole frame of the chrome.
 *
 * @module
 */

import { EventEmitter } from "node:events";

/** A stream that keeps Ink's latest frame instead of writing it. */
export class InkSink extends EventEmitter {
  readonly isTTY = false;
  #frame = "";

  constructor(
    public columns: number,
    public rows: number,
    readonly onFrame: () => void,
  ) {
    super();
  }

  /** The latest frame: lines of text with SGR sequences. */
  get frame(): string {
    return this.#frame;
  }

  /** Ink's way in. Always takes everything. */
  write(
    chunk: string,
    encodingOrDone?: string | ((error?: Error | null) => void),
    done?: (error?: Error | null) => void,
  ): boolean {
    // With `debug` Ink writes whole frames, and barriers that are empty or a line end.
    if (chunk !== "" && chunk !== "\n" && chunk !== this.#frame) {
      this.#frame = chunk;
      this.onFrame();
    }
    const settle = typeof encodingOrDone === "function" ? encodingOrDone : done;
    settle?.();
    return true;
  }

  /** Has Ink lay out again, before this returns. */
  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.emit("resize");
  }
}

/** What Ink takes for a keyboard: nothing ever comes from it. */
export class SilentInput extends EventEmitter {
  readonly isTTY = false;

  read(): null {
    return null;
  }

  setEncoding(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
