/**
 * What a client is told of a large room while the room is still being read: that it has joined,
 * and what lies where it looks, as the newest snapshot has it (P2, P3).
 *
 * @module
 */

import { FIRST_PAGE_BYTES, pages } from "../../../shared/document/pages.ts";
import { MAX_PAGE_BYTES } from "../../../shared/schema/limits.ts";
import { placedOf } from "../../room/deciding/client_memory.ts";
import type { RoomHost } from "../../room/room_host.ts";
import type { RoomGlimpse } from "../../room/room_registry.ts";
import type { Told } from "../feed.ts";
import { encode } from "../frame.ts";
import type { Entrant, JoinRoom } from "./native_entrance.ts";
import { snapshotFrame } from "./native_voice.ts";

/** What was told early. */
export interface EarlyPage {
  /** As of which event. */
  readonly seq: number;
  readonly ids: ReadonlySet<string>;
  readonly pages: number;
}

/** Tells what can be told early; `null` if that is nothing. */
export async function tellEarly(
  message: JoinRoom,
  entrant: Entrant,
): Promise<EarlyPage | null> {
  const { roomId, viewport, since, content, texts } = message;
  // Who has been here before gets the difference, if there is one; and who has edits of texts
  // may have seen more of them than the newest snapshot has.
  const isNew = since === undefined && texts === undefined;
  if (viewport === undefined || !isNew || content !== "all") return null;
  const { link, speaker: { client }, hasEnded } = entrant;
  const seen = await link.registry.glimpse(String(roomId), client, viewport);
  if (seen === null || hasEnded()) return null;
  const { seq, info, state } = seen;
  const placed = placedOf(state, Infinity);
  // Its own work would be gone from its canvas until the difference comes.
  if (info.head < seq || placed.some(([, at]) => at > seq)) return null;
  const { userId, name, color } = entrant.speaker;
  const { memberId } = link;
  link.queue.send(encode({
    type: "joined",
    roomId,
    epoch: info.epoch,
    head: info.head,
    lastCseq: state.lastCseq,
    ...placed.length > 0 && { placed },
    mode: "snapshot",
    role: "editor",
    memberId,
    members: [{ memberId, userId, name, color }],
    ref: message.ref,
  }));
  return sendPages(roomId, seen, link);
}

/** What was told, if the room that is in memory now can go on from there. */
export function toldOf(
  early: EarlyPage | null,
  { base }: RoomHost,
): Told | undefined {
  if (early === null || base === null || base.seq !== early.seq) return;
  return { document: base, ids: early.ids, pages: early.pages };
}

/** No more than one page may have: what is left comes with the rest, as the socket drains. */
function sendPages(
  roomId: JoinRoom["roomId"],
  { seq, count, shapes }: RoomGlimpse,
  { queue }: Entrant["link"],
): EarlyPage {
  const ids = new Set<string>();
  let page = 0, bytes = 0;
  for (const part of pages(shapes, MAX_PAGE_BYTES, FIRST_PAGE_BYTES)) {
    const json = part.map((shape) => JSON.stringify(shape)).join(",");
    const head = { roomId, seq, page, last: false };
    const frame = snapshotFrame(
      { ...head, count: page === 0 ? count : undefined },
      { shapes: json },
    );
    bytes += frame.byteLength;
    if (page > 0 && bytes > MAX_PAGE_BYTES) break;
    queue.send(frame);
    page++;
    for (const { id } of part) ids.add(id);
  }
  return { seq, ids, pages: page };
}
