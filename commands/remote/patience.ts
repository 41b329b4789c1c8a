/**
 * How long to wait for a server that does not answer.
 *
 * @module
 */

import { type Clock, systemClock } from "../../shared/client/clock.ts";
import type { RoomClient } from "../../shared/client/room_client.ts";

/** Whom to wait for, and for how long. */
export interface Wait {
  readonly server: string;
  /** Seconds without it after which to give up. */
  readonly seconds: number;
  /** The machine's time when left out. */
  readonly clock?: Clock;
}

/**
 * Does some work with a client, unless the server stays away for too long.
 *
 * @throws {Error} that says why, if it was given up.
 */
export async function whilePatient<T>(
  client: RoomClient,
  { server, seconds, clock = systemClock }: Wait,
  work: () => Promise<T>,
): Promise<T> {
  const gaveUp = Promise.withResolvers<never>();
  let cancel = null as (() => void) | null;
  const watch = () => {
    const { state, reason } = client.status;
    if (state === "synced") {
      cancel?.();
      cancel = null;
    } else if (state === "closed") {
      gaveUp.reject(new Error(`Cannot go on: ${reason}`));
    } else {
      cancel ??= clock.after(seconds * 1000, () => {
        const why = client.status.reason ?? "no answer";
        const message =
          `Cannot reach a server at ${server} for ${seconds} s: ${why}`;
        gaveUp.reject(new Error(message));
      });
    }
  };
  const off = client.on("status", watch);
  watch();
  try {
    return await Promise.race([work(), gaveUp.promise]);
  } finally {
    off();
    cancel?.();
  }
}
