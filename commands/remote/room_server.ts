/**
 * A server, as commands that only look see it: over HTTP, so that nothing is joined and no room
 * is made by a typing error.
 *
 * @module
 */

import { z } from "zod";
import {
  type Document,
  EMPTY_DOCUMENT,
} from "../../shared/document/document.ts";
import { fromShapes } from "../../shared/document/snapshot.ts";
import { type RoomEvent, roomEventSchema } from "../../shared/schema/event.ts";
import { roomIdSchema } from "../../shared/schema/ids.ts";
import { parseMessage } from "../../shared/schema/json.ts";
import { seqSchema } from "../../shared/schema/op.ts";
import { shapeSchema } from "../../shared/schema/shape.ts";
import { linesOf } from "../../shared/client/lines.ts";
import { refusalOf } from "../../shared/client/refusal.ts";
import type { OnProgress } from "../progress.ts";

/** What a server tells of a room. */
const roomFactsSchema = z.object({
  roomId: roomIdSchema,
  /** `seq` of its last event. */
  head: seqSchema,
  /** Events up to this one are not there any more. */
  horizon: seqSchema,
  /** Milliseconds since 1970. */
  changedAt: z.number(),
  members: z.int(),
  /** `null` where the server has not looked lately. */
  shapes: z.int().nullable(),
});

/** What a server tells of a room. */
export type RoomFacts = z.infer<typeof roomFactsSchema>;

const roomsSchema = z.object({ rooms: z.array(roomFactsSchema) });
const drawingSchema = z.object({
  seq: seqSchema,
  shapes: z.array(shapeSchema),
});

/** A part of a room's past. */
export interface Past {
  /** The drawing before the first event. */
  readonly start: Document;
  /** In their order. */
  readonly events: readonly RoomEvent[];
}

/** Depth of events: that of a transaction, and what is around it. */
const EVENT_DEPTH = 12;

/** Asks a server. Whatever goes wrong is thrown as an `Error` for the person. */
export class RoomServer {
  readonly #url: string;

  /** @param url `ws://host:port` or `wss://host:port`, as other commands have it. */
  constructor(url: string) {
    this.#url = url;
  }

  /** All rooms. */
  async rooms(): Promise<readonly RoomFacts[]> {
    return (await this.#json("/rooms", roomsSchema)).rooms;
  }

  /** A room's drawing, as it is or as it was after an event. */
  async drawing(room: string, at?: number): Promise<Document> {
    const path = at === undefined
      ? `/rooms/${room}.json`
      : `/rooms/${room}/at/${at}.json`;
    const { shapes, seq } = await this.#json(path, drawingSchema);
    return fromShapes(shapes, seq);
  }

  /**
   * What happened in a room.
   *
   * @param from the event after which to begin; left out: as far back as the log goes.
   * @param to the last event; left out: that which is the last now.
   */
  async past(
    room: string,
    from: number | undefined,
    to: number | undefined,
    onProgress: OnProgress,
  ): Promise<Past> {
    const { head, horizon } = await this.#json(
      `/rooms/${room}`,
      roomFactsSchema,
    );
    const first = from ?? horizon, last = to ?? head;
    if (last > head || first > last) {
      throw new Error(
        `Cannot go from event ${first} to ${last}: room ${room} is at event ${head}`,
      );
    }
    const start = first === 0
      ? EMPTY_DOCUMENT
      : await this.drawing(room, first);
    const events: RoomEvent[] = [];
    if (last === first) return { start, events };
    const path = `/rooms/${room}/events?after=${first}&limit=${last - first}`;
    for await (const event of this.#events(path)) {
      events.push(event);
      onProgress("reading", events.length, last - first);
    }
    return { start, events };
  }

  async *#events(path: string): AsyncGenerator<RoomEvent> {
    const accept = "application/x-ndjson";
    const { body } = await this.#get(path, { accept });
    if (body === null) return;
    for await (const { text } of linesOf(body)) {
      yield this.#parse(roomEventSchema, text ?? "");
    }
  }

  async #json<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const response = await this.#get(path);
    return this.#parse(schema, await response.text());
  }

  #parse<T>(schema: z.ZodType<T>, text: string): T {
    const parsed = parseMessage(schema, text, EVENT_DEPTH);
    if (parsed.ok) return parsed.value;
    throw new Error(
      `Cannot understand the server at ${this.#url} (${parsed.path}: ${parsed.message}): is it inkroom, of this version?`,
    );
  }

  async #get(
    path: string,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const url = new URL(path, this.#url.replace(/^ws/, "http"));
    let response: Response;
    try {
      response = await fetch(url, { headers });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new Error(
        `Cannot reach a server at ${this.#url}: start one with deno task serve, or say --server`,
      );
    }
    if (response.ok) return response;
    const type = response.headers.get("content-type");
    const reason = refusalOf(response.status, type, await response.text());
    throw new Error(`The server at ${this.#url} refused: ${reason}`);
  }
}
