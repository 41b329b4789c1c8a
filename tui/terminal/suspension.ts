/**
 * Suspending, as Ctrl+Z does in a shell: the terminal is given back, and taken again later (T33).
 *
 * @module
 */

import { canBeContinued } from "./job_control.ts";
import type { Terminal } from "./terminal.ts";

/** The job that this process belongs to, as its shell sees it. */
export interface Job {
  /** Calls `listener` when somebody wants the program stopped (SIGTSTP). */
  onStopWish(listener: () => void): () => void;
  /** Calls `listener` after the process was stopped and goes on (SIGCONT). */
  onContinued(listener: () => void): () => void;
  /** Stops all processes of the job; settles when they go on. Rejects when it can't. */
  stop(): Promise<void>;
  /** Why the job must not be stopped at this moment, in a sentence; `null` if it may be. */
  refusal(): Promise<string | null>;
}

/** What {@linkcode Suspension} needs beside terminal and job. */
export interface SuspensionOptions {
  /** The terminal is taken again: every cell is to be painted anew. */
  onBack(): void;
  /** It can't be done; a sentence that says why. */
  onRefused(reason: string): void;
}

/** Watches over a job's stops, wherever they come from. */
export class Suspension {
  readonly #offs: (() => void)[];
  #underWay = false;

  constructor(
    readonly terminal: Pick<Terminal, "suspend" | "resume">,
    readonly job: Job,
    readonly options: SuspensionOptions,
  ) {
    this.#offs = [
      job.onStopWish(() => void this.suspend()),
      // Also after SIGSTOP, which nobody is asked about: the shell had the terminal meanwhile.
      job.onContinued(() => this.#back()),
    ];
  }

  /** Gives the terminal back, and stops until the shell continues the job. Never rejects. */
  async suspend(): Promise<void> {
    if (this.#underWay) return;
    this.#underWay = true;
    const reason = await this.job.refusal();
    if (reason === null) await this.#stop();
    else this.options.onRefused(reason);
    this.#underWay = false;
  }

  async #stop(): Promise<void> {
    await this.terminal.suspend();
    try {
      // Going on is told by the signal.
      await this.job.stop();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#back();
      this.options.onRefused(`Cannot suspend: ${why}.`);
    }
  }

  /** Watches no more. */
  close(): void {
    for (const off of this.#offs) off();
  }

  #back(): void {
    this.terminal.resume();
    this.options.onBack();
  }
}

/** Why who has no shell is not stopped. */
export const NO_SHELL = "Cannot suspend here: there is no shell to go back to.";

const KILL = "/bin/kill";

/**
 * The job of this process.
 *
 * Stops its whole process group: under `deno task` the client is a child, and a child that stops
 * alone leaves a shell that waits for its parent. SIGSTOP, since the parent hands SIGTSTP on
 * instead of obeying it. Needs `--allow-run=/bin/kill,/bin/ps`; `Deno.kill` would need all of
 * `--allow-run`.
 *
 * @param refusal why it must not be stopped at this moment, beside the want of a shell.
 */
export function localJob(refusal: () => string | null = () => null): Job {
  const onSignal = (signal: "SIGTSTP" | "SIGCONT", listener: () => void) => {
    Deno.addSignalListener(signal, listener);
    return () => Deno.removeSignalListener(signal, listener);
  };
  return {
    onStopWish: (listener) => onSignal("SIGTSTP", listener),
    onContinued: (listener) => onSignal("SIGCONT", listener),
    async stop() {
      const { success, stderr } = await new Deno.Command(KILL, {
        args: ["-STOP", "0"],
        clearEnv: true,
        stdin: "null",
        stdout: "null",
        stderr: "piped",
      }).output();
      if (!success) throw new Error(new TextDecoder().decode(stderr).trim());
    },
    async refusal() {
      const reason = refusal();
      if (reason !== null) return reason;
      return await canBeContinued() ? null : NO_SHELL;
    },
  };
}
