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
  /** A newer connection of the same client has taken its place. */
  giveWay(): void;
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
    if (earlier !== undefined && isLate(attempt, earlier.whereabouts.attempt)) {
      return connection.giveWay();
    }
    const server = bus?.server ?? "";
    const whereabouts = { client, attempt, at: clock.now(), server };
    this.#places.set(client, { connection, whereabouts });
    this.#clientOf.set(connection, client);
    earlier?.connection.giveWay();
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
    if (isNewer(theirs, ours.whereabouts)) ours.connection.giveWay();
    else this.#tell([ours.whereabouts]);
  }

  #tell(clients: Whereabouts[]): void {
    this.#options.bus?.publish({ type: "clients", clients });
  }
}

/** Was it overtaken by a later attempt of the same run? */
function isLate(attempt: Attempt | null, than: Attempt | null): boolean {
  return attempt !== null && attempt.run === than?.run &&
    attempt.number < than.number;
}

/** Both servers come to the same answer, so that one connection stays. */
function isNewer(a: Whereabouts, b: Whereabouts): boolean {
  if (isLate(b.attempt, a.attempt)) return true;
  if (isLate(a.attempt, b.attempt)) return false;
  return a.at === b.at ? a.server > b.server : a.at > b.at;
}
