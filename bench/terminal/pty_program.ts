/**
 * A program on a pseudo-terminal whose screen is a terminal emulator, for benchmarks.
 *
 * @module
 */

import { fromFileUrl } from "@std/path";
import type { Grid } from "../../shared/raster/grid.ts";
import { Emulator } from "../../tui/screen/testing/emulator.ts";

const RELAY = fromFileUrl(new URL("./slow_terminal.py", import.meta.url));

/** How a program is run. */
export interface PtyOptions {
  readonly columns: number;
  readonly rows: number;
  /** What the line carries, in bytes a second; all there is, if left out. */
  readonly rate?: number;
  readonly env?: Record<string, string>;
  /** Does the terminal answer what it is asked? Yes, if left out. */
  readonly answers?: boolean;
}

/** A running program, and what its terminal shows. */
export class PtyProgram implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #emulator: Emulator;
  readonly #started = performance.now();
  readonly #reading: Promise<void>;
  #listeners = new Set<() => void>();
  /** All bytes that the program has written. */
  bytes = 0;

  constructor(command: readonly string[], options: PtyOptions) {
    const { columns, rows, rate = 0, env = {}, answers = true } = options;
    this.#process = new Deno.Command("python3", {
      args: [RELAY, `${columns}`, `${rows}`, `${rate}`, ...command],
      env: { TERM: "xterm-256color", COLORTERM: "truecolor", ...env },
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    this.#writer = this.#process.stdin.getWriter();
    this.#emulator = new Emulator(columns, rows);
    if (answers) this.#emulator.onAnswer((answer) => this.type(answer));
    this.#reading = this.#read();
  }

  /** The cells of the screen. */
  get grid(): Grid {
    return this.#emulator.grid();
  }

  /** The rows of the screen as text. */
  get screen(): string[] {
    const grid = this.#emulator.grid();
    return Array.from(
      { length: grid.rows },
      (_, row) => grid.rowText(row).trimEnd(),
    );
  }

  /** Types keys, or answers. */
  type(keys: string): void {
    this.#writer.write(new TextEncoder().encode(keys)).catch(() => {});
  }

  /** Resolves with the time since the start, in ms, when the screen fits. */
  async until(fits: (screen: string[]) => boolean): Promise<number> {
    while (!fits(this.screen)) {
      await Promise.race([this.output(), this.#early()]);
    }
    return performance.now() - this.#started;
  }

  /** Resolves when the program has ended, and all that it wrote is on the screen. */
  get ended(): Promise<void> {
    return this.#reading;
  }

  /** Resolves when the program has written again, and that is on the screen. */
  output(): Promise<void> {
    return new Promise((settle) => this.#listeners.add(settle));
  }

  async #early(): Promise<never> {
    await this.#reading;
    throw new Error(`The program ended: ${this.screen.join("\n").trim()}`);
  }

  async #read(): Promise<void> {
    for await (const chunk of this.#process.stdout) {
      this.bytes += chunk.length;
      await this.#emulator.feed(chunk);
      const listeners = this.#listeners;
      this.#listeners = new Set();
      for (const listener of listeners) listener();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writer.close().catch(() => {});
    await this.#process.status;
    await this.#reading;
  }
}
