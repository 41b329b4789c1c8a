/**
 * How servers that share a store tell each other what is going on (E21).
 *
 * What is lasting is in the store; who is where, and what they do, is told again and again. So
 * the bus may lose, repeat and delay messages, and nothing becomes wrong by that, only later. What
 * comes from one server comes in its order.
 *
 * Every implementation passes `bus_contract.ts`.
 *
 * @module
 */

import { z } from "zod";
import { attemptSchema } from "../../shared/schema/client_message.ts";
import {
  memberPresenceSchema,
  memberSchema,
} from "../../shared/schema/presence.ts";

const roomId = z.string();

/** Where a client is connected, and since when (P1). */
export const whereaboutsSchema = z.object({
  /** Hash of the client's secret id. */
  client: z.string(),
  /** The client's own count of its connections; `null` if it keeps none. */
  attempt: attemptSchema.nullable(),
  /** When it said hello, in milliseconds since 1970. */
  at: z.number(),
  server: z.string(),
});

/** What servers tell each other of one room. */
export const roomMessageSchema = z.discriminatedUnion("type", [
  /** The log reaches at least to `head`. */
  z.object({ type: z.literal("head"), roomId, head: z.number() }),
  /** There is chat at least up to the line `lastId`. */
  z.object({ type: z.literal("chat"), roomId, lastId: z.number() }),
  /** Everybody who is in the room by `server`: those of it that are not named have left. */
  z.object({
    type: z.literal("members"),
    roomId,
    server: z.string(),
    members: z.array(memberSchema),
  }),
  /** What members of the server that says so are doing. */
  z.object({
    type: z.literal("presence"),
    roomId,
    members: z.array(memberPresenceSchema),
  }),
  /** Somebody wants to know who is in the room: to be answered by `members` and `presence`. */
  z.object({ type: z.literal("who"), roomId }),
]);

/** What servers tell each other. */
export const busMessageSchema = z.discriminatedUnion("type", [
  ...roomMessageSchema.options,
  /** Clients that are connected to the server that says so. */
  z.object({ type: z.literal("clients"), clients: z.array(whereaboutsSchema) }),
]);

/** What servers tell each other of one room. */
export type RoomMessage = z.infer<typeof roomMessageSchema>;

/** What servers tell each other. */
export type BusMessage = z.infer<typeof busMessageSchema>;

/** Where a client is connected. */
export type Whereabouts = z.infer<typeof whereaboutsSchema>;

/** One server's end of the bus. */
export interface Bus {
  /** Names this server among those on the bus. */
  readonly server: string;
  /** Tells the other servers; never this one. Does not wait, and never throws. */
  publish(message: BusMessage): void;
  /**
   * Hears what other servers tell of a room from now on, until the result is called. A listener
   * that throws harms nobody else.
   */
  subscribe(
    roomId: string,
    listener: (message: RoomMessage) => void,
  ): () => void;
  /** Hears where clients are connected, until the result is called. */
  subscribeToClients(
    listener: (clients: readonly Whereabouts[]) => void,
  ): () => void;
  /** Hears and tells nothing any more. */
  close(): void;
}
