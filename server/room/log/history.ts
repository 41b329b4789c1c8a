/**
 * A room's past in pages (P9, P22).
 *
 * @module
 */

import { pages } from "../../../shared/document/pages.ts";
import type { RoomEvent } from "../../../shared/schema/event.ts";
import { MAX_PAGE_BYTES } from "../../../shared/schema/limits.ts";
import type { RoomHost } from "../room_host.ts";

/** Some events in a row. */
export interface HistoryPage {
  readonly events: RoomEvent[];
  /** What to ask for as `after` next; `null` at the head. */
  readonly next: number | null;
}

/**
 * Events after `after`: at most `limit`, and no more than fit into a page.
 *
 * @throws {StaleError} if events after `after` were trimmed.
 */
export async function historyPage(
  host: RoomHost,
  after: number,
  limit: number,
): Promise<HistoryPage> {
  // Only what was told already may be read: the log can be ahead of the room.
  const head = host.room.document.seq;
  const read = await host.reader.readAfter(after, limit);
  const told = read.filter((event) => event.seq <= head);
  const events = pages(told, MAX_PAGE_BYTES).next().value ?? [];
  const last = events.at(-1)?.seq ?? head;
  return { events, next: last < head ? last : null };
}
