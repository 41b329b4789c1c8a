import type { RoomRegistry } from "../../room/room_registry.ts";
import type { RoomInfo } from "../../store/store.ts";
import { json, type Route } from "../route.ts";

/** What is told of a room. `shapes` is `null` for one that nobody has looked at lately. */
export interface RoomFacts extends RoomInfo {
  readonly members: number;
  readonly shapes: number | null;
}

/** All rooms (P21). */
export const rooms: Route = {
  path: "/rooms",
  async handle(_request, { registry }) {
    const list = await registry.list();
    return json({ rooms: list.map((info) => factsOf(info, registry)) });
  },
};

/** Adds what only a loaded room knows. */
export function factsOf(info: RoomInfo, registry: RoomRegistry): RoomFacts {
  const room = registry.loaded.get(info.roomId)?.room;
  return {
    ...info,
    members: room?.memberCount ?? 0,
    shapes: room?.document.shapes.size ?? null,
  };
}
