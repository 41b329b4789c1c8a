/**
 * An outbox on disk: what was not sent outlives the program, its kill included (T41).
 *
 * @module
 */

import {
  MemoryOutboxStore,
  type OutboxRecord,
  type OutboxStore,
  type StoredOutbox,
} from "../../shared/client/outbox/outbox_store.ts";
import { makeClientId } from "../../shared/client/connection/secrets.ts";
import { FORMAT, lineOf, parseLines } from "./outbox_line.ts";

/** Bytes of a file below which what was sent long ago may stay in it. */
const ROOMY = 1 << 20;

/** An outbox that could not be read: its file was put aside. */
export interface DamagedOutbox {
  /** Where the file is now. */
  readonly aside: string;
  /** What is wrong with it. */
  readonly reason: string;
}

/** An open outbox file. Nobody else has it open. */
export interface OpenOutbox {
  /** The secret name of the outbox. */
  readonly clientId: string;
  readonly store: FileOutboxStore;
  /** `null` if all is well. */
  readonly damaged: DamagedOutbox | null;
}

/**
 * Opens an outbox file, or makes one. Who has it holds a lock on a file beside it, which the
 * system gives up with the process, however that ends.
 *
 * @returns `null` when another process, or another client in this one, has it open.
 * @throws {Error} where no file may be read or written.
 */
export async function openOutbox(path: string): Promise<OpenOutbox | null> {
  // Not the file itself: it is replaced when it is cleared out, and its lock would go with it.
  const lock = await Deno.open(`${path}.lock`, {
    create: true,
    write: true,
    mode: 0o600,
  });
  try {
    if (!await lock.tryLock(true)) {
      lock.close();
      return null;
    }
    const { content, damaged } = await read(path);
    const clientId = content?.header.clientId ?? makeClientId();
    const memory = new MemoryOutboxStore();
    for (const write of content?.writes ?? []) memory.write(write);
    const store = new FileOutboxStore(path, clientId, memory, lock);
    await store.clearOut();
    return { clientId, store, damaged };
  } catch (error) {
    lock.close();
    throw error;
  }
}

async function read(path: string): Promise<{
  content: ReturnType<typeof parseLines>;
  damaged: DamagedOutbox | null;
}> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return { content: null, damaged: null };
  }
  try {
    return { content: parseLines(text), damaged: null };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // None of it is sent: without what is missing nobody knows what was sent already.
    const aside = `${path}.damaged-${crypto.randomUUID().slice(0, 8)}`;
    await Deno.rename(path, aside);
    return { content: null, damaged: { aside, reason: error.message } };
  }
}

/** Keeps an outbox in a file. Writes that come while one is under way are made together. */
export class FileOutboxStore implements OutboxStore {
  readonly #path: string;
  readonly #clientId: string;
  readonly #lock: Deno.FsFile;
  readonly #kept: MemoryOutboxStore;
  #file: Deno.FsFile | null = null;
  #bytes = 0;
  /** Bytes at which the file is cleared out: twice what it held after the last time. */
  #most = ROOMY;
  #waiting: string[] = [];
  #writing: Promise<void> | null = null;
  #closed = false;

  /** See {@linkcode openOutbox}. */
  constructor(
    path: string,
    clientId: string,
    kept: MemoryOutboxStore,
    lock: Deno.FsFile,
  ) {
    this.#path = path;
    this.#clientId = clientId;
    this.#kept = kept;
    this.#lock = lock;
  }

  load(): StoredOutbox {
    return this.#kept.load();
  }

  write(records: readonly OutboxRecord[]): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#kept.write(records);
    this.#waiting.push(lineOf(records));
    // After the tasks at hand: a burst of changes makes one write.
    return this.#writing ??= Promise.resolve().then(() => this.#flush());
  }

  /** Writes a file with nothing in it but what is unsent, and puts it in the old one's place. */
  async clearOut(): Promise<void> {
    const aside = `${this.#path}.new`;
    const file = await Deno.open(aside, {
      create: true,
      truncate: true,
      write: true,
      mode: 0o600,
    });
    try {
      this.#waiting = [];
      const text = this.#content();
      this.#bytes = await writeAll(file, text);
      this.#most = Math.max(ROOMY, 2 * this.#bytes);
      await file.syncData();
      await Deno.rename(aside, this.#path);
    } catch (error) {
      file.close();
      throw error;
    }
    this.#file?.close();
    this.#file = file;
  }

  /** Ends writing, and lets others have the outbox. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing?.catch(() => {});
    this.#file?.close();
    this.#lock.close();
  }

  async #flush(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        if (this.#bytes > this.#most) {
          await this.clearOut();
          continue;
        }
        const text = this.#waiting.join("");
        this.#waiting = [];
        this.#bytes += await writeAll(this.#file!, text);
        await this.#file!.syncData();
      }
    } catch (error) {
      // Half a line may be in the file: nothing may follow it.
      this.#bytes = Infinity;
      throw error;
    } finally {
      this.#writing = null;
    }
  }

  #content(): string {
    const { epoch, txs, lines, life } = this.#kept.load();
    const content = [lineOf({ format: FORMAT, clientId: this.#clientId })];
    if (life > 0) content.push(lineOf([{ kind: "life", life }]));
    if (epoch !== null) content.push(lineOf([{ kind: "epoch", epoch }]));
    for (const tx of txs) content.push(lineOf([{ kind: "put", tx }]));
    for (const line of lines) content.push(lineOf([{ kind: "say", line }]));
    return content.join("");
  }
}

async function writeAll(file: Deno.FsFile, text: string): Promise<number> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length;) {
    at += await file.write(bytes.subarray(at));
  }
  return bytes.length;
}
