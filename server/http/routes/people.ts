import { MAX_PEOPLE_ASKED } from "../../../shared/schema/limits.ts";
import { HttpError } from "../http_error.ts";
import { roomOf } from "../rooms_of.ts";
import { json, type Route } from "../route.ts";

/** How people are called who have drawn or said something in the room (P29). */
export const people: Route = {
  path: "/rooms/:id/people",
  async handle(request, context) {
    const ids = request.query.get("ids")?.split(",") ?? [];
    if (ids.length === 0 || ids.length > MAX_PEOPLE_ASKED) {
      const message =
        `say whom: ids=u_1f0…,u_2c9…, at most ${MAX_PEOPLE_ASKED} userIds, as events have them`;
      throw new HttpError(400, message);
    }
    const host = await roomOf(request, context);
    const { roomId } = host.room;
    return json({ roomId, people: await host.reader.people(ids) });
  },
};
