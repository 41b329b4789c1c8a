/**
 * What the server sends over the WebSocket (P1–P12). Clients ignore keys they don't know.
 *
 * @module
 */

import { z } from "zod";
import { roomEventSchema } from "./event.ts";
import { wireRoomIdSchema } from "./ids.ts";
import { limitsSchema } from "./limits.ts";
import { ackBodySchema, editSchema, nackBodySchema, seqSchema } from "./op.ts";
import { memberPresenceSchema, memberSchema } from "./presence.ts";
import { shapeSchema } from "./shape.ts";

const ref = z.union([z.string(), z.number()]).optional();

const inRoom = { roomId: wireRoomIdSchema, ref };

/** What a member may do in a room. */
export const ROLES = ["owner", "editor", "viewer"] as const;

/** Answer to `hello` (P1). */
export const welcomeSchema = z.object({
  type: z.literal("welcome"),
  protocol: z.int(),
  /** Public name of the person. */
  userId: z.string(),
  /** The server's own name and version. */
  server: z.string(),
  limits: limitsSchema,
  ref,
});

/** Answer to `join_room`; the content follows (P2). */
export const joinedSchema = z.object({
  type: z.literal("joined"),
  ...inRoom,
  epoch: z.string(),
  head: seqSchema,
  /** Number of this client's last transaction that was answered. */
  lastCseq: seqSchema,
  /** Of the client's last transactions, those with an event after `since`: number, and `seq`. */
  placed: z.array(z.tuple([z.int().positive(), seqSchema])).optional(),
  mode: z.enum(["delta", "snapshot", "none"]),
  role: z.enum(ROLES),
  /** Names this connection among the members. */
  memberId: z.string(),
  members: z.array(memberSchema),
});

/**
 * How a text came to be what it is, edit after edit, each with the `seq` after which the text is
 * what the edit makes it (P4).
 */
export const textPastSchema = z.object({
  id: z.string(),
  edits: z.array(z.tuple([seqSchema, editSchema])),
});

/** How a text came to be what it is. */
export type TextPast = z.infer<typeof textPastSchema>;

/** A page of the room's live shapes (P3). */
export const snapshotSchema = z.object({
  type: z.literal("snapshot"),
  ...inRoom,
  seq: seqSchema,
  page: z.int().nonnegative(),
  last: z.boolean(),
  /** With page 0: shapes on all pages together. */
  count: z.int().nonnegative().optional(),
  shapes: z.array(shapeSchema),
  /** Of those texts that were asked for of which that is known: how they came about. */
  texts: z.array(textPastSchema).optional(),
});

/** What a shape's registers became (P4). */
export const modificationSchema = z.object({
  id: z.string(),
  /** Whole registers, by property; `z` among them where it changed. */
  props: z.record(z.string(), z.unknown()),
  seq: seqSchema,
  version: z.int().positive(),
  updatedBy: z.string(),
  updatedAt: z.number(),
});

/** What a shape's registers became. */
export type Modification = z.infer<typeof modificationSchema>;

/** A page of the squashed difference between two states of the room (P4). */
export const deltaSchema = z.object({
  type: z.literal("delta"),
  ...inRoom,
  from: seqSchema,
  to: seqSchema,
  lastCseq: seqSchema,
  page: z.int().nonnegative(),
  last: z.boolean(),
  added: z.array(shapeSchema),
  modified: z.array(modificationSchema),
  deleted: z.array(z.string()),
  /** Of those texts in it of which that is known: how they came about. */
  texts: z.array(textPastSchema).optional(),
});

/** Committed transactions, contiguous in `seq` (P6). */
export const eventsSchema = z.object({
  type: z.literal("events"),
  ...inRoom,
  events: z.array(roomEventSchema),
});

/** A transaction is on disk (P5, E17). */
export const ackSchema = z.object({
  type: z.literal("ack"),
  ...inRoom,
  cseq: z.int().positive(),
  ...ackBodySchema.partial({ results: true, overrode: true }).shape,
  /** Answered so long ago that only the number is remembered. */
  old: z.literal(true).optional(),
});

/** A transaction was refused, and why (P5). */
export const nackSchema = z.object({
  type: z.literal("nack"),
  ...inRoom,
  cseq: z.int().positive(),
  ...nackBodySchema.shape,
});

/** Presence of the members in whom it changed (P7). */
export const presencesSchema = z.object({
  type: z.literal("presence"),
  ...inRoom,
  members: z.array(memberPresenceSchema),
});

/** Who came and who went, by `memberId` (P8). */
export const membersSchema = z.object({
  type: z.literal("members"),
  ...inRoom,
  joined: z.array(memberSchema),
  left: z.array(z.string()),
});

/** A page of past events (P9). */
export const historySchema = z.object({
  type: z.literal("history"),
  ...inRoom,
  events: z.array(roomEventSchema),
  /** What to ask for as `after` next; `null` at the head. */
  next: seqSchema.nullable(),
});

/** A line of the room's chat (P10). */
export const saidSchema = z.object({
  type: z.literal("said"),
  ...inRoom,
  id: z.int().positive(),
  userId: z.string(),
  name: z.string(),
  text: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
});

/** Answer to `ping` (P11). */
export const pongSchema = z.object({ type: z.literal("pong"), ref });

/** Why a message was refused; the socket stays open, but after `replaced` (P12). */
export const ERROR_CODES = [
  "bad_message",
  "hello_required",
  "already_hello",
  "protocol",
  "not_joined",
  "forbidden",
  "limit",
  "unavailable",
  "stale",
  "same_number_other_body",
  "replaced",
  "internal",
] as const;

/** Why a message was refused. */
export type ErrorCode = typeof ERROR_CODES[number];

/** A message was refused (P12). */
export const errorSchema = z.object({
  type: z.literal("error"),
  code: z.string(),
  /** What is wrong and what to do, for a person. */
  message: z.string(),
  path: z.string().optional(),
  roomId: wireRoomIdSchema.optional(),
  cseq: z.int().optional(),
  retryAfterMs: z.number().optional(),
  /** With `replaced`: what a `hello` has to count above to be let in (P1). */
  life: z.int().positive().optional(),
  ref,
});

/** Everything that the server sends to a native client. */
export const serverMessageSchema = z.discriminatedUnion("type", [
  welcomeSchema,
  joinedSchema,
  snapshotSchema,
  deltaSchema,
  eventsSchema,
  ackSchema,
  nackSchema,
  presencesSchema,
  membersSchema,
  historySchema,
  saidSchema,
  pongSchema,
  errorSchema,
]);

/** Anything that the server sends to a native client. */
export type ServerMessage = z.infer<typeof serverMessageSchema>;

/** A message of one type. */
export type ServerMessageOf<T extends ServerMessage["type"]> = Extract<
  ServerMessage,
  { type: T }
>;

/** Close codes of our own (P1, P14, limits). */
export const CLOSE = {
  /** The server has stalled on this reader for too long. */
  stalled: 4008,
  /** Another socket with the same `clientId` took this one's place; do not reconnect. */
  replaced: 4009,
  /** Flooding went on after warnings. */
  flooding: 4029,
  /** Nobody said `hello` or `join_room` in time. */
  silent: 4001,
} as const;
