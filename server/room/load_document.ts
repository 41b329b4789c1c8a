/**
 * Brings a room's drawing back from the log (E23).
 *
 * @module
 */

import { apply } from "../../shared/document/apply.ts";
import {
  type Document,
  EMPTY_DOCUMENT,
} from "../../shared/document/document.ts";
import { DamagedError, type Store } from "../store/store.ts";

/** Events read at once: other rooms get their turn between two pages. */
const PAGE = 1_000;

/**
 * Replays the log of a room from `from` to its end.
 *
 * @param from where to begin: a snapshot's document, or the empty one.
 * @throws {DamagedError} if an event is missing or fails its checksum.
 */
export async function loadDocument(
  store: Pick<Store, "readAfter">,
  roomId: string,
  from: Document = EMPTY_DOCUMENT,
): Promise<Document> {
  let document = from;
  while (true) {
    const events = await store.readAfter(roomId, document.seq, PAGE);
    for (const event of events) {
      if (event.seq !== document.seq + 1) {
        throw new DamagedError(`event ${document.seq + 1} is missing`);
      }
      document = apply(document, event).document;
    }
    if (events.length < PAGE) return document;
  }
}
