/**
 * Every limit of inkroom in one place. The server tells them in `welcome.limits`; those in
 * {@linkcode Limits} can be changed when a server starts, the rest are part of the formats, or the same for all servers.
 *
 * @module
 */

import { z } from "zod";

/** Largest distance of a coordinate from the origin, in world units. */
export const MAX_COORDINATE = 1_000_000;
/** Largest width, height or diameter of a shape, in world units. */
export const MAX_SIZE = 20_000;
/** Points of one stroke or line. */
export const MAX_POINTS = 2_000;
/** Code points in one text or label. */
export const MAX_TEXT = 10_000;
/** Nesting of arrays and objects in one JSON message. */
export const MAX_JSON_DEPTH = 8;
/** Display width of a user's name, in cells. */
export const MAX_NAME_CELLS = 24;
/** Code points in one chat line. */
export const MAX_CHAT = 1_000;
/** Bytes of JSON in one presence preview. */
export const MAX_PREVIEW_BYTES = 2_048;
/** Transactions that a client may have unanswered, and answers the server keeps a client. */
export const MAX_UNANSWERED = 64;
/** People whose names may be asked for at once (P29). */
export const MAX_PEOPLE_ASKED = 100;
/** Texts whose past may be asked for with a join. */
export const MAX_TEXTS_ASKED = 256;
/** Events in one page of history. */
export const MAX_HISTORY_PAGE = 1_000;
/** Bytes of shapes in one page of a snapshot or delta. */
export const MAX_PAGE_BYTES = 256 * 1024;
/** Code points of an order key above which the server rewrites its neighbours (E15). */
export const MAX_ORDER_KEY = 32;
/** Lines that are bound to one shape: deleting it writes to all of them in one event. */
export const MAX_BOUND_LINES = 1_000;
/** Edits of one text that one undo of them names. */
export const MAX_UNDONE_EDITS = 256;

/** Costly HTTP requests (drawings, the past) a second and address, sustained. */
export const HEAVY_REQUESTS_PER_SECOND = 10;
/** Costly HTTP requests that an address may make at once after a rest. */
export const HEAVY_REQUESTS_BURST = 40;
/** HTTP requests of an address for each transaction of a member; sustained and at once. */
export const REQUESTS_PER_TX = 2;

/** Limits that a server can be started with; all of them are told in `welcome`. */
export const limitsSchema = z.object({
  /** Bytes of one WebSocket message. */
  frameBytes: z.int().positive(),
  /** Operations in one transaction. */
  opsPerTx: z.int().positive(),
  /** Live shapes in one room. */
  shapesPerRoom: z.int().positive(),
  /** Transactions a second and member, sustained. */
  txPerSecond: z.number().positive(),
  /** Transactions a member may send at once after a rest. */
  txBurst: z.int().positive(),
  /** Presence messages a second and connection. */
  presencePerSecond: z.number().positive(),
  /** Members of one room. */
  membersPerRoom: z.int().positive(),
  /** Open sockets of one address; loopback is exempt. */
  socketsPerAddress: z.int().positive(),
  /** Open sockets in all. */
  sockets: z.int().positive(),
  /** New connections a second from one address; loopback is exempt. */
  connectsPerSecond: z.number().positive(),
  /** New connections one address may make at once after a rest. */
  connectBurst: z.int().positive(),
  /** Milliseconds a new connection has to say `hello` or `join_room`. */
  helloMs: z.int().positive(),
});

/** Limits that a server can be started with. */
export type Limits = z.infer<typeof limitsSchema>;

/** What a server starts with when nobody says otherwise. */
export const DEFAULT_LIMITS: Limits = {
  frameBytes: 64 * 1024,
  opsPerTx: 256,
  shapesPerRoom: 100_000,
  txPerSecond: 60,
  txBurst: 240,
  presencePerSecond: 20,
  membersPerRoom: 200,
  socketsPerAddress: 50,
  sockets: 5_000,
  connectsPerSecond: 10,
  connectBurst: 50,
  helloMs: 10_000,
};
