/**
 * What is on its way to one reader, and what happens when that reader does not keep up (P14).
 *
 * @module
 */

import type { Frame } from "./frame.ts";
import type { ReadGate } from "./limits/read_gate.ts";
import type { Socket } from "./socket.ts";

/** Unsent bytes above which presence is dropped; content is sent on when it falls below. */
export const PRESENCE_BYTES = 256 * 1024;
/** Unsent bytes above which events stop and nothing more is read from the socket. */
export const EVENTS_BYTES = 1024 * 1024;
/** Unsent bytes above which the reader is given up. */
export const CLOSE_BYTES = 8 * 1024 * 1024;
/**
 * Bytes of the fragments that long messages are sent in. Progress shows when a fragment is taken:
 * on a slow line a whole page of a snapshot would take longer than {@linkcode STALL_SECONDS}.
 */
export const FRAGMENT_BYTES = 16 * 1024;
/** Seconds without any progress after which the reader is given up. */
export const STALL_SECONDS = 30;

/** Who is told how sending goes. */
export interface SendQueueListener {
  /** There is room again for content that waits. */
  drained(): void;
  /** The reader is given up. */
  stalled(why: string): void;
}

/** Sends frames, and counts what the network has not taken yet. */
export class SendQueue {
  readonly #socket: Pick<Socket, "send" | "on">;
  readonly #gate: ReadGate;
  readonly #listener: SendQueueListener;
  #bytes = 0;
  #secondsStalled = 0;
  #isOver = false;

  /** @param gate is held while the reader is behind. */
  constructor(
    socket: Pick<Socket, "send" | "on">,
    gate: ReadGate,
    listener: SendQueueListener,
  ) {
    this.#socket = socket;
    this.#gate = gate;
    this.#listener = listener;
    socket.on("taken", (bytes) => this.#taken(bytes));
  }

  /** Bytes that the network has not taken yet. */
  get bytes(): number {
    return this.#bytes;
  }

  /** May content be sent on? */
  get hasRoom(): boolean {
    return this.#bytes <= PRESENCE_BYTES && !this.#isOver;
  }

  /** Must events stop? */
  get isBehind(): boolean {
    return this.#bytes > EVENTS_BYTES || this.#gate.isHeld("behind");
  }

  /** Sends a frame that must not get lost. */
  send(frame: Frame): void {
    if (this.#isOver) return;
    this.#bytes += frame.byteLength;
    let at = 0;
    do {
      // A frame that is sent whole is the same object for all its readers.
      const fragment = frame.byteLength <= FRAGMENT_BYTES
        ? frame
        : frame.subarray(at, at + FRAGMENT_BYTES);
      const size = fragment.byteLength;
      at += size;
      const fin = at === frame.byteLength;
      this.#socket.send(fragment, fin);
    } while (at < frame.byteLength);
    if (this.#bytes > CLOSE_BYTES) {
      this.#giveUp(`more than ${CLOSE_BYTES} bytes are unsent`);
    } else if (this.#bytes > EVENTS_BYTES) {
      this.#gate.hold("behind");
    }
  }

  /** Sends a frame that the next one makes obsolete, if the reader keeps up; `false` if not. */
  sendDroppable(frame: Frame): boolean {
    if (this.#bytes > PRESENCE_BYTES) return false;
    this.send(frame);
    return true;
  }

  /** To be called every second: notices a reader that takes nothing at all. */
  beat(): void {
    if (this.#bytes === 0 || this.#isOver) return;
    this.#secondsStalled++;
    if (this.#secondsStalled >= STALL_SECONDS) {
      this.#giveUp(`nothing was read for ${STALL_SECONDS} s`);
    }
  }

  /** Sends nothing any more: the connection is closing. */
  end(): void {
    this.#isOver = true;
  }

  #taken(bytes: number): void {
    const wasFull = this.#bytes > PRESENCE_BYTES;
    this.#bytes -= bytes;
    this.#secondsStalled = 0;
    // Nothing waits for room unless there was none.
    if (!wasFull || !this.hasRoom) return;
    this.#gate.release("behind");
    this.#listener.drained();
  }

  #giveUp(why: string): void {
    this.#isOver = true;
    this.#listener.stalled(why);
  }
}
