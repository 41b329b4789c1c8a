/**
 * The line to the worker: numbers requests, matches replies, notices when the worker dies, and
 * starts another one for the next request.
 *
 * @module
 */

import type { Failure } from "../sqlite_failure.ts";
import type { SqliteSettings } from "../sqlite_file.ts";
import { appendMessage } from "./append_message.ts";
import type {
  AnyReply,
  Message,
  Notice,
  Request,
  Text,
} from "./sqlite_messages.ts";

/** The worker answered that it could not. */
export class RefusedError extends Error {
  override name = "RefusedError";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** How a link is made. */
export interface LinkOptions {
  readonly settings: SqliteSettings;
  /** Starts a worker. */
  readonly spawn: () => Worker;
  /** Is told of a worker that died. */
  readonly onError: (error: Error) => void;
  /** Is told what the worker notices by itself. */
  readonly onNotice?: (notice: Notice) => void;
}

/** A line to one worker at a time. */
export class WorkerLink {
  readonly #options: LinkOptions;
  readonly #pending = new Map<number, PromiseWithResolvers<unknown>>();
  #worker: Worker | null = null;
  #watched: readonly string[] = [];
  #server: string | null = null;
  /** The file that the first worker opened: no other is opened instead. */
  #file: string | null = null;
  #hasWorked = false;
  #isOver = false;
  #lastId = 0;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  /**
   * Has the worker open the database.
   *
   * @throws {RefusedError} if it can't.
   */
  async open(): Promise<void> {
    const { settings } = this.#options;
    const request = { kind: "open", settings, file: this.#file } as const;
    this.#file = await this.request(request) as string;
  }

  /**
   * Sends a request; resolves to the value of the reply.
   *
   * @throws {RefusedError} if the worker could not do it, or died before it answered
   * (`unknown`).
   */
  request(request: Request): Promise<unknown> {
    const worker = this.#worker ??= this.#start();
    return this.#send(worker, request);
  }

  /** Has the worker, and each that takes its place, watch these rooms. */
  watch(rooms: readonly string[]): void {
    if (this.#isOver) return;
    this.#watched = rooms;
    if (this.#worker !== null) this.#sendWatch(this.#worker, rooms);
    else if (rooms.length > 0) this.#worker = this.#start();
  }

  /**
   * Has the worker, and each that takes its place, listen for notes as this server.
   *
   * @throws {RefusedError} if their file can't be opened.
   */
  async openNotes(server: string): Promise<void> {
    await this.request({ kind: "openNotes", server });
    this.#server = server;
  }

  /** Ends the worker. */
  end(): void {
    this.#isOver = true;
    this.#drop();
  }

  #drop(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  #start(): Worker {
    const worker = this.#options.spawn();
    worker.onmessage = ({ data }: MessageEvent<AnyReply>) => this.#settle(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#bury(worker, event.message);
    };
    // Whether opening failed, the first request after it will tell.
    const { settings } = this.#options;
    this.#send(worker, { kind: "open", settings, file: this.#file })
      .catch(() => {});
    if (this.#watched.length > 0) this.#sendWatch(worker, this.#watched);
    if (this.#server !== null) {
      this.#send(worker, { kind: "openNotes", server: this.#server })
        .catch(() => {});
    }
    return worker;
  }

  #sendWatch(worker: Worker, rooms: readonly string[]): void {
    this.#send(worker, { kind: "watch", rooms }).catch(() => {});
  }

  #send(worker: Worker, request: Request): Promise<unknown> {
    const id = ++this.#lastId;
    const waiting = Promise.withResolvers<unknown>();
    this.#pending.set(id, waiting);
    worker.postMessage(messageOf(id, request));
    return waiting.promise;
  }

  #settle(reply: AnyReply): void {
    if (typeof reply === "number") {
      return this.#waitingFor(reply)?.resolve(null);
    }
    const { id, result } = reply;
    if (id === 0) {
      if (result.ok) this.#options.onNotice?.(valueOf(result.value) as Notice);
      return;
    }
    const waiting = this.#waitingFor(id);
    if (result.ok) waiting?.resolve(valueOf(result.value));
    else waiting?.reject(new RefusedError(result.failure));
  }

  #waitingFor(id: number): PromiseWithResolvers<unknown> | undefined {
    this.#hasWorked = true;
    const waiting = this.#pending.get(id);
    this.#pending.delete(id);
    return waiting;
  }

  #bury(worker: Worker, message: string): void {
    if (worker !== this.#worker) return;
    this.#drop();
    const failure: Failure = {
      kind: "unknown",
      message: `the store's worker died (${message})`,
    };
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const waiting of pending) waiting.reject(new RefusedError(failure));
    this.#options.onError(new Error(failure.message));
    // Nobody may ask for anything for long; and one that never worked would only die again.
    const mustWatch = this.#hasWorked &&
      (this.#watched.length > 0 || this.#server !== null);
    this.#hasWorked = false;
    if (mustWatch && !this.#isOver) this.#worker ??= this.#start();
  }
}

function messageOf(id: number, request: Request): Message {
  const appends = request.kind === "write"
    ? appendMessage(id, request.writes)
    : null;
  return appends ?? { id, ...request };
}

function valueOf(value: string | Text): unknown {
  return typeof value === "string" ? JSON.parse(value) : value.text;
}
