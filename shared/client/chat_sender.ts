/**
 * Lines of chat on their way to the server: each arrives once, whatever the line does (P10).
 *
 * @module
 */

import { Waiting } from "./waiting.ts";

/** Lines that were said and not heard back yet. */
export class ChatSender {
  readonly #send: (text: string, nonce: string) => boolean;
  readonly #unsaid = new Map<string, string>();
  readonly #waiting = new Waiting<string, void>();
  #joined = false;

  /** `send` returns whether there was a connection to send by. */
  constructor(send: (text: string, nonce: string) => boolean) {
    this.#send = send;
  }

  /** Says a line, now or when there is a connection. Resolves when the server has it. */
  say(text: string, nonce: string): Promise<void> {
    this.#unsaid.set(nonce, text);
    if (this.#joined) this.#send(text, nonce);
    return this.#waiting.for(nonce);
  }

  /** Was everything heard back that was said? */
  get idle(): boolean {
    return this.#unsaid.size === 0;
  }

  /** The room was joined: what was not heard back is said again, under its old nonce. */
  joined(): void {
    this.#joined = true;
    for (const [nonce, text] of this.#unsaid) this.#send(text, nonce);
  }

  /** There is no connection. */
  disconnected(): void {
    this.#joined = false;
  }

  /** A line of ours was told to the room: the oldest one that says this has arrived. */
  heard(text: string): void {
    for (const [nonce, unsaid] of this.#unsaid) {
      if (unsaid.trim() === text) return this.#said(nonce);
    }
  }

  /** The server refused the line. */
  refused(nonce: string, reason: string): boolean {
    const known = this.#unsaid.delete(nonce);
    this.#waiting.reject(nonce, new Error(`Cannot say that: ${reason}`));
    return known;
  }

  /** Nothing will be said any more. */
  close(reason: string): void {
    this.#unsaid.clear();
    this.#waiting.rejectAll(new Error(`Cannot say that: ${reason}`));
  }

  #said(nonce: string): void {
    this.#unsaid.delete(nonce);
    this.#waiting.resolve(nonce, undefined);
  }
}

/** Names a line; `random` gives numbers in [0, 1), as `Math.random` does. */
export function makeNonce(random: () => number): string {
  return Array.from(
    { length: 16 },
    () => Math.floor(random() * 36).toString(36),
  ).join("");
}
