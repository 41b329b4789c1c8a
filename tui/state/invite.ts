/**
 * How to bring a colleague in (T18).
 *
 * @module
 */

import type { Model } from "./model.ts";
import { notify } from "./notice.ts";

/** Long enough to copy it by hand, in milliseconds; Esc ends it sooner. */
const STAYS = 30_000;

/** Shows the command that joins this room. */
export function invite(model: Model, now: number): Model {
  const command = `deno task draw ${model.room} --server ${model.server}`;
  const loopback = isLoopback(model.server) ? " (this machine only)" : "";
  return notify(model, `${command}${loopback}`, "info", now, STAYS);
}

function isLoopback(server: string): boolean {
  if (!URL.canParse(server)) return false;
  const { hostname } = new URL(server);
  return hostname === "localhost" || hostname === "[::1]" ||
    /^127\./.test(hostname);
}
