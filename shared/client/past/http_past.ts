/**
 * A room's past from its server: events by the connection that is there, states over HTTP (P26).
 *
 * @module
 */

import { z } from "zod";
import { fromShapes } from "../../document/snapshot.ts";
import { colorSchema } from "../../schema/color.ts";
import { roomEventSchema } from "../../schema/event.ts";
import { parseMessage } from "../../schema/json.ts";
import { MAX_PEOPLE_ASKED } from "../../schema/limits.ts";
import { seqSchema } from "../../schema/op.ts";
import { REGISTER_NAMES } from "../../schema/properties.ts";
import { shapeSchema } from "../../schema/shape.ts";
import { linesOf } from "../lines.ts";
import { refusalOf } from "../refusal.ts";
import { HistoryError } from "./history_reader.ts";
import type { RoomClient } from "../room_client.ts";
import type { PastPerson, PastSource } from "./past_source.ts";

const stateSchema = z.object({ seq: seqSchema, shapes: z.array(shapeSchema) });
const factsSchema = z.object({ horizon: seqSchema });
const blameSchema = z.object({
  shapes: z.array(z.object({
    createdBy: z.string(),
    registers: z.partialRecord(
      z.enum(REGISTER_NAMES),
      z.object({ seq: seqSchema, userId: z.string() }),
    ),
  })),
});

const peopleSchema = z.object({
  people: z.array(z.object({
    userId: z.string(),
    name: z.string(),
    color: colorSchema,
  })),
});

/** Depth of events: that of a transaction, and what is around it. */
const EVENT_DEPTH = 12;

/** Which room of which server. */
export interface HttpPastOptions {
  /** `ws://host:port`: HTTP is on the same port. */
  readonly server: string;
  readonly roomId: string;
  /** Reads the events. */
  readonly client: Pick<RoomClient, "history">;
}

/** The past of a room that a client is in. */
export function httpPast(
  { server, roomId, client }: HttpPastOptions,
): PastSource {
  const root = new URL(`/rooms/${roomId}`, server.replace(/^ws/, "http"));
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${root}${path}`, { headers }).catch(() => {
      throw new HistoryError("the server does not answer");
    });
  const get = async <T>(path: string, schema: z.ZodType<T>) => {
    const response = await ask(path);
    const text = await response.text();
    if (response.status === 404) return null;
    if (!response.ok) throw refused(response, text);
    return schema.parse(JSON.parse(text));
  };
  return {
    events: (after, limit) => client.history(after, limit),
    async *log(after, until) {
      if (after >= until) return;
      const query = `after=${after}&limit=${until - after}`;
      const accept = "application/x-ndjson";
      const response = await ask(`/events?${query}`, { accept });
      if (!response.ok) throw refused(response, await response.text());
      if (response.body === null) return;
      for await (const { text } of linesOf(response.body)) {
        const event = parseMessage(roomEventSchema, text ?? "", EVENT_DEPTH);
        if (!event.ok) {
          throw new HistoryError(`event ${event.path}: ${event.message}`);
        }
        yield event.value;
      }
    },
    async stateAt(seq) {
      const state = await get(`/at/${seq}.json`, stateSchema);
      if (state === null) throw new HistoryError(`there is no event ${seq}`);
      return fromShapes(state.shapes, state.seq);
    },
    async horizon() {
      return (await get("", factsSchema))?.horizon ?? 0;
    },
    async blame(id, seq) {
      const query = new URLSearchParams({ id, at: String(seq) });
      const answer = await get(`/blame?${query}`, blameSchema);
      return answer?.shapes[0] ?? null;
    },
    async people(userIds) {
      const people: PastPerson[] = [];
      for (let from = 0; from < userIds.length; from += MAX_PEOPLE_ASKED) {
        const ids = userIds.slice(from, from + MAX_PEOPLE_ASKED).join();
        const query = new URLSearchParams({ ids });
        const answer = await get(`/people?${query}`, peopleSchema);
        people.push(...answer?.people ?? []);
      }
      return people;
    },
  };
}

function refused({ status, headers }: Response, text: string): HistoryError {
  return new HistoryError(refusalOf(status, headers.get("content-type"), text));
}
