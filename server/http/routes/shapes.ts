import type { Shape } from "../../../shared/schema/shape.ts";
import type { RoomHost } from "../../room/room_host.ts";
import { boundingBox } from "../query.ts";
import { roomOf } from "../rooms_of.ts";
import { HttpError } from "../http_error.ts";
import { jsonParts, type Route } from "../route.ts";

/** The shapes that meet a box of the world, from back to front (P24, E26). */
export const shapes: Route = {
  path: "/rooms/:id/shapes",
  async handle(request, context) {
    const box = boundingBox(request.query);
    if (box === undefined) {
      const message =
        "say which part: bbox=x0,y0,x1,y1 in world units; all shapes are at /rooms/:id.json";
      throw new HttpError(400, message);
    }
    const host = await roomOf(request, context);
    const found = host.reader.scene.query(box).map(({ id }) =>
      stored(host, id)
    );
    const { roomId, document } = host.room;
    return jsonParts(parts(roomId, document.seq, found));
  },
};

// The scene has lines as they are drawn; what is told is what is stored.
function stored({ room }: RoomHost, id: string): Shape {
  return room.document.shapes.get(id)!.shape;
}

function* parts(
  roomId: string,
  seq: number,
  shapes: readonly Shape[],
): Generator<string> {
  yield `{"roomId":"${roomId}","seq":${seq},"shapes":[`;
  for (const [i, shape] of shapes.entries()) {
    yield (i === 0 ? "" : ",") + JSON.stringify(shape);
  }
  yield "]}\n";
}
