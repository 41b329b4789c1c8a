/**
 * A server's disk: the real memory store, behind calls that take their time, fail, and get lost.
 *
 * Each call has two moments, and a crash may fall before, between and after them: it takes
 * effect, then its caller is told. What had not taken effect when the server died is lost; what
 * had, is there, whether or not anybody was told.
 *
 * @module
 */

import type {
  AppendFault,
  MemoryStore,
} from "../../server/store/memory/memory_store.ts";
import {
  type Append,
  type AppendOutcome,
  type Store,
  StoreError,
} from "../../server/store/store.ts";
import type { Happening } from "./happening.ts";

interface Call {
  readonly name: string;
  readonly run: () => Promise<unknown>;
  readonly tell: (result: unknown) => void;
  readonly fail: (error: unknown) => void;
  /** `null` until it took effect. */
  settled: (() => void) | null;
  isRunning: boolean;
}

/** What is told of appends that took effect. */
export type OnAppended = (
  appends: readonly Append[],
  outcomes: readonly AppendOutcome[],
) => void;

/** Is told of logs that are trimmed, up to this event. */
export type OnTrim = (horizon: number) => void;

/** Reads go one way, all else another, as in the real store: each in its own order. */
export class Disk {
  /** What the server is given. */
  readonly store: Store;
  readonly #name: string;
  readonly #memory: MemoryStore;
  readonly #onAppended: OnAppended;
  readonly #onTrim: OnTrim;
  readonly #reads: Call[] = [];
  readonly #writes: Call[] = [];
  readonly #appendFaults: AppendFault[] = [];
  #readFaults = 0;
  #isDead = false;

  constructor(
    name: string,
    memory: MemoryStore,
    { onAppended, onTrim }: {
      readonly onAppended: OnAppended;
      readonly onTrim: OnTrim;
    },
  ) {
    this.#name = name;
    this.#memory = memory;
    this.#onAppended = onAppended;
    this.#onTrim = onTrim;
    this.store = new Proxy(memory as Store, {
      get: (_, method) => (...args: unknown[]) =>
        method === "readSnapshot"
          ? this.#readTexts(args)
          : this.#ask(String(method), args),
    });
  }

  /** The next append has this fault. */
  failAppend(fault: AppendFault): void {
    this.#appendFaults.push(fault);
  }

  /** The next read fails. */
  failRead(): void {
    this.#readFaults++;
  }

  /** Nothing fails any more. */
  heal(): void {
    this.#appendFaults.length = 0;
    this.#readFaults = 0;
  }

  /** Its server died: nobody is told anything any more. */
  kill(): void {
    this.#isDead = true;
    this.#reads.length = 0;
    this.#writes.length = 0;
  }

  /** What may happen next: the oldest read and the oldest write, each a step further. */
  happenings(): Happening[] {
    const next: Happening[] = [];
    for (const queue of [this.#writes, this.#reads]) {
      const call = queue[0];
      if (call === undefined) continue;
      const { name, settled } = call;
      if (settled !== null) {
        const run = () => {
          queue.shift();
          settled();
        };
        next.push({ name: () => `${this.#name}: ${name} is told`, run });
      } else if (!call.isRunning) {
        const run = () => this.#run(call);
        next.push({ name: () => `${this.#name}: ${name} takes effect`, run });
      }
    }
    return next;
  }

  #ask(name: string, args: readonly unknown[]): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    if (this.#isDead) return promise;
    const isRead = /^(read|list|server)/.test(name);
    (isRead ? this.#reads : this.#writes).push({
      name,
      run: name === "append"
        ? () => this.#append(args[0] as Append[])
        : isRead
        ? () => this.#read(name, args)
        : () => this.#call(name, args),
      tell: resolve,
      fail: reject,
      settled: null,
      isRunning: false,
    });
    return promise;
  }

  async *#readTexts(args: readonly unknown[]): AsyncGenerator<string> {
    yield* await this.#ask("readSnapshot", args) as string[];
  }

  #run(call: Call): void {
    call.isRunning = true;
    call.run().then((result) => {
      call.settled = () => call.tell(result);
    }, (error) => {
      call.settled = () => call.fail(error);
    });
  }

  #call(name: string, args: readonly unknown[]): Promise<unknown> {
    const methods = this.#memory as unknown as Record<
      string,
      (...args: readonly unknown[]) => Promise<unknown>
    >;
    if (name === "trim") this.#onTrim(args[1] as number);
    return name === "readSnapshot"
      ? Array.fromAsync(this.#memory.readSnapshot(...args as [string, number]))
      : methods[name]!(...args);
  }

  #read(name: string, args: readonly unknown[]): Promise<unknown> {
    if (this.#readFaults === 0) return this.#call(name, args);
    this.#readFaults--;
    const message = "Cannot read: a fault that was asked for";
    return Promise.reject(new StoreError(message));
  }

  async #append(appends: readonly Append[]): Promise<AppendOutcome[]> {
    const fault = this.#appendFaults.shift() ?? null;
    const message = "a fault that was asked for";
    if (fault === "unavailable") {
      return appends.map(() => ({ kind: "unavailable", message }));
    }
    if (fault !== "unknown_lost") {
      const outcomes = await this.#memory.append(appends);
      this.#onAppended(appends, outcomes);
      if (fault === null) return outcomes;
    }
    return appends.map(() => ({ kind: "unknown", message }));
  }
}
