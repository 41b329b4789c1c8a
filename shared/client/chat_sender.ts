/**
 * Lines of chat on their way to the server: each arrives once, whatever the line does (P10).
 *
 * @module
 */

import type { OutboxLine, OutboxRecord } from "./outbox/outbox_store.ts";
import { Waiting } from "./waiting.ts";

/** What a {@linkcode ChatSender} works with. */
export interface ChatSenderOptions {
  /** Sends a line; without a connection it does nothing. */
  readonly send: (line: OutboxLine) => void;
  /** What was said before and is not known to be kept. */
  readonly unsaid: readonly OutboxLine[];
  /** Keeps what is said until the server has it. */
  readonly keep: (records: readonly OutboxRecord[]) => void;
}

/** Lines that were said and not heard back yet. */
export class ChatSender {
  readonly #options: ChatSenderOptions;
  readonly #unsaid: Map<string, string>;
  readonly #waiting = new Waiting<string, void>();
  #joined = false;

  constructor(options: ChatSenderOptions) {
    this.#options = options;
    this.#unsaid = new Map(
      options.unsaid.map(({ nonce, text }) => [nonce, text]),
    );
  }

  /** What was not heard back yet, in the order in which it was said. */
  get unsaid(): OutboxLine[] {
    return [...this.#unsaid].map(([nonce, text]) => ({ nonce, text }));
  }

  /** Says a line, now or when there is a connection. Resolves when the server has it. */
  say(line: OutboxLine): Promise<void> {
    this.#unsaid.set(line.nonce, line.text);
    // It need not be kept before it is sent: said again it would be the same line.
    this.#options.keep([{ kind: "say", line }]);
    if (this.#joined) this.#options.send(line);
    return this.whenSaid(line.nonce);
  }

  /** Resolves when the server has a line; rejects if it refuses. */
  whenSaid(nonce: string): Promise<void> {
    return this.#waiting.for(nonce);
  }

  /** Was everything heard back that was said? */
  get idle(): boolean {
    return this.#unsaid.size === 0;
  }

  /** The room was joined: what was not heard back is said again, under its old nonce. */
  joined(): void {
    this.#joined = true;
    for (const line of this.unsaid) this.#options.send(line);
  }

  /** There is no connection. */
  disconnected(): void {
    this.#joined = false;
  }

  /** The server has the line. */
  heard(nonce: string): void {
    if (this.#leave(nonce)) this.#waiting.resolve(nonce, undefined);
  }

  /** The server refused the line. */
  refused(nonce: string, reason: string): void {
    this.#leave(nonce);
    this.#waiting.reject(nonce, new Error(`Cannot say that: ${reason}`));
  }

  /** Nothing will be said any more; what was not heard back stays kept. */
  close(reason: string): void {
    this.#unsaid.clear();
    this.#waiting.rejectAll(new Error(`Cannot say that: ${reason}`));
  }

  #leave(nonce: string): boolean {
    const isOurs = this.#unsaid.delete(nonce);
    if (isOurs) this.#options.keep([{ kind: "said", nonce }]);
    return isOurs;
  }
}

/** Names a line; `random` gives numbers in [0, 1), as `Math.random` does. */
export function makeNonce(random: () => number): string {
  return Array.from(
    { length: 16 },
    () => Math.floor(random() * 36).toString(36),
  ).join("");
}
