/**
 * What a server tells of its rooms over HTTP (P20, P21).
 *
 * @module
 */

import { z } from "zod";
import { refusalOf } from "../../shared/client/refusal.ts";
import type { Charset } from "../../shared/raster/pen.ts";
import type { RoomFacts } from "../state/rooms/lobby.ts";

/** The rooms of a server. */
export interface RoomsSource {
  /**
   * A page of them, by id.
   *
   * @throws {Error} saying why there is none.
   */
  list(after: string | null): Promise<RoomsPage>;
  /** All of a room in a size, as lines of text; `null` where there is no picture. */
  picture(
    roomId: string,
    columns: number,
    rows: number,
  ): Promise<readonly string[] | null>;
}

/** Rooms, and what the next page comes after. */
export interface RoomsPage {
  readonly rooms: readonly RoomFacts[];
  readonly next: string | null;
}

const pageSchema: z.ZodType<RoomsPage> = z.object({
  rooms: z.array(z.object({
    roomId: z.string(),
    changedAt: z.number(),
    members: z.number(),
    shapes: z.number().nullable(),
  })),
  next: z.string().nullable(),
});

/** An answer that takes longer will not come, in milliseconds. */
const PATIENCE = 5_000;
/** Rooms of one answer. */
const PAGE = 1_000;

/** @param server such as `ws://127.0.0.1:4650`. */
export function roomsOverHttp(server: string, charset: Charset): RoomsSource {
  const origin = new URL(server.replace(/^ws/, "http")).origin;
  const get = (path: string, query: Record<string, string>) =>
    fetch(`${origin}${path}?${new URLSearchParams(query)}`, {
      signal: AbortSignal.timeout(PATIENCE),
    });
  return {
    async list(after) {
      const query = { limit: `${PAGE}`, ...(after === null ? {} : { after }) };
      let response: Response;
      try {
        response = await get("/rooms", query);
      } catch {
        throw new Error("the server does not answer");
      }
      const text = await response.text();
      if (!response.ok) {
        const type = response.headers.get("content-type");
        throw new Error(refusalOf(response.status, type, text));
      }
      const page = pageSchema.safeParse(jsonIn(text));
      if (!page.success) {
        throw new Error("the server's answer is no list of rooms");
      }
      return page.data;
    },
    async picture(roomId, columns, rows) {
      try {
        const response = await get(`/rooms/${encodeURIComponent(roomId)}.txt`, {
          cols: `${columns}`,
          rows: `${rows}`,
          fit: "1",
          charset,
        });
        const text = await response.text();
        return response.ok ? text.split("\n").slice(0, rows) : null;
      } catch {
        return null;
      }
    },
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
