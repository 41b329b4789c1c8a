/**
 * When to paint: at most 30 frames a second, and no frame before the last one has been seen (R43).
 *
 * @module
 */

import { READY_QUERY } from "../terminal/modes.ts";
import type { Clock } from "../../shared/client/clock.ts";
import { LEAST_FRAME, LinkBudget } from "./link_budget.ts";

/** The shortest time between two frames, in ms. */
export const FRAME_TIME: number = 1_000 / 30;
/** How long, in ms, a frame waits for the answer to the one before. */
export const ANSWER_PATIENCE = 2_000;
/** An answer that has not come by now, in ms, is lost. */
const LOST = 10_000;

/** What a {@linkcode Pacer} needs. */
export interface PacerOptions {
  readonly clock: Clock;
  /**
   * Paints what there is to paint at this moment; empty if nothing has changed.
   *
   * @param limit bytes that the frame should have at most; what does not fit is to be asked for again.
   */
  build(limit: number): Uint8Array;
  /** Settles when the terminal has taken the bytes. */
  write(bytes: Uint8Array): Promise<void>;
}

/** When a frame was written, and how many bytes were under way then, its own included. */
interface Asked {
  readonly at: number;
  readonly bytes: number;
}

/**
 * Asks for a frame when there is something to paint, and when whoever looks has seen the last one.
 *
 * Links buffer: that bytes have been taken does not mean that they have been seen. So each frame
 * ends with a question that the terminal answers when it has painted it, and has no more bytes than
 * the link carries in time. A terminal that answers nothing is paced by what it takes.
 */
export class Pacer {
  readonly #options: PacerOptions;
  #wanted = false;
  #building = false;
  #writing = false;
  #closed = false;
  /** The frames that have not been answered, oldest first. */
  #asked: Asked[] = [];
  readonly #budget = new LinkBudget();
  #lastFrame = -Infinity;
  #answers: "unknown" | "yes" | "no" = "unknown";
  #cancelTimer: (() => void) | null = null;

  constructor(options: PacerOptions) {
    this.#options = options;
  }

  /**
   * There may be something new to paint. The first frame is painted at once: as soon as what is being
   * done is done, so that all that came in one read is in one frame (T37).
   */
  request(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    queueMicrotask(() => this.#pump());
  }

  /** The terminal has answered `ESC [ 5 n`. */
  answered(): void {
    // What was not asked was not answered either: replies can be forged.
    const frame = this.#asked.shift();
    if (frame === undefined) return;
    const took = this.#options.clock.monotonic() - frame.at;
    this.#budget.answered(frame.bytes, took);
    this.#answers = "yes";
    this.#pump();
  }

  /**
   * Is known now whether the terminal answers `ESC [ 5 n`. Until then each frame waits.
   *
   * @param ms how long an answer to next to no bytes took.
   */
  learned(answers: boolean, ms = Infinity): void {
    if (answers) this.#budget.answered(0, ms);
    if (this.#answers === "unknown") this.#answers = answers ? "yes" : "no";
    this.#pump();
  }

  /** Others had the terminal: frames from before are not answered any more, and not waited for. */
  regained(): void {
    this.#asked = [];
    this.#pump();
  }

  /** No more frames. */
  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  #pump(): void {
    if (!this.#wanted || this.#closed || this.#writing || this.#building) {
      return;
    }
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const { clock } = this.#options;
    const wait = this.#dueAt() - clock.monotonic();
    if (wait > 0) {
      this.#cancelTimer = clock.after(wait, () => this.#pump());
    } else this.#paint();
  }

  #dueAt(): number {
    const { clock } = this.#options;
    this.#asked = this.#asked.filter(({ at }) => clock.monotonic() - at < LOST);
    const waits = this.#asked.length > 0 && this.#answers !== "no";
    return this.#lastFrame + (waits ? ANSWER_PATIENCE : FRAME_TIME);
  }

  #limit(): number {
    if (this.#answers === "no") return Infinity;
    // A frame that was not answered in all this time was too large already.
    const late = this.#asked.length > 0;
    return late ? LEAST_FRAME : this.#budget.bytes;
  }

  #paint(): void {
    this.#wanted = false;
    // Painting may ask for the next frame: that is not to start inside of this one.
    this.#building = true;
    let frame: Uint8Array;
    try {
      frame = this.#options.build(this.#limit());
    } finally {
      this.#building = false;
    }
    const { clock } = this.#options;
    if (frame.length === 0) {
      // Who asks again while painting nothing waits for the next frame's time, like everyone.
      if (this.#wanted) this.#lastFrame = clock.monotonic();
      return this.#pump();
    }
    this.#lastFrame = clock.monotonic();
    const before = this.#asked.at(-1)?.bytes ?? 0;
    this.#asked.push({ at: this.#lastFrame, bytes: before + frame.length });
    this.#writing = true;
    const done = () => {
      this.#writing = false;
      this.#pump();
    };
    this.#options.write(withQuery(frame)).then(done, done);
  }
}

const query = new TextEncoder().encode(READY_QUERY);

function withQuery(frame: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(frame.length + query.length);
  bytes.set(frame);
  bytes.set(query, frame.length);
  return bytes;
}
