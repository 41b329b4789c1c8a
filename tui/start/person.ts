/**
 * Who we are to the server of a room, and where our work for it is kept.
 *
 * @module
 */

import { join } from "@std/path";
import type { RoomClient } from "../../shared/client/room_client.ts";
import { identityIn, stateFolder, userKeyFor } from "../files/identity.ts";
import { type Person, Visits } from "../session/visits.ts";
import { firstSight } from "../state/viewport.ts";
import type { DrawConfig } from "./config.ts";

/** The name, the color and the secret name that somebody has on a server. */
export async function personOf(
  { server, name, color }: DrawConfig,
): Promise<Person> {
  const state = stateOf();
  const userKey = await userKeyFor(server, state && identityIn(state));
  return { server, name, color, userKey };
}

/** Somebody's rooms, none of which is entered yet. */
export function visitsOf(
  person: Person,
  screen: { readonly columns: number; readonly rows: number },
  onClient?: (client: RoomClient) => void,
): Visits {
  const state = stateOf();
  return new Visits({
    person: { ...person, viewport: firstSight(screen) },
    outboxes: state && join(state, "outbox"),
    onClient: (client) => onClient?.(client),
  });
}

function stateOf(): string | null {
  return stateFolder((name) => Deno.env.get(name));
}
