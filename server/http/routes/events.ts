import type { RoomEvent } from "../../../shared/schema/event.ts";
import { MAX_HISTORY_PAGE } from "../../../shared/schema/limits.ts";
import { tailEvents } from "../../room/log/event_tail.ts";
import { historyPage } from "../../room/log/history.ts";
import { choice, integer, SEQ } from "../query.ts";
import { roomOf } from "../rooms_of.ts";
import { HttpError } from "../http_error.ts";
import { json, type Route } from "../route.ts";

const NDJSON = "application/x-ndjson";

/** The room's past: a page of it, or all of it as a stream, which may go on (P22). */
export const events: Route = {
  path: "/rooms/:id/events",
  toll: "heavy",
  async handle(request, context) {
    const { query, headers, signal } = request;
    const after = integer(query, "after", SEQ) ?? 0;
    const follow = choice(query, "follow", ["0", "1"]) === "1";
    const isStream = follow || (headers.accept ?? "").includes(NDJSON);
    const most = isStream ? Number.MAX_SAFE_INTEGER : MAX_HISTORY_PAGE;
    const limit = integer(query, "limit", { least: 1, most });
    const host = await roomOf(request, context);
    if (!isStream) {
      const { roomId } = host.room;
      const { epoch } = host;
      const page = await historyPage(host, after, limit ?? 100);
      return json({ roomId, epoch, ...page });
    }
    const { membersPerRoom } = context.limits;
    if (follow && host.followers >= membersPerRoom) {
      const message =
        `${host.followers} follow this room already; the limit is ${membersPerRoom}`;
      throw new HttpError(503, message);
    }
    // Whether the log reaches that far back is to be said before anything else.
    await host.reader.readAfter(after, 1);
    const tail = tailEvents(host, { after, limit, follow, signal });
    return { status: 200, type: NDJSON, body: lines(tail) };
  },
};

async function* lines(
  pages: AsyncIterable<readonly RoomEvent[]>,
): AsyncGenerator<string> {
  for await (const page of pages) {
    yield page.map((event) => `${JSON.stringify(event)}\n`).join("");
  }
}
