/**
 * A terminal taken over: its modes, its events, its output.
 *
 * @module
 */

import { Answers } from "./answers.ts";
import type { Capabilities } from "./capabilities.ts";
import { clipboardSequence } from "./clipboard.ts";
import type { Clock } from "../../shared/client/clock.ts";
import type { TerminalEvent } from "./events.ts";
import { Framer } from "./framer.ts";
import type { Token } from "./token.ts";
import { KeyDecoder } from "./keys.ts";
import {
  END_SYNCHRONIZED,
  ENTER,
  LAST_QUERY,
  LEAVE,
  QUERIES,
} from "./modes.ts";
import { boundedSize, type Size } from "./size.ts";
import { Output } from "./output.ts";
import type { TerminalStreams } from "./streams.ts";
import { unfit } from "./unfit.ts";

/** How long, in ms, the way back waits for the terminal to take what is left and to answer. */
const LEAVING_TIME = 200;

/** What {@linkcode openTerminal} needs beside the streams. */
export interface TerminalOptions {
  /** Gets each event, in order. */
  onEvent(event: TerminalEvent): void;
  readonly clock: Clock;
}

/** A terminal that is taken over until it is closed. */
export interface Terminal extends Size {
  /** What is known of it at this moment. */
  readonly capabilities: Capabilities;
  /** Settles when the terminal has told what it is, or has not for half a second. Never rejects. */
  readonly learned: Promise<Capabilities>;
  /** Writes one after the other; settles when the terminal has taken it. Never rejects. */
  write(bytes: Uint8Array): Promise<void>;
  /** Calls `listener` at each answer to an `ESC [ 5 n` that was written. */
  onReady(listener: () => void): void;
  /** Puts a text on the user's clipboard, where the terminal lets us. */
  copy(text: string): void;
  /**
   * Undoes what opening did, as {@linkcode Terminal.close} does, but to come back: until
   * {@linkcode Terminal.resume} nothing is written and nothing told.
   */
  suspend(): Promise<void>;
  /**
   * Takes the terminal again, whatever was done to it meanwhile; its size may be another. All cells
   * are to be painted anew.
   */
  resume(): void;
  /**
   * Undoes all that opening did, within 250 ms: what is still unwritten is dropped, and answers that
   * are under way are read, so that no shell gets them. A second call waits for the first.
   */
  close(): Promise<void>;
  /**
   * Undoes what can be undone at once, for a process that ends this very moment. Waits for a terminal
   * that takes nothing: {@linkcode Terminal.close} is the better way wherever there is time.
   */
  closeSync(): void;
}

export { unfit };

/**
 * Takes a terminal over: raw keys, alternate screen, hidden cursor, mouse, paste and focus reports.
 * Waits neither for the terminal to take that, so that the caller can watch over it from the first
 * moment, nor for what it answers: see {@linkcode Terminal.learned}.
 *
 * @throws {TypeError} where no screen can be opened; see {@linkcode unfit}. Nothing has been written.
 */
// deno-lint-ignore require-await -- a terminal far away may take time to open: callers shall await
export async function openTerminal(
  streams: TerminalStreams,
  options: TerminalOptions,
): Promise<Terminal> {
  const reason = unfit(streams);
  if (reason !== null) throw new TypeError(reason);
  const terminal = new OpenTerminal(streams, options);
  terminal.open();
  return terminal;
}

class OpenTerminal implements Terminal {
  #size: Size;
  readonly #framer = new Framer();
  readonly #keys = new KeyDecoder();
  readonly #answers: Answers;
  #forgetResize: () => void = () => {};
  #cancelFlush: () => void = () => {};
  readonly #output: Output;
  #stage: "open" | "suspended" | "closing" | "closed" = "open";
  #gone = false;
  #closed: Promise<void> | null = null;
  /** Has the terminal taken the last of our output? */
  #left = false;

  constructor(
    readonly streams: TerminalStreams,
    readonly options: TerminalOptions,
  ) {
    this.#size = boundedSize(streams);
    this.#output = new Output(streams, () => this.#hangUp());
    this.#answers = new Answers(options.clock);
  }

  get capabilities(): Capabilities {
    return this.#answers.capabilities;
  }

  get learned(): Promise<Capabilities> {
    return this.#answers.learned;
  }

  get columns(): number {
    return this.#size.columns;
  }

  get rows(): number {
    return this.#size.rows;
  }

  open(): void {
    this.#answers.asked();
    this.streams.setRaw(true);
    this.#forgetResize = this.streams.onResize(() => this.#resized());
    void this.#readAll();
    void this.write(encode(ENTER + QUERIES));
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#output.write(bytes, () => this.#stage === "open");
  }

  onReady(listener: () => void): void {
    this.#answers.onReady(listener);
  }

  copy(text: string): void {
    void this.write(encode(clipboardSequence(text)));
  }

  async suspend(): Promise<void> {
    if (this.#stage !== "open") return;
    this.#stage = "suspended";
    await this.#giveBack();
    if (this.#left) this.streams.setRaw(false);
  }

  resume(): void {
    if (!this.#isOurs) return;
    this.#stage = "open";
    this.#left = false;
    this.streams.setRaw(true);
    void this.write(encode(ENTER));
    this.#resized();
  }

  close(): Promise<void> {
    return this.#closed ??= this.#close();
  }

  closeSync(): void {
    if (this.#stage === "closed") return;
    if (!this.#left) this.streams.writeSync(encode(this.#leave()));
    this.#left = true;
    this.#end();
  }

  async #close(): Promise<void> {
    if (!this.#isOurs) return;
    this.#stage = "closing";
    await this.#giveBack();
    this.#end();
  }

  /** Neither closed nor about to be. */
  get #isOurs(): boolean {
    return this.#stage === "open" || this.#stage === "suspended";
  }

  /** Leaves the screen, and waits a little for what the terminal still has to say. */
  async #giveBack(): Promise<void> {
    if (this.#gone || this.#left) return;
    // Answers, and the mouse reports before them, come in until the terminal says that it has read
    // all: read by nobody, they would be typed into the shell.
    const asks = this.#answers.expected;
    const answered = asks ? this.#answers.all() : Promise.resolve();
    const bytes = encode(this.#leave() + (asks ? LAST_QUERY : ""));
    const left = this.#output.write(bytes, () => true).then(() => {
      this.#left = true;
    });
    await this.#within(left.then(() => answered), LEAVING_TIME);
  }

  #leave(): string {
    return (this.capabilities.synchronizedOutput ? END_SYNCHRONIZED : "") +
      LEAVE;
  }

  #end(): void {
    if (this.#stage === "closed") return;
    this.#stage = "closed";
    this.#cancelFlush();
    this.#forgetResize();
    this.#answers.endLearning();
    this.#keys.close();
    // Setting the line waits for the output: where a terminal takes none, that would be for ever.
    if (this.#left || this.#gone) this.streams.setRaw(false);
  }

  /** Settles with `work`, or after `ms`. */
  async #within(work: Promise<void>, ms: number): Promise<void> {
    let cancel = () => {};
    const late = new Promise<void>((settle) => {
      cancel = this.options.clock.after(ms, settle);
    });
    await Promise.race([work, late]);
    cancel();
  }

  async #readAll(): Promise<void> {
    try {
      for await (const bytes of this.streams.read()) {
        if (this.#stage === "closed") return;
        this.#cancelFlush();
        this.#dispatch(this.#framer.push(bytes));
        this.#awaitSilence();
      }
    } catch {
      // A terminal that is gone may say so as an error, or as the end of its input.
    }
    this.#hangUp();
  }

  #awaitSilence(): void {
    const patience = this.#framer.patience;
    if (patience === null) return;
    this.#cancelFlush = this.options.clock.after(
      patience,
      () => this.#dispatch(this.#framer.flush()),
    );
  }

  #dispatch(tokens: Token[]): void {
    for (const token of tokens) {
      if (token.type === "reply") this.#answers.heard(token.reply);
      else if (this.#stage === "open") this.#tell(token);
    }
  }

  #tell(token: Exclude<Token, { type: "reply" }>): void {
    const { onEvent } = this.options;
    if (token.type === "key") {
      const event = this.#keys.decode(token.sequence);
      if (event !== null) onEvent(event);
    } else if (token.type === "mouse") {
      onEvent({
        ...token,
        column: Math.min(token.column, this.columns - 1),
        row: Math.min(token.row, this.rows - 1),
      });
    } else onEvent(token);
  }

  #resized(): void {
    const size = boundedSize(this.streams);
    if (size.columns === this.columns && size.rows === this.rows) return;
    this.#size = size;
    this.options.onEvent({ type: "resize", ...size });
  }

  #hangUp(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#output.stop();
    this.#answers.giveUp();
    if (this.#isOurs) this.options.onEvent({ type: "hangup" });
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
