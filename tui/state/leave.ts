/**
 * Leaving, without losing work by a slip.
 *
 * @module
 */

import type { Model } from "./model.ts";
import { notify } from "./notice.ts";
import type { Update } from "./update_type.ts";
import { pure } from "./update_type.ts";
import type { World } from "./world.ts";

/** For how long the first of two keys counts, in milliseconds. */
const TWICE_MS = 3_000;

/** `q`: at once, unless there is work that the server does not have yet. */
export function leave(model: Model, world: World): Update {
  const unsaid = model.chat.unsent.length;
  const unsent = model.status.unsent + unsaid;
  if (unsent === 0 || world.now < model.leaving) return quit(model);
  const what = unsaid === unsent ? "chat line" : "change";
  const text = `${unsent} unsent ${
    unsent === 1 ? what : `${what}s`
  } would be lost: wait, or press q again to leave.`;
  return pure(ask(model, world, text, "warning"));
}

/** Ctrl+C: the second of two leaves, whatever is open. */
export function leaveAtOnce(model: Model, world: World): Update {
  if (world.now < model.leaving) return quit(model);
  return pure(ask(model, world, "Press Ctrl+C again to leave.", "info"));
}

function ask(
  model: Model,
  world: World,
  text: string,
  tone: "info" | "warning",
): Model {
  const leaving = world.now + TWICE_MS;
  return notify({ ...model, leaving }, text, tone, world.now);
}

function quit(model: Model): Update {
  return { model, effects: [{ type: "quit" }] };
}
