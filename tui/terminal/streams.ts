/**
 * The two ends of a terminal. Nothing else in the client touches the process's own input or
 * output, so that tests, and a gateway for remote terminals, can hand in ends of their own.
 *
 * @module
 */

/** The settings of the person at the terminal that decide how it is painted. */
export interface TerminalEnvironment {
  readonly TERM?: string;
  readonly COLORTERM?: string;
  readonly NO_COLOR?: string;
}

/** A terminal as two streams of bytes, a size, and what is known of it. */
export interface TerminalStreams {
  /** Are both ends a terminal? */
  readonly isTTY: boolean;
  readonly env: TerminalEnvironment;
  /** Columns at this moment, as told: may be 0 or absurd. */
  readonly columns: number;
  /** Rows at this moment, as told: may be 0 or absurd. */
  readonly rows: number;
  /** What the terminal sends, as it comes; ends, or throws, when nobody is there any more. */
  read(): AsyncIterable<Uint8Array>;
  /** Settles once all bytes have been taken; rejects when nobody is there any more. */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Writes without letting anything else happen: for the last words of a process that is about to
   * end. Never throws.
   */
  writeSync(bytes: Uint8Array): void;
  /**
   * Keys one by one and unechoed, or lines. May wait until all output has been taken. Never throws:
   * the terminal may be gone.
   */
  setRaw(raw: boolean): void;
  /** Calls `listener` after each change of size; what it returns ends that. */
  onResize(listener: () => void): () => void;
}

/**
 * The terminal that this process was started in.
 *
 * Needs `--allow-env=TERM,COLORTERM,NO_COLOR`, or `--ignore-env`.
 */
export function localStreams(): TerminalStreams {
  const size = () => {
    try {
      return Deno.consoleSize();
    } catch {
      return { columns: 0, rows: 0 };
    }
  };
  return {
    isTTY: Deno.stdin.isTerminal() && Deno.stdout.isTerminal(),
    env: localEnvironment(),
    get columns() {
      return size().columns;
    },
    get rows() {
      return size().rows;
    },
    async *read() {
      const buffer = new Uint8Array(16_384);
      for (;;) {
        const length = await Deno.stdin.read(buffer);
        if (length === null) return;
        yield buffer.slice(0, length);
      }
    },
    async write(bytes) {
      // `Deno.stdout.write` may take only a part. It waits in a thread of its own: a terminal that
      // does not read stalls this promise, never the event loop.
      for (let at = 0; at < bytes.length;) {
        at += await Deno.stdout.write(bytes.subarray(at));
      }
    },
    writeSync(bytes) {
      try {
        for (let at = 0; at < bytes.length;) {
          at += Deno.stdout.writeSync(bytes.subarray(at));
        }
      } catch {
        // Gone.
      }
    },
    setRaw(raw) {
      try {
        Deno.stdin.setRaw(raw);
      } catch {
        // Gone.
      }
    },
    onResize(listener) {
      Deno.addSignalListener("SIGWINCH", listener);
      return () => Deno.removeSignalListener("SIGWINCH", listener);
    },
  };
}

function localEnvironment(): TerminalEnvironment {
  return {
    TERM: Deno.env.get("TERM"),
    COLORTERM: Deno.env.get("COLORTERM"),
    NO_COLOR: Deno.env.get("NO_COLOR"),
  };
}
