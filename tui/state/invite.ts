/**
 * How to bring a colleague in (T18).
 *
 * @module
 */

import type { Model } from "./model.ts";
import type { Update } from "./update_type.ts";
import { notify } from "./notice.ts";

/** Long enough to copy it by hand, in milliseconds; Esc ends it sooner. */
const STAYS = 30_000;

/** Shows the command that joins this room, and sends it to the clipboard. */
export function invite(model: Model, now: number): Update {
  const command = commandFor(model, model.room);
  // No terminal tells whether it put it on the clipboard (T22).
  const told = isLoopback(model.server)
    ? "local, sent to the terminal"
    : "sent to the terminal";
  return {
    model: notify(model, `${command}  ${told}`, "info", now, STAYS),
    effects: [{ type: "copy", text: command }],
  };
}

/** A moment of the past was copied into a room: how to go there. */
export function inviteInto(model: Model, room: string, now: number): Update {
  const command = commandFor(model, room);
  const text = `It is there: ${command}  sent to the terminal`;
  return {
    model: notify({ ...model, notices: [] }, text, "info", now, STAYS),
    effects: [{ type: "copy", text: command }],
  };
}

/** The command by which one goes to a room of this server. */
export function commandFor({ server }: Model, room: string): string {
  return `deno task draw ${room} --server ${server}`;
}

function isLoopback(server: string): boolean {
  if (!URL.canParse(server)) return false;
  const { hostname } = new URL(server);
  return hostname === "localhost" || hostname === "[::1]" ||
    /^127\./.test(hostname);
}
