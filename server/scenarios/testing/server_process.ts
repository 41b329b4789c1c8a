/**
 * A server in a process of its own, for scenario tests.
 *
 * @module
 */

import { assert } from "@std/assert";
import { deadline } from "@std/async";
import { serveArgs } from "./serve_args.ts";

/** Milliseconds after which a test has waited in vain. */
const PATIENCE_MS = 10_000;

/** `serve`, from its first line on stdout to its end. */
export class ServerProcess {
  readonly url: string;
  readonly #child: Deno.ChildProcess;
  readonly #isSilent: Promise<void>;
  #stderr = "";
  #onStderr = () => {};

  private constructor(child: Deno.ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
    this.#isSilent = this.#listen();
  }

  /** What it wrote on stderr so far. */
  get stderr(): string {
    return this.#stderr;
  }

  /** Resolves when it has written this on stderr. */
  async says(text: string): Promise<void> {
    while (!this.#stderr.includes(text)) {
      const more = new Promise<void>((resolve) => this.#onStderr = resolve);
      await deadline(more, PATIENCE_MS);
    }
  }

  /** Resolves when it listens. */
  static async start(
    db: string,
    flags: readonly string[] = [],
  ): Promise<ServerProcess> {
    const child = new Deno.Command(Deno.execPath(), {
      args: serveArgs(["--port", "0", "--db", db, ...flags]),
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    let text = "";
    const decoder = new TextDecoderStream();
    const reader = child.stdout.pipeThrough(decoder).getReader();
    while (!text.includes("\n")) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the server ended, having said: ${text}`);
      text += value;
    }
    await reader.cancel();
    const line = /^inkroom listening on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(
      text,
    );
    assert(line !== null, `one line when it listens, not: ${text}`);
    return new ServerProcess(child, line[1]!);
  }

  /** Sends a signal, and resolves with the exit code. */
  async end(signal: Deno.Signal): Promise<number> {
    this.#child.kill(signal);
    const { code } = await this.#child.status;
    await this.#isSilent;
    return code;
  }

  async #listen(): Promise<void> {
    const texts = this.#child.stderr.pipeThrough(new TextDecoderStream());
    for await (const text of texts) {
      this.#stderr += text;
      this.#onStderr();
    }
  }
}
