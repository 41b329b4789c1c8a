/**
 * A terminal's output: writes one after the other, cut into pieces that can be stopped between.
 *
 * @module
 */

import type { TerminalStreams } from "./streams.ts";

/** Bytes written at once: the most that is still written when the terminal is being left. */
const SLICE = 4_096;

/** A queue of writes. */
export class Output {
  #end: Promise<void> = Promise.resolve();
  #gone = false;

  /** @param onGone called at each write that fails: nobody is there any more. */
  constructor(
    readonly streams: Pick<TerminalStreams, "write">,
    readonly onGone: () => void,
  ) {}

  /** Nobody is there any more: nothing more is written. */
  stop(): void {
    this.#gone = true;
  }

  /**
   * Writes after all that was to be written before.
   *
   * @param isWanted asked before each piece; once it says no, the rest is dropped.
   * @returns what settles when the bytes have been taken, or dropped. Never rejects.
   */
  write(bytes: Uint8Array, isWanted: () => boolean): Promise<void> {
    const write = async () => {
      for (let at = 0; at < bytes.length; at += SLICE) {
        if (this.#gone || !isWanted()) return;
        await this.streams.write(bytes.subarray(at, at + SLICE));
      }
    };
    return this.#end = this.#end.then(write).catch(() => this.onGone());
  }
}
