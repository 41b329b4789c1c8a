/**
 * A terminal's two ends for tests: what is written is kept, what is read is said by the test.
 *
 * @module
 */

import type { TerminalEnvironment, TerminalStreams } from "../streams.ts";

/** Streams without a terminal. */
export class FakeStreams implements TerminalStreams {
  isTTY = true;
  env: TerminalEnvironment = { TERM: "xterm-256color" };
  raw = false;
  /** All that was written, as text. */
  output = "";
  /** Called with all that is written; a test may answer, or wait, or throw. */
  onWrite: (text: string) => void | Promise<void> = () => {};
  #resize = new Set<() => void>();
  #waiting: Uint8Array[] = [];
  #wake: () => void = () => {};
  #ended = false;

  constructor(public columns = 80, public rows = 24) {}

  /** Says something, as the terminal would. */
  say(text: string): void {
    this.#waiting.push(new TextEncoder().encode(text));
    this.#wake();
  }

  /** Nobody is there any more. */
  hangUp(): void {
    this.#ended = true;
    this.#wake();
  }

  /** The window gets another size. */
  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.#resize.forEach((listener) => listener());
  }

  /** Listeners for resizes that have not been taken back. */
  get listeners(): number {
    return this.#resize.size;
  }

  async *read(): AsyncIterable<Uint8Array> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next !== undefined) yield next;
      else if (this.#ended) return;
      else await new Promise<void>((settle) => this.#wake = settle);
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    const text = new TextDecoder().decode(bytes);
    this.output += text;
    await this.onWrite(text);
  }

  writeSync(bytes: Uint8Array): void {
    this.output += new TextDecoder().decode(bytes);
  }

  setRaw(raw: boolean): void {
    this.raw = raw;
  }

  onResize(listener: () => void): () => void {
    this.#resize.add(listener);
    return () => this.#resize.delete(listener);
  }
}
