import type { Document } from "../../../shared/document/document.ts";
import { snapshotPages } from "../../../shared/document/snapshot.ts";
import { roomOf } from "../rooms_of.ts";
import { jsonParts, type Route } from "../route.ts";

/** All shapes of the room from back to front, and the `seq` at which they are so (P20). */
export const roomJson: Route = {
  path: "/rooms/:id.json",
  async handle(request, context) {
    const { room } = await roomOf(request, context);
    return jsonParts(parts(room.roomId, room.document));
  },
};

function* parts(roomId: string, document: Document): Generator<string> {
  yield `{"roomId":"${roomId}","seq":${document.seq},"shapes":[`;
  let separator = "";
  for (const shapes of snapshotPages(document)) {
    if (shapes.length === 0) continue;
    yield separator + shapes.map((shape) => JSON.stringify(shape)).join(",");
    separator = ",";
  }
  yield "]}\n";
}
