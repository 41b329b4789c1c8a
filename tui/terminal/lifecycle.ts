/**
 * However the program ends, the terminal is given back first (T31, T32).
 *
 * @module
 */

import type { Terminal } from "./terminal.ts";

/** Signals that end the program, by number. */
const SIGNALS = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGTERM: 15,
} as const;

/** Time, in ms, that ending may take in all; then the program just ends. */
const LAST_MOMENT = 450;

/** The ways in which a process learns of its end, and ends. */
export interface ProcessEdge {
  onSignal(signal: keyof typeof SIGNALS, listener: () => void): () => void;
  /** Errors and rejections that nobody caught. */
  onUncaught(listener: (error: unknown) => void): () => void;
  /** The process is about to end, whoever decided that. */
  onExit(listener: () => void): () => void;
  /** Writes to stderr, as well as it can. Never rejects. */
  complain(text: string): Promise<void>;
  exit(status: number): never;
}

/** What {@linkcode guard} returns. */
export interface Guard {
  /** Leaves the terminal, then ends the process. 0 is for an end that was wished for. */
  exit(status: number): Promise<never>;
  /** Leaves the terminal, says what went wrong, and ends the process with status 1. */
  fail(error: unknown): Promise<never>;
  /** To be called at the terminal's `hangup`: ends the process as SIGHUP does. */
  hangUp(): Promise<never>;
  /** Stops watching. */
  release(): void;
}

/** What happens on the way out. */
export interface GuardOptions {
  /** Last things to do, such as saving unsent work; given up when they take too long. */
  beforeExit?(): void | Promise<void>;
  readonly edge?: ProcessEdge;
}

/**
 * Watches over a terminal: SIGTERM, SIGHUP, SIGINT, SIGQUIT and uncaught errors give it back, tell
 * the error after that, and end the process with 128 + the signal's number, or 1.
 */
export function guard(
  terminal: Pick<Terminal, "close" | "closeSync">,
  options: GuardOptions = {},
): Guard {
  const { edge = localProcess, beforeExit } = options;
  let ending: Promise<never> | null = null;

  const end = (status: number, error?: { readonly cause: unknown }) =>
    ending ??= (async () => {
      // Runs to the very end: stderr may be a terminal that takes nothing.
      const late = setTimeout(() => edge.exit(status), LAST_MOMENT);
      const saved = Promise.resolve().then(() => beforeExit?.());
      const done = await Promise.allSettled([terminal.close(), saved]);
      if (error !== undefined) await edge.complain(describe(error.cause));
      for (const each of done) {
        if (each.status === "rejected") {
          await edge.complain(describe(each.reason));
        }
      }
      clearTimeout(late);
      return edge.exit(status);
    })();

  const release = [
    ...Object.entries(SIGNALS).map(([signal, number]) =>
      edge.onSignal(
        signal as keyof typeof SIGNALS,
        () => void end(128 + number),
      )
    ),
    edge.onUncaught((cause) => void end(1, { cause })),
    edge.onExit(() => terminal.closeSync()),
  ];
  return {
    exit: (status) => end(status),
    fail: (cause) => end(1, { cause }),
    hangUp: () => end(128 + SIGNALS.SIGHUP),
    release: () => release.forEach((undo) => undo()),
  };
}

/** The stack as Deno would show it; control characters in it are shown, not obeyed. */
function describe(error: unknown): string {
  const text = error instanceof Error
    ? error.stack ?? `${error.name}: ${error.message}`
    : String(error);
  return text.replaceAll(
    // deno-lint-ignore no-control-regex
    /[\x00-\x09\x0b-\x1f\x7f-\x9f]/g,
    (character) =>
      `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}

/** The process that this is. */
export const localProcess: ProcessEdge = {
  onSignal(signal, listener) {
    Deno.addSignalListener(signal, listener);
    return () => Deno.removeSignalListener(signal, listener);
  },
  onUncaught(listener) {
    const onError = (event: ErrorEvent) => {
      event.preventDefault();
      listener(event.error ?? event.message);
    };
    const onRejection = (event: PromiseRejectionEvent) => {
      event.preventDefault();
      listener(event.reason);
    };
    globalThis.addEventListener("error", onError);
    globalThis.addEventListener("unhandledrejection", onRejection);
    return () => {
      globalThis.removeEventListener("error", onError);
      globalThis.removeEventListener("unhandledrejection", onRejection);
    };
  },
  onExit(listener) {
    globalThis.addEventListener("unload", listener);
    return () => globalThis.removeEventListener("unload", listener);
  },
  async complain(text) {
    const bytes = new TextEncoder().encode(`${text}\n`);
    try {
      for (let at = 0; at < bytes.length;) {
        at += await Deno.stderr.write(bytes.subarray(at));
      }
    } catch {
      // Nobody is there to hear it.
    }
  },
  exit: (status) => Deno.exit(status),
};
