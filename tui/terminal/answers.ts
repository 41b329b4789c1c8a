/**
 * What a terminal answers to the questions that are put to it: when it is opened, after each
 * frame, and when it is given back.
 *
 * @module
 */

import { type Capabilities, learn, UNKNOWN } from "./capabilities.ts";
import type { Clock } from "../../shared/client/clock.ts";
import type { Token } from "./token.ts";

/** A terminal that has not told what it is by now, in ms, is taken for one that never answers. */
const LEARNING_TIME = 500;

type Reply = Extract<Token, { type: "reply" }>["reply"];

/** Listens to a terminal's answers, and knows which are still to come. */
export class Answers {
  /** What is known of the terminal at this moment. */
  capabilities: Capabilities = UNKNOWN;
  /** Settles when the terminal has told what it is, or has not for half a second. Never rejects. */
  readonly learned: Promise<Capabilities>;
  readonly #clock: Clock;
  readonly #readyListeners = new Set<() => void>();
  #settleLearned!: (capabilities: Capabilities) => void;
  #askedAt = 0;
  #learning = true;
  /** Questions of the sort that every terminal answers which wait for it: the first, and the last. */
  #unanswered = 1;
  #onAllAnswered: () => void = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
    this.learned = new Promise((settle) => this.#settleLearned = settle);
  }

  /** Does it make sense to ask? Yes, as long as it is not known that nothing is answered. */
  get expected(): boolean {
    return this.capabilities.answers || this.#learning;
  }

  /** The first questions are put now. */
  asked(): void {
    this.#askedAt = this.#clock.monotonic();
    this.#clock.after(LEARNING_TIME, () => this.endLearning());
  }

  /** Calls `listener` at each answer to an `ESC [ 5 n` that was written. */
  onReady(listener: () => void): void {
    this.#readyListeners.add(listener);
  }

  /** The terminal has answered. */
  heard(reply: Reply): void {
    const ms = this.#clock.monotonic() - this.#askedAt;
    if (reply.kind === "ready") {
      // The first one answers our own question, not a frame's.
      const first = !this.capabilities.answersReady;
      this.capabilities = learn(this.capabilities, reply, ms);
      if (!first) this.#readyListeners.forEach((listener) => listener());
      return;
    }
    // Answers that nobody asked for must not be counted: the last one would never be it.
    const counts = reply.kind === "attributes" && this.#unanswered > 0;
    if (counts && --this.#unanswered === 0) this.#onAllAnswered();
    if (this.#learning) {
      // Later ones answer nothing that we asked.
      this.capabilities = learn(this.capabilities, reply, ms);
      if (reply.kind === "attributes") this.endLearning();
    }
  }

  /** Settles when the one question that is still to be put, and all before it, are answered. */
  all(): Promise<void> {
    this.#unanswered++;
    return new Promise((settle) => this.#onAllAnswered = settle);
  }

  /** Nobody will answer any more: who waits for that waits no longer. */
  giveUp(): void {
    this.#onAllAnswered();
  }

  /** What is not known by now will not be learned. */
  endLearning(): void {
    this.#learning = false;
    this.#settleLearned(this.capabilities);
  }
}
