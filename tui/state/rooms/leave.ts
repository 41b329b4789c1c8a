/**
 * Leaving, without losing work by a slip.
 *
 * @module
 */

import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { plain } from "../words/plain.ts";
import type { Update } from "../update_type.ts";
import { pure } from "../update_type.ts";
import type { World } from "../world.ts";

/** For how long the first of two keys counts, in milliseconds. */
const TWICE_MS = 3_000;

/** `q`: at once, unless there is work that the server does not have yet. */
export function leave(model: Model, world: World): Update {
  if (model.work !== null && !isLeaving(model, world)) {
    const text = `${
      plain(model.work.name)
    } is not done yet: wait, or press q again to leave.`;
    return pure(ask(model, world, text, "warning"));
  }
  const unsaid = model.chat.unsent.length;
  const unsent = model.status.unsent + unsaid;
  if (unsent === 0 || isLeaving(model, world)) return quit(model);
  const what = unsaid === unsent ? "chat line" : "change";
  const fate = model.isUnsentKept
    ? "will be sent when you are back. Press q again to leave."
    : "would be lost: wait, or press q again to leave.";
  const text = `${unsent} unsent ${unsent === 1 ? what : `${what}s`} ${fate}`;
  return pure(ask(model, world, text, "warning"));
}

/** Ctrl+C: the second of two leaves, whatever is open. */
export function leaveAtOnce(model: Model, world: World): Update {
  if (isLeaving(model, world)) return quit(model);
  return pure(ask(model, world, "Press Ctrl+C again to leave.", "info"));
}

/** Does the next Ctrl+C leave? */
export function isLeaving(model: Model, world: World): boolean {
  return world.now < model.leaving;
}

/** From now on, and for a while, the next one leaves. */
export function leaveNext(model: Model, world: World): Model {
  return { ...model, leaving: world.now + TWICE_MS };
}

function ask(
  model: Model,
  world: World,
  text: string,
  tone: "info" | "warning",
): Model {
  return notify(leaveNext(model, world), text, tone, world.now);
}

function quit(model: Model): Update {
  return { model, effects: [{ type: "quit" }] };
}
