/**
 * The way of a connection into a room (P2–P4).
 *
 * @module
 */

import type { ClientMessage } from "../../../shared/schema/client_message.ts";
import type { Member } from "../../../shared/schema/presence.ts";
import type { ServerMessage } from "../../../shared/schema/server_message.ts";
import type { RoomHost } from "../../room/room_host.ts";
import { RoomClosedError } from "../../room/room_registry.ts";
import { type ClientState, StoreError } from "../../store/store.ts";
import type { FeedStart, Told } from "../feed.ts";
import { encode } from "../frame.ts";
import { type EarlyPage, tellEarly, toldOf } from "./early_page.ts";
import { Membership } from "../membership.ts";
import { NativeVoice } from "./native_voice.ts";
import type { Link } from "../session.ts";

/** Reads of the log after which a room that is still behind has lost something. */
const MAX_CATCHING_UP = 10;

export type JoinRoom = Extract<ClientMessage, { type: "join_room" }>;

/** Who speaks: made of `hello`, and never of anything a later message says (L6). */
export interface Speaker {
  readonly userId: string;
  /** Hash of the client's secret id. */
  readonly client: string;
  readonly name: string;
  readonly color: Member["color"];
}

/** Who comes in. */
export interface Entrant {
  readonly link: Link;
  readonly speaker: Speaker;
  /** Has the connection gone meanwhile? */
  readonly hasEnded: () => boolean;
  /** It is in. */
  readonly entered: (membership: Membership) => void;
  /** It is out, since the room has ended. */
  readonly left: (membership: Membership) => void;
}

/** Brings a connection into a room and begins to send the content, or says why not. */
export async function enterRoom(
  message: JoinRoom,
  entrant: Entrant,
): Promise<void> {
  const { roomId, ref } = message;
  const { link, speaker: { client, userId }, hasEnded } = entrant;
  let arrived = () => {};
  try {
    const early = await tellEarly(message, entrant);
    const host = (await link.registry.open(String(roomId), { create: true }))!;
    arrived = host.room.expect(client, userId);
    const state = await host.readClient(client);
    // What `joined` says of its numbers must be in the content that follows; while they are
    // being answered elsewhere, what is known of them may be ahead of the room.
    for (let tries = 0; host.room.isBehind(client, state); tries++) {
      if (host.isClosed) break;
      await catchUp(host, tries);
    }
    if (hasEnded()) return;
    // It may have been loaded anew while we asked.
    if (host.isClosed) return await enterRoom(message, entrant);
    const refusal = host.room.refusalOfJoin(link.memberId);
    if (refusal === null) return comeIn(host, message, entrant, state, early);
    link.complain({ code: "limit", message: refusal, roomId, ref });
  } catch (error) {
    if (!(error instanceof RoomClosedError)) throw error;
    const { message } = error;
    link.complain({ code: "unavailable", message, roomId, ref });
  } finally {
    arrived();
  }
}

/** @throws {StoreError} if the log does not have what the room waits for. */
async function catchUp({ room, reader }: RoomHost, tries: number) {
  if (tries === MAX_CATCHING_UP) {
    throw new StoreError(
      `Cannot let a client into room ${room.roomId}: it has answers that the log does not know of`,
    );
  }
  await reader.refresh();
}

function comeIn(
  host: RoomHost,
  message: JoinRoom,
  entrant: Entrant,
  state: ClientState,
  early: EarlyPage | null,
): void {
  const { link, entered } = entrant;
  const { client } = entrant.speaker;
  const { roomId } = message;
  const membership = membershipOf(host, message, entrant);
  const { member } = membership;
  const send = (message: ServerMessage) => link.queue.send(encode(message));
  host.enter(membership, member, { hash: client, state });
  entered(membership);
  const start = startOf(message, host, toldOf(early, host));
  if (start.kind === "snapshot" && start.told !== undefined) {
    // That it is in was told already, and then nobody knew of the others.
    const joined = host.room.members.filter(({ memberId }) =>
      memberId !== member.memberId
    );
    if (joined.length > 0) send({ type: "members", roomId, joined, left: [] });
  } else {
    send(joinedOf(host, message, entrant, start));
  }
  for (const line of host.room.chat) send({ type: "said", roomId, ...line });
  const others = host.room.presences.filter((presence) =>
    presence.memberId !== member.memberId
  );
  if (others.length > 0) send({ type: "presence", roomId, members: others });
  membership.start(start);
}

function joinedOf(
  { room, epoch }: RoomHost,
  { roomId, ref }: JoinRoom,
  { link: { memberId }, speaker: { client } }: Entrant,
  start: FeedStart,
): ServerMessage {
  const since = start.kind === "delta" ? start.since : 0;
  const placed = room.placed(client).filter(([, seq]) => seq > since);
  return {
    type: "joined",
    roomId,
    epoch,
    head: room.document.seq,
    lastCseq: room.lastCseq(client),
    ...placed.length > 0 && { placed },
    mode: start.kind === "events" ? "none" : start.kind,
    role: "editor",
    memberId,
    members: room.members,
    ref,
  };
}

function membershipOf(
  host: RoomHost,
  { roomId, viewport, epoch, texts = [] }: JoinRoom,
  { link, speaker, left }: Entrant,
): Membership {
  const { memberId, queue } = link;
  const { userId, name, color, client } = speaker;
  const membership: Membership = new Membership({
    host,
    roomId,
    queue,
    member: { memberId, userId, name, color },
    voice: new NativeVoice({
      roomId,
      memberId,
      first: () => viewport === undefined ? [] : host.reader.idsIn(viewport),
      asked: epoch === host.epoch ? texts : [],
      lastCseq: () => host.room.lastCseq(client),
      placed: () => host.room.placed(client),
    }),
    onRateLimited: () => link.warn(),
    onClosed: () => left(membership),
  });
  return membership;
}

/** What content is sent: below the horizon, or of another past, all of it. */
function startOf(
  { content, since, epoch }: JoinRoom,
  { epoch: roomEpoch, reader, room }: RoomHost,
  told: Told | undefined,
): FeedStart {
  if (content !== "all") return { kind: content };
  const isKnown = since !== undefined && epoch === roomEpoch &&
    since >= reader.horizon && since <= room.document.seq;
  return isKnown ? { kind: "delta", since } : { kind: "snapshot", told };
}
