/**
 * Going from room to room without leaving the program: in which room one is, and what is still to
 * be sent to those that one has left (T13, T41).
 *
 * @module
 */

import { httpPast } from "../../shared/client/past/http_past.ts";
import type { PastSource } from "../../shared/client/past/past_source.ts";
import { RoomClient } from "../../shared/client/room_client.ts";
import type { RoomClientOptions } from "../../shared/client/room_client_options.ts";
import type { Presence } from "../../shared/schema/presence.ts";
import { type ClaimedOutbox, claimOutbox } from "../files/outbox_claim.ts";
import type { OpenOutbox } from "../files/outbox_file.ts";

/** For how long leaving waits for the server's word on the last changes, in milliseconds. */
const LEAVE_PATIENCE = 200;

/** A room that one is in. */
export interface Visit {
  readonly room: string;
  readonly client: RoomClient;
  /** Where the room's past can be read. */
  readonly past: PastSource;
  /** Clients that deliver what was left behind: what becomes of it is told here. */
  readonly couriers?: readonly RoomClient[];
  /** Rooms that were left with work to send. */
  readonly elsewhere?: readonly Pick<Visit, "room" | "client">[];
  /** Is unsent work on disk? */
  readonly isUnsentKept?: boolean;
  /** What is to be told at once. */
  readonly warnings?: readonly string[];
}

/** Whom to be in every room. */
export type Person =
  & Omit<RoomClientOptions, "roomId" | "clientId" | "outbox">
  & { readonly userKey: string };

/** What {@linkcode Visits} needs. */
export interface VisitsOptions {
  readonly person: Person;
  /** Where outboxes are; `null`: there is no place for them. */
  readonly outboxes: string | null;
  /** A client exists: time to listen to it. */
  onClient?(client: RoomClient): void;
}

interface Stay extends Required<Omit<Visit, "elsewhere">> {
  readonly outbox: ClaimedOutbox;
  /** Somebody is in the room; else it only waits for its work to be sent. */
  isHere: boolean;
}

/** One person's rooms: each has its own client and its own outbox. */
export class Visits {
  readonly #options: VisitsOptions;
  readonly #stays = new Map<string, Stay>();
  #here: Stay | null = null;

  constructor(options: VisitsOptions) {
    this.#options = options;
  }

  /**
   * Goes to a room. The one before is left as soon as its work is sent: until then it is kept, and
   * found again by who comes back.
   */
  async goTo(room: string): Promise<Visit> {
    const stay = this.#stays.get(room) ?? await this.#enter(room);
    const before = this.#here;
    stay.isHere = true;
    this.#here = stay;
    if (before !== null && before !== stay) this.#leave(before);
    const elsewhere = [...this.#stays.values()].filter((each) => each !== stay);
    return { ...stay, elsewhere };
  }

  /** Ends all, after a moment for what is under way; what is unsent stays in the outboxes. */
  async close(): Promise<void> {
    const stays = [...this.#stays.values()];
    await Promise.race([
      Promise.all(stays.map(({ client }) => client.idle().catch(() => {}))),
      new Promise((settle) => setTimeout(settle, LEAVE_PATIENCE)),
    ]);
    await Promise.all(stays.map((stay) => this.#end(stay)));
  }

  async #enter(room: string): Promise<Stay> {
    const { person, outboxes, onClient } = this.#options;
    const { server, userKey } = person;
    const outbox = await claimOutbox(outboxes, { server, userKey, room });
    const { clientId, store, orphans, warnings, isOnDisk } = outbox;
    const member = { ...person, roomId: room };
    const client = new RoomClient({ ...member, clientId, outbox: store });
    const couriers = orphans.map((orphan) => deliver(member, orphan));
    const past = httpPast({ server, roomId: room, client });
    const stay = {
      room,
      client,
      past,
      couriers,
      warnings,
      isUnsentKept: isOnDisk,
      outbox,
      isHere: true,
    };
    this.#stays.set(room, stay);
    onClient?.(client);
    return stay;
  }

  #leave(stay: Stay): void {
    stay.isHere = false;
    stay.client.setPresence(NOWHERE);
    // A courier that has ended has nothing left to send.
    const sent = [stay.client, ...stay.couriers]
      .map((client) => client.idle().catch(() => {}));
    void Promise.all(sent).then(() => {
      if (!stay.isHere && this.#stays.get(stay.room) === stay) {
        return this.#end(stay);
      }
    });
  }

  async #end(stay: Stay): Promise<void> {
    if (this.#stays.get(stay.room) === stay) this.#stays.delete(stay.room);
    void stay.client.close();
    for (const courier of stay.couriers) void courier.close();
    await stay.outbox.close();
  }
}

/** Who only waits is at no place. */
const NOWHERE: Presence = {
  cursor: null,
  tool: "select",
  selection: [],
  preview: null,
  viewport: null,
};

/** Sends what a client that is gone has left behind, under that client's name. */
function deliver(
  person: Omit<RoomClientOptions, "clientId" | "outbox">,
  { clientId, store }: OpenOutbox,
): RoomClient {
  const courier = new RoomClient({ ...person, clientId, outbox: store });
  courier.idle().then(() => courier.close()).catch(() => {});
  return courier;
}
