/**
 * How to bring a colleague in (T18).
 *
 * @module
 */

import type { Model } from "../model.ts";
import type { Update } from "../update_type.ts";
import { notify } from "../notice.ts";

/** Long enough to copy it by hand, in milliseconds; Esc ends it sooner. */
const STAYS = 30_000;

/** Shows the command that joins this room, and sends it to the clipboard. */
export function invite(model: Model): Update {
  const { room } = model;
  return {
    model: { ...model, notices: [], panel: { kind: "invite", room } },
    effects: [{ type: "copy", text: joinCommand(model, room) }],
  };
}

/** A moment of the past was copied into a room: how to go there. */
export function inviteInto(model: Model, room: string, now: number): Update {
  const command = joinCommand(model, room);
  const text = `It is there: ${command}  sent to the terminal`;
  return {
    model: notify({ ...model, notices: [] }, text, "info", now, STAYS),
    effects: [{ type: "copy", text: command }],
  };
}

/** The command that joins a room of this server. */
export function joinCommand({ server }: Model, room: string): string {
  return `deno task draw ${room} --server ${server}`;
}

/** The port of a server that only programs on its own machine reach; `null` for any other. */
export function loopbackPort({ server }: Model): string | null {
  if (!URL.canParse(server)) return null;
  const { hostname, port, protocol } = new URL(server);
  const isLoopback = hostname === "localhost" || hostname === "[::1]" ||
    /^127\./.test(hostname);
  if (!isLoopback) return null;
  return port !== "" ? port : protocol === "wss:" ? "443" : "80";
}
