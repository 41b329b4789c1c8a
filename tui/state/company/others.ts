/**
 * The others in the room.
 *
 * @module
 */

import type { Member } from "../../../shared/schema/presence.ts";
import type { Model } from "../model.ts";

/** Everybody but this connection, in the order in which they came. */
export function othersOf({ members, memberId }: Model): readonly Member[] {
  return members.filter((member) => member.memberId !== memberId);
}

/**
 * Does somebody draw by a script? A terminal tells where it looks, or, in the past, that it looks
 * nowhere; a script tells nothing, or no more than a cursor.
 */
export function isBot({ presences }: Model, { memberId }: Member): boolean {
  const presence = presences.get(memberId);
  return presence === undefined ||
    (presence.viewport === null && presence.cursor !== null);
}

/** Does somebody listen to a screen reader, which has no view? It names itself as a tool (T44). */
export function isReader({ presences }: Model, { memberId }: Member): boolean {
  return presences.get(memberId)?.tool === "reader";
}

/** Others, by id or by name: whose name begins so before whose has it in it. */
export function othersCalled(model: Model, typed: string): readonly Member[] {
  const wanted = typed.toLowerCase();
  const others = othersOf(model);
  const named = others.filter(({ memberId }) => memberId === typed);
  if (named.length > 0) return named;
  const place = ({ name }: Member) => name.toLowerCase().indexOf(wanted);
  return others.filter((member) => place(member) >= 0)
    .toSorted((a, b) => place(a) - place(b) || a.name.length - b.name.length);
}
