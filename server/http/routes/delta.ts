import { type Delta, deltaBetween } from "../../../shared/document/delta.ts";
import type { RoomHost } from "../../room/room_host.ts";
import { StaleError } from "../../store/store.ts";
import { integer, SEQ } from "../query.ts";
import { roomOf } from "../rooms_of.ts";
import { HttpError } from "../http_error.ts";
import { jsonParts, type Route } from "../route.ts";

/** Entries that are encoded at once. */
const CHUNK = 500;

/** The squashed difference between two states of the room (P23). */
export const delta: Route = {
  path: "/rooms/:id/delta",
  toll: "heavy",
  async handle(request, context) {
    const { query } = request;
    const from = integer(query, "from", SEQ) ?? 0;
    const to = integer(query, "to", SEQ);
    if (to !== undefined && to < from) {
      throw new HttpError(400, `to must not be before from, ${from}`);
    }
    const host = await roomOf(request, context);
    return jsonParts(parts(host.room.roomId, await find(host, from, to)));
  },
};

async function find(
  host: RoomHost,
  from: number,
  to: number | undefined,
): Promise<Delta> {
  const { roomId, document } = host.room;
  if (Math.max(from, to ?? 0) > document.seq) {
    const message =
      `room ${roomId} is at event ${document.seq}: from and to can't be beyond it`;
    throw new HttpError(400, message);
  }
  if (from > 0 && from < host.reader.horizon) {
    throw new StaleError(roomId, host.reader.horizon);
  }
  const end = to === undefined ? document : await host.reader.documentAt(to);
  return deltaBetween(end, from);
}

function* parts(roomId: string, delta: Delta): Generator<string> {
  const { from, to } = delta;
  yield `{"roomId":"${roomId}","from":${from},"to":${to}`;
  for (const name of ["added", "modified", "deleted"] as const) {
    yield `,"${name}":[`;
    yield* list(delta[name]);
    yield "]";
  }
  yield "}\n";
}

function* list(values: readonly unknown[]): Generator<string> {
  for (let at = 0; at < values.length; at += CHUNK) {
    const chunk = values.slice(at, at + CHUNK);
    const separator = at === 0 ? "" : ",";
    yield separator + chunk.map((value) => JSON.stringify(value)).join(",");
  }
}
