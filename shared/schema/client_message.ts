/**
 * What clients send over the WebSocket (P1, P2, P5, P7, P9–P11). Unknown keys are refused.
 *
 * @module
 */

import { z } from "zod";
import { colorSchema } from "./color.ts";
import {
  clientIdSchema,
  nameSchema,
  shapeIdSchema,
  wireRoomIdSchema,
} from "./ids.ts";
import { MAX_CHAT, MAX_HISTORY_PAGE, MAX_TEXTS_ASKED } from "./limits.ts";
import { opSchema, seqSchema } from "./op.ts";
import { presenceSchema, viewportSchema } from "./presence.ts";
import { safeText } from "./safe_text.ts";
import { sparseObject } from "./sparse_object.ts";

/** Any message may carry `ref`, which comes back in its answer. */
const ref = z.union([z.string().max(64), z.int()]).optional();

const inRoom = { roomId: wireRoomIdSchema, ref };

const secret = z.string().min(16).max(256);

/** A name that a client makes for something of its own. */
const ownNameSchema = z.string().regex(
  /^[A-Za-z0-9_-]{1,64}$/,
  "must be 1 to 64 characters of A-Z a-z 0-9 _ -",
);

/** The highest that a run of an outbox may count as: above it JSON has no exact numbers. */
export const MAX_LIFE = Number.MAX_SAFE_INTEGER;

/** Which of an outbox's runs it is. */
export const lifeSchema = z.int().positive();

/** The protocol's version. */
export const PROTOCOL = 1;

/**
 * A client's own count of its connections, so that a `hello` that comes late does not take the
 * place of a newer one (P1).
 */
export const attemptSchema = z.strictObject({
  /** Names this run of the client; a new one with each start. */
  run: ownNameSchema,
  /** Of the sockets of this run: 1, 2, 3, … */
  number: z.int().positive(),
  /** Of the runs of this outbox, kept in it: 1, 2, 3, … */
  life: lifeSchema.optional(),
});

/** A client's own count of its connections. */
export type Attempt = z.infer<typeof attemptSchema>;

/** First message of a native client (P1). */
export const helloSchema = z.strictObject({
  type: z.literal("hello"),
  protocol: z.int(),
  clientId: clientIdSchema,
  /** Secret that names the person over several clients. */
  userKey: secret.optional(),
  name: nameSchema,
  color: colorSchema.default("default"),
  token: z.string().max(256).optional(),
  attempt: attemptSchema.optional(),
  ref,
});

/** A text, and since when its past is asked for. */
export const askedTextSchema = z.tuple([shapeIdSchema, seqSchema]);

/** A text, and since when its past is asked for. */
export type AskedText = z.infer<typeof askedTextSchema>;

/** Enters a room and asks for its content (P2). */
export const joinRoomSchema = z.strictObject({
  type: z.literal("join_room"),
  ...inRoom,
  /** The last `seq` that the client has, of `epoch`. */
  since: seqSchema.optional(),
  epoch: z.string().max(64).optional(),
  /** Shapes in it come first. */
  viewport: viewportSchema.optional(),
  /** Of a snapshot, how these texts came about since then, of `epoch` (E12). */
  texts: z.array(askedTextSchema).max(MAX_TEXTS_ASKED).optional(),
  /** `events`: no content, only what happens from now on; `none`: not even that. */
  content: z.enum(["all", "events", "none"]).default("all"),
});

/** Changes a room (P5). */
export const txSchema = sparseObject({
  type: z.literal("tx"),
  ...inRoom,
  /** 1, 2, 3, … per client and room. */
  cseq: z.int().positive(),
  /** What the author had seen; the head on arrival when left out. */
  base: seqSchema.optional(),
  /** Transactions of one group are undone together. */
  group: ownNameSchema.optional(),
  ops: z.array(opSchema).min(1, "a transaction has at least one op"),
});

/** Says what one is doing (P7). */
export const presenceMessageSchema = z.strictObject({
  type: z.literal("presence"),
  ...inRoom,
  ...presenceSchema.shape,
});

/** Asks for past events (P9). */
export const historyRequestSchema = z.strictObject({
  type: z.literal("history"),
  ...inRoom,
  after: seqSchema.default(0),
  limit: z.int().min(1).max(MAX_HISTORY_PAGE).default(100),
});

/** Says a line in the room's chat (P10). */
export const saySchema = z.strictObject({
  type: z.literal("say"),
  ...inRoom,
  text: safeText(MAX_CHAT, "one-line").trim().min(
    1,
    "a chat line can't be empty",
  ),
  /** Names this line, unique per client and room. */
  nonce: ownNameSchema,
});

/** Leaves a room (P11). */
export const leaveRoomSchema = z.strictObject({
  type: z.literal("leave_room"),
  ...inRoom,
});

/** Asks whether the server is there (P11). */
export const pingSchema = z.strictObject({ type: z.literal("ping"), ref });

/** Everything that a native client sends. */
export const clientMessageSchema = z.discriminatedUnion("type", [
  helloSchema,
  joinRoomSchema,
  txSchema,
  presenceMessageSchema,
  historyRequestSchema,
  saySchema,
  leaveRoomSchema,
  pingSchema,
], {
  error: (issue) =>
    issue.code === "invalid_union"
      ? "type is not one that inkroom knows"
      : undefined,
});

/** Anything that a native client sends, after parsing. */
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** What a native client writes: defaults may be left out. */
export type ClientMessageInput = z.input<typeof clientMessageSchema>;
