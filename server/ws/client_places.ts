/**
 * Where each client is connected: a client is one outbox with one writer, so its newest
 * connection is the only one, on whichever server (P1, P13).
 *
 * @module
 */

import type { Attempt } from "../../shared/schema/client_message.ts";
import type { Bus, Whereabouts } from "../bus/bus.ts";
import type { Clock } from "../room/clock.ts";

/** Seconds between two tellings of all clients: what was lost on the way is healed by that. */
const TELL_SECONDS = 10;
/** Clients told of in one message. */
const PAGE = 500;

/** A connection that can be told to give way. */
export interface Replaceable {
  /**
   * Another connection of the same client has the place.
   *
   * @param life of the other one, where that was there before: whoever counts above it gets in.
   */
  giveWay(life: number | null): void;
}

/** What places are kept with. */
export interface PlacesOptions {
  readonly clock: Clock;
  /** Joins this server with others. */
  readonly bus?: Bus | undefined;
}

interface Place<C> {
  readonly connection: C;
  readonly whereabouts: Whereabouts;
}

/** The clients of one server, by the hash of their ids. */
export class ClientPlaces<C extends Replaceable> {
  readonly #options: PlacesOptions;
  readonly #places = new Map<string, Place<C>>();
  readonly #clientOf = new Map<C, string>();
  readonly #leaveBus: () => void;
  #seconds = 0;

  constructor(options: PlacesOptions) {
    this.#options = options;
    this.#leaveBus = options.bus?.subscribeToClients((clients) => {
      for (const theirs of clients) this.#hear(theirs);
    }) ?? (() => {});
  }

  /** A client says hello: whichever of its connections is not the newest gives way. */
  take(connection: C, client: string, attempt: Attempt | null): void {
    const { bus, clock } = this.#options;
    const earlier = this.#places.get(client);
    const there = earlier?.whereabouts.attempt ?? null;
    if (order(attempt, there) < 0) {
      return connection.giveWay(lifeAbove(attempt, there));
    }
    const server = bus?.server ?? "";
    const whereabouts = { client, attempt, at: clock.now(), server };
    this.#places.set(client, { connection, whereabouts });
    this.#clientOf.set(connection, client);
    earlier?.connection.giveWay(null);
    this.#tell([whereabouts]);
  }

  /** A connection is gone; its place may belong to a newer one by now. */
  leave(connection: C): void {
    const client = this.#clientOf.get(connection);
    this.#clientOf.delete(connection);
    if (client === undefined) return;
    if (this.#places.get(client)?.connection === connection) {
      this.#places.delete(client);
    }
  }

  /** To be called every second. */
  beat(): void {
    this.#seconds++;
    if (this.#seconds % TELL_SECONDS !== 0) return;
    const all = [...this.#places.values()].map((place) => place.whereabouts);
    for (let i = 0; i < all.length; i += PAGE) {
      this.#tell(all.slice(i, i + PAGE));
    }
  }

  /** Hears of no other server any more. */
  close(): void {
    this.#leaveBus();
  }

  #hear(theirs: Whereabouts): void {
    const ours = this.#places.get(theirs.client);
    if (ours === undefined) return;
    if (!isNewer(theirs, ours.whereabouts)) {
      return this.#tell([ours.whereabouts]);
    }
    const wasThere = theirs.at <= ours.whereabouts.at;
    ours.connection.giveWay(
      wasThere ? lifeAbove(ours.whereabouts.attempt, theirs.attempt) : null,
    );
  }

  #tell(clients: Whereabouts[]): void {
    this.#options.bus?.publish({ type: "clients", clients });
  }
}

/**
 * What two attempts of a client say of each other: below 0 if the first is the earlier one, above
 * if the second is, 0 if they can't tell.
 */
function order(a: Attempt | null, b: Attempt | null): number {
  if (a === null || b === null) return 0;
  if (a.run === b.run) return a.number - b.number;
  if (a.life === undefined || b.life === undefined) return 0;
  return a.life - b.life;
}

/** The life that an attempt of another run has to be above, if it is not. */
function lifeAbove(late: Attempt | null, there: Attempt | null): number | null {
  return late?.run === there?.run ? null : there?.life ?? null;
}

/** Both servers come to the same answer, so that one connection stays. */
function isNewer(a: Whereabouts, b: Whereabouts): boolean {
  const told = order(a.attempt, b.attempt);
  if (told !== 0) return told > 0;
  return a.at === b.at ? a.server > b.server : a.at > b.at;
}
