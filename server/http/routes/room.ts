import { noRoom, roomIdOf, roomOf } from "../rooms_of.ts";
import { json, type Route } from "../route.ts";
import { factsOf } from "./rooms.ts";

/** Facts about one room (P21). */
export const room: Route = {
  path: "/rooms/:id",
  async handle(request, context) {
    const roomId = roomIdOf(request);
    await roomOf(request, context);
    const info = await context.registry.info(roomId);
    if (info === null) throw noRoom(roomId);
    return json(factsOf(info, context.registry));
  },
};
