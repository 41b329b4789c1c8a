/**
 * What people know of each other, and what those know who only watch.
 *
 * @module
 */

import { CHAT_AT_JOIN } from "../../server/room/members/chat_log.ts";
import { dialectShape } from "../../server/ws/chat/chat_dialect.ts";
import { ATTACKER } from "../act.ts";
import { must } from "../violation.ts";
import { IDENTITY, ROOM } from "../world/sim_server.ts";
import type { World } from "../world/world.ts";

/**
 * Who does not know yet who is here and what they point at, or still knows somebody who is gone
 * (P7, P8); `null` if all do. What one server was not told at first, it is told again (E21).
 */
export function unacquainted(
  { clients, servers, guest }: World,
): string | null {
  const here = clients.map(({ room }) => room?.memberId ?? "");
  const isAll = (members: readonly { memberId: string }[]) =>
    members.length === here.length + (guest === null ? 0 : 1) &&
    here.every((id) => members.some(({ memberId }) => memberId === id));
  for (const [index, server] of servers.entries()) {
    const members = server?.host?.room.members;
    if (members !== undefined && !isAll(members)) {
      return `server ${index} has the members ${idsOf(members)}`;
    }
  }
  for (const { name, room } of clients) {
    if (room === null) return `${name} is not here`;
    if (!isAll(room.members)) return `${name} sees ${idsOf(room.members)}`;
    const ghost = [...room.presences.keys()].find((id) => !here.includes(id));
    if (ghost !== undefined) return `${name} sees ${ghost}, who is gone`;
    const unseen = clients.find((other) =>
      other.room !== room && other.pointsAt !== null &&
      room.presences.get(other.room!.memberId)?.cursor?.x !== other.pointsAt
    );
    if (unseen !== undefined) {
      return `${name} does not see where ${unseen.name} points`;
    }
  }
  return null;
}

function idsOf(members: readonly { memberId: string }[]): string {
  return members.map(({ memberId }) => memberId).sort().join(" ");
}

/**
 * @throws {Violation} unless everybody was told all lines of chat, and nobody any of them twice, and
 * guests show what is there.
 */
export async function checkPeople(world: World): Promise<void> {
  const { clients, servers, guest, life, lives } = world;
  const attacker = IDENTITY.userId(ATTACKER);
  must(
    life.events.every(({ userId }) => userId !== attacker),
    15,
    () => "what no client would send has changed the room",
  );
  for (const { name, heard } of clients) {
    must(
      // With a backup the numbers of lines begin anew.
      lives.length > 1 || new Set(heard).size === heard.length,
      3,
      () => `${name} heard lines of chat twice: ${heard}`,
    );
  }
  await checkHeard(world);
  if (guest === null) return;
  const document = servers[0]?.host?.room.document ?? life.state();
  must(
    guest.shapes.size === document.shapes.size,
    1,
    () => `the guest shows ${[...guest.shapes.keys()]}`,
  );
  for (const [id, { shape }] of document.shapes) {
    const expected = JSON.stringify(dialectShape(document, shape));
    must(
      guest.shapes.get(id) === expected,
      1,
      () => `the guest shows ${guest.shapes.get(id)}, and not ${expected}`,
    );
  }
}

/** The last lines come at join, and those after them as they are said (P10). */
async function checkHeard({ clients, store }: World): Promise<void> {
  const lines = await store.readChat(ROOM, CHAT_AT_JOIN);
  for (const { name, heard } of clients) {
    const missed = lines.filter(({ id }) => !heard.includes(id));
    must(
      missed.length === 0,
      10,
      () => `${name} did not hear ${JSON.stringify(missed)}`,
    );
  }
}
