/**
 * How to bring a colleague in (T18).
 *
 * @module
 */

import type { Model } from "./model.ts";
import { notify } from "./notice.ts";

/** Shows the command that joins this room. */
export function invite(model: Model, now: number): Model {
  const command = `deno task draw ${model.room} --server ${model.server}`;
  const loopback = isLoopback(model.server)
    ? " (this machine only: the server listens on loopback)"
    : "";
  return notify(model, `${command}${loopback}`, "warning", now);
}

function isLoopback(server: string): boolean {
  if (!URL.canParse(server)) return false;
  const { hostname } = new URL(server);
  return hostname === "localhost" || hostname === "[::1]" ||
    /^127\./.test(hostname);
}
