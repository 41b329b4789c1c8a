import type { RoomRegistry } from "../../room/room_registry.ts";
import type { RoomInfo } from "../../store/store.ts";
import { integer } from "../query.ts";
import { json, type Route } from "../route.ts";

/** What is told of a room. */
export interface RoomFacts extends RoomInfo {
  readonly members: number;
}

/** Rooms of one answer, when nothing is said, and at most. */
const USUAL_PAGE = 100, MAX_PAGE = 1_000;

/** The rooms by id, page by page: `next` is where the next one begins, `null` after the last (P21). */
export const rooms: Route = {
  path: "/rooms",
  async handle({ query }, { registry }) {
    const after = query.get("after") ?? "";
    const range = { least: 1, most: MAX_PAGE };
    const limit = integer(query, "limit", range) ?? USUAL_PAGE;
    // One more than is told: it says whether there is more to tell.
    const list = await registry.list({ after, limit: limit + 1 });
    const page = list.slice(0, limit);
    return json({
      rooms: page.map((info) => factsOf(info, registry)),
      next: list.length > limit ? page.at(-1)!.roomId : null,
    });
  },
};

/** Adds what a loaded room knows. */
export function factsOf(info: RoomInfo, registry: RoomRegistry): RoomFacts {
  const room = registry.loaded.get(info.roomId)?.room;
  return {
    ...info,
    members: room?.memberCount ?? 0,
    shapes: room?.document.shapes.size ?? info.shapes,
  };
}
