/**
 * Saying a line, and what becomes of it.
 *
 * @module
 */

import { MAX_CHAT } from "../../../shared/schema/limits.ts";
import { codePointLength } from "../../../shared/schema/safe_text.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { fieldOf } from "../panels/field.ts";
import { plain } from "../words/plain.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import { type UnsentLine, withChat } from "./chat.ts";

/** Says what stands in the field; what is too long stays in it. */
export function say(model: Model, world: World): Update {
  const { chat } = model;
  const text = chat.field.text.trim();
  if (text === "") return pure(model);
  const length = codePointLength(text);
  if (length > MAX_CHAT) {
    const told = `Cannot say that: a line has at most ${MAX_CHAT} ` +
      `characters, and this has ${length}. Make it shorter.`;
    return pure(notify(model, told, "warning", world.now));
  }
  if (model.status.state === "closed") {
    const told = "Cannot say that: the room is closed.";
    return pure(notify(model, told, "warning", world.now));
  }
  const key = world.newId();
  const unsent = [...chat.unsent, { key, text }];
  return {
    model: withChat(model, { unsent, field: fieldOf(), up: 0 }),
    effects: [{ type: "say", key, text }],
  };
}

/** A line that was said before waits for the server. */
export function waits(model: Model, { key, text }: UnsentLine): Model {
  return withChat(model, { unsent: [...model.chat.unsent, { key, text }] });
}

/** The server has a line of ours. */
export function wasSaid(model: Model, key: string): Model {
  const unsent = model.chat.unsent.filter((line) => line.key !== key);
  return withChat(model, { unsent });
}

/** The server refused a line: it is in the field again, before what was written since. */
export function wasRefused(
  model: Model,
  key: string,
  reason: string,
  now: number,
): Model {
  const line = model.chat.unsent.find((each) => each.key === key);
  if (line === undefined) return model;
  const since = model.chat.field.text;
  const field = fieldOf(since === "" ? line.text : `${line.text} ${since}`);
  const kept = withChat(wasSaid(model, key), { field });
  return notify(kept, `${plain(reason)}. It is still written.`, "error", now);
}
