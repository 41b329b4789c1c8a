import {
  type Document,
  type ShapeRecord,
  stampOf,
} from "../../../shared/document/document.ts";
import { registersOf } from "../../../shared/schema/shape.ts";
import { integer, SEQ } from "../query.ts";
import { roomOf } from "../rooms_of.ts";
import { HttpError } from "../http_error.ts";
import { jsonParts, type Route } from "../route.ts";
import { documentAt } from "./drawing.ts";

/** Who last wrote each register of each shape, or of one, now or as of an event (P26). */
export const blame: Route = {
  path: "/rooms/:id/blame",
  toll: "heavy",
  async handle(request, context) {
    const id = request.query.get("id");
    const at = integer(request.query, "at", SEQ);
    const host = await roomOf(request, context);
    const { roomId } = host.room;
    const document = at === undefined
      ? host.room.document
      : await documentAt(host, at);
    if (id !== null && !document.shapes.has(id)) {
      throw new HttpError(404, `there is no shape ${JSON.stringify(id)}`);
    }
    const ids = id === null ? document.order : [{ id }];
    return jsonParts(parts(roomId, document, ids));
  },
};

function* parts(
  roomId: string,
  document: Document,
  ids: Iterable<{ id: string }>,
): Generator<string> {
  yield `{"roomId":"${roomId}","seq":${document.seq},"shapes":[`;
  let separator = "";
  for (const { id } of ids) {
    yield separator + JSON.stringify(authorsOf(document.shapes.get(id)!));
    separator = ",";
  }
  yield "]}\n";
}

function authorsOf(record: ShapeRecord) {
  const { id, type, createdBy } = record.shape;
  const registers = Object.fromEntries(
    [...registersOf(type).keys()].map((register) => {
      const { seq, by } = stampOf(record, register);
      return [register, { seq, userId: by }];
    }),
  );
  return { id, type, createdBy, registers };
}
