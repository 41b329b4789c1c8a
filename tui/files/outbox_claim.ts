/**
 * Whose outbox is whose: each running client has a file of its own, and what a client left behind
 * is taken over by the next one (T41).
 *
 * @module
 */

import { encodeHex } from "@std/encoding";
import { join } from "@std/path";
import {
  MemoryOutboxStore,
  type OutboxStore,
} from "../../shared/client/outbox/outbox_store.ts";
import { makeClientId } from "../../shared/client/connection/secrets.ts";
import { type OpenOutbox, openOutbox } from "./outbox_file.ts";

/** Clients of one user that may draw in one room at once, with an outbox on disk. */
const MOST = 64;

/** Whose outbox it is. */
export interface OutboxOwner {
  readonly server: string;
  readonly userKey: string;
  readonly room: string;
}

/** The outbox that a client has got. */
export interface ClaimedOutbox {
  readonly clientId: string;
  readonly store: OutboxStore;
  /** Outboxes of clients that are gone, with unsent work in them: somebody has to send it. */
  readonly orphans: readonly OpenOutbox[];
  /** Does what is in it outlive the program? */
  readonly isOnDisk: boolean;
  /** What the user has to know. */
  readonly warnings: readonly string[];
  /** Lets others have all of them. */
  close(): Promise<void>;
}

/**
 * Finds an outbox for a client: one that was left behind with unsent work, else one that nobody
 * uses, else a new one. Where no file can be used it is kept in memory, and that is told.
 *
 * @param folder `null`: there is no place for it.
 */
export async function claimOutbox(
  folder: string | null,
  owner: OutboxOwner,
): Promise<ClaimedOutbox> {
  if (folder === null) return inMemory("there is no place for a file");
  try {
    await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
    const name = await nameOf(owner);
    return await claimIn(folder, name);
  } catch (error) {
    return inMemory(error instanceof Error ? error.message : String(error));
  }
}

async function claimIn(folder: string, name: string): Promise<ClaimedOutbox> {
  const free: OpenOutbox[] = [];
  const existing = await numbersIn(folder, name);
  for (let number = 1; number <= MOST; number++) {
    const isNeeded = free.length === 0 || existing.has(number);
    if (!isNeeded) continue;
    const open = await openOutbox(join(folder, `${name}-${number}.log`));
    if (open !== null) free.push(open);
  }
  const warnings = free.flatMap(({ damaged }) =>
    damaged === null ? [] : [
      `Unsent work of before can't be read (${damaged.reason}), and is not ` +
      `sent: it is kept in ${damaged.aside}`,
    ]
  );
  const [own, ...others] = free.toSorted((a, b) => unsentIn(b) - unsentIn(a));
  if (own === undefined) return inMemory(`${MOST} clients are running`);
  const orphans: OpenOutbox[] = [];
  for (const other of others) {
    if (unsentIn(other) > 0) orphans.push(other);
    else await other.store.close();
  }
  return {
    clientId: own.clientId,
    store: own.store,
    orphans,
    isOnDisk: true,
    warnings,
    async close() {
      await Promise.all([own, ...orphans].map(({ store }) => store.close()));
    },
  };
}

function unsentIn({ store }: OpenOutbox): number {
  const { txs, lines } = store.load();
  return txs.length + lines.length;
}

async function numbersIn(folder: string, name: string): Promise<Set<number>> {
  const numbers = new Set<number>();
  for await (const { name: file } of Deno.readDir(folder)) {
    if (!file.startsWith(`${name}-`) || !file.endsWith(".log")) continue;
    numbers.add(Number(file.slice(name.length + 1, -".log".length)));
  }
  return numbers;
}

/** Names the files; a hash, since a user's key is a secret and a server's address no file name. */
async function nameOf({ server, userKey, room }: OutboxOwner): Promise<string> {
  const { host } = new URL(server);
  const whose = new TextEncoder().encode(JSON.stringify([host, userKey, room]));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", whose));
  return encodeHex(hash.subarray(0, 16));
}

function inMemory(reason: string): ClaimedOutbox {
  return {
    clientId: makeClientId(),
    store: new MemoryOutboxStore(),
    orphans: [],
    isOnDisk: false,
    warnings: [`Unsent work would not outlive this program: ${reason}`],
    close: () => Promise.resolve(),
  };
}
