import type { Document } from "../../../shared/document/document.ts";
import { Scene } from "../../../shared/raster/scene.ts";
import { type Drawing, DRAWINGS } from "../drawings.ts";
import { inTurn } from "../in_turn.ts";
import { SEQ, wholeNumber } from "../query.ts";
import { roomOf } from "../rooms_of.ts";
import { HttpError } from "../http_error.ts";
import type { Route, RouteRequest } from "../route.ts";
import type { RoomHost } from "../../room/room_host.ts";

function routesAt(
  path: string,
  draw: (
    drawing: Drawing,
    host: RoomHost,
    request: RouteRequest,
  ) => ReturnType<Route["handle"]>,
): Route[] {
  return Object.entries(DRAWINGS).map(([ending, drawing]) => ({
    path: `${path}.${ending}`,
    toll: "heavy",
    async handle(request, context) {
      const host = await roomOf(request, context);
      return await inTurn(() => draw(drawing, host, request));
    },
  }));
}

/** The room as it is, in every form (P20). */
export const drawings: readonly Route[] = routesAt(
  "/rooms/:id",
  (draw, host, { query }) => {
    const { roomId, document } = host.room;
    return draw({ roomId, document, scene: () => host.reader.scene }, query);
  },
);

/** The room as it was after an event, in every form (P26). */
export const pastDrawings: readonly Route[] = routesAt(
  "/rooms/:id/at/:seq",
  async (draw, host, { params, query }) => {
    const seq = wholeNumber("the event", params.seq!, SEQ);
    const document = await documentAt(host, seq);
    const { roomId } = host.room;
    return draw({ roomId, document, scene: () => new Scene(document) }, query);
  },
);

/**
 * A room as it was after an event.
 *
 * @throws {HttpError} 404 if it has not come that far.
 * @throws {StaleError} if that was trimmed.
 */
export async function documentAt(
  host: RoomHost,
  seq: number,
): Promise<Document> {
  try {
    return await host.reader.documentAt(seq);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new HttpError(404, error.message);
  }
}
