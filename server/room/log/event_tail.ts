/**
 * The events of a room for one who is no member: those in the log, then those that come (P22).
 *
 * @module
 */

import type { RoomEvent } from "../../../shared/schema/event.ts";
import type { Follower } from "../members/audience.ts";
import type { RoomHost } from "../room_host.ts";
import type { Entry } from "../room_message.ts";

/** Events read from the log at once. */
const PAGE = 500;
/** Events that are held for a reader who is slower than the room; beyond it the log is read. */
const MAX_HELD = 1_000;

/** Which events are wanted. */
export interface TailOptions {
  readonly after: number;
  /** How many at most; all there are when left out. */
  readonly limit?: number | undefined;
  /** Goes on with what comes, until `signal` is aborted or the room ends. */
  readonly follow: boolean;
  readonly signal: AbortSignal;
}

/**
 * Events, contiguous in `seq`, in pages as they are asked for. Only what is committed and known
 * to the room is told: the log may be ahead of it.
 */
export async function* tailEvents(
  host: RoomHost,
  { after, limit = Infinity, follow, signal }: TailOptions,
): AsyncGenerator<readonly RoomEvent[], void, undefined> {
  const coming = follow ? new Coming(host, signal) : null;
  let seq = after, left = limit;
  try {
    while (left > 0 && !signal.aborted) {
      const head = host.room.document.seq;
      if (seq >= head) {
        if (coming === null || !await coming.isMoreThan(seq)) return;
        continue;
      }
      const known = coming?.take(seq) ?? [];
      const events = known.length > 0
        ? known.slice(0, left)
        : await read(host, seq, Math.min(PAGE, left), head);
      if (events.length === 0) return;
      yield events;
      seq = events.at(-1)!.seq;
      left -= events.length;
    }
  } finally {
    coming?.end();
  }
}

async function read(
  host: RoomHost,
  after: number,
  limit: number,
  head: number,
): Promise<RoomEvent[]> {
  const events = await host.reader.readAfter(after, limit);
  return events.filter(({ seq }) => seq <= head);
}

/** What is committed while somebody follows. */
class Coming implements Follower {
  readonly #host: RoomHost;
  readonly #leave: () => void;
  readonly #signal: AbortSignal;
  #held: RoomEvent[] = [];
  #isOver = false;
  #wake = () => {};

  constructor(host: RoomHost, signal: AbortSignal) {
    this.#host = host;
    this.#signal = signal;
    signal.addEventListener("abort", this.#stop);
    this.#leave = host.follow(this);
  }

  committed(entries: readonly Entry[]): void {
    this.#held.push(...entries.map(({ event }) => event));
    if (this.#held.length > MAX_HELD) this.#held = [];
    this.#wake();
  }

  closed(): void {
    this.#stop();
  }

  /** Resolves when the room has gone beyond `seq`; `false`: it will not, or nobody listens. */
  async isMoreThan(seq: number): Promise<boolean> {
    while (!this.#isOver && this.#host.room.document.seq <= seq) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    return !this.#isOver;
  }

  /** What is held of the events right after `seq`; empty if the log has to be read. */
  take(seq: number): RoomEvent[] {
    const held = this.#held.filter((event) => event.seq > seq);
    this.#held = [];
    return held[0]?.seq === seq + 1 ? held : [];
  }

  end(): void {
    this.#signal.removeEventListener("abort", this.#stop);
    this.#leave();
  }

  #stop = (): void => {
    this.#isOver = true;
    this.#wake();
  };
}
