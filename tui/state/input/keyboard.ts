/**
 * What a key does: it is text where text is typed, and an action elsewhere.
 *
 * @module
 */

import { isEntryKey, typeKey } from "../typing/entry_keys.ts";
import { bufferOf, selectedText } from "../typing/text_buffer.ts";
import { editKey } from "../typing/text_keys.ts";
import { beginTyping } from "../actions/hand_actions.ts";
import { stopWork } from "../files/work.ts";
import type { KeyInput } from "./input.ts";
import type { Keymap } from "./keymap.ts";
import { isLeaving, leaveAtOnce } from "../rooms/leave.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { panelKey } from "../panels/panels.ts";
import { pastKey } from "../past/past_input.ts";
import { toolOf } from "../tool_step.ts";
import { pure, then, type Update } from "../update_type.ts";
import type { World } from "../world.ts";

/** Does what a key means here and now. */
export function pressedKey(
  model: Model,
  world: World,
  keys: Keymap,
  message: KeyInput,
): Update {
  const { key } = message;
  if (key === "ctrl+c") return copyOrLeave(model, world);
  const afterEscape = keyAfterEscape(model, keys, key);
  if (afterEscape !== null) {
    return then(
      pressedKey(model, world, keys, ESCAPE),
      (next) => pressedKey(next, world, keys, afterEscape),
    );
  }
  if (model.panel !== null) {
    const answered = panelKey(model, model.panel, message, {
      world,
      keys,
    });
    if (answered !== null) return answered;
    // Any other key is meant for the canvas, which then should be seen.
    return pressedKey({ ...model, panel: null }, world, keys, message);
  }
  if (key === "escape" && model.work !== null && model.entry === null) {
    return stopWork(model, model.work, world);
  }
  if (model.past !== null) {
    return pastKey(model, model.past, world, keys, message);
  }
  const text = message.text ?? "";
  if (model.entry !== null) {
    const action = keys.actionOf.get(key);
    // Who has given Ctrl+Z back to the shell means the shell, wherever.
    return action?.name === "suspend"
      ? action.run(model, world)
      : typeKey(model, world, model.entry, { key, text });
  }
  return act(model, world, keys, message);
}

function act(
  model: Model,
  world: World,
  keys: Keymap,
  { key, text }: KeyInput,
): Update {
  const types = model.fresh !== null || toolOf(model).typing === true;
  if (types && text !== null && text.trim() !== "") {
    return beginTyping(model, world, text);
  }
  // A shape that was just drawn is done with by Enter or Esc; the key means no more than that.
  if (model.fresh !== null && (key === "enter" || key === "escape")) {
    return pure({ ...model, fresh: null });
  }
  const rested = { ...model, fresh: null };
  const action = keys.actionOf.get(key);
  if (action === undefined) return pure(rested);
  if (action.when?.(model) !== false) return action.run(rested, world);
  // A key that does nothing without a word seems broken.
  return pure(
    action.whyNot === undefined
      ? rested
      : notify(rested, action.whyNot, "info", world.now),
  );
}

/** Ctrl+C: the second of two leaves; the first one copies what is selected in a text. */
function copyOrLeave(model: Model, world: World): Update {
  const { entry, panel } = model;
  const copies = entry !== null && panel === null &&
    selectedText(entry.buffer) !== "" && !isLeaving(model, world);
  return copies
    ? typeKey(model, world, entry, { key: "ctrl+c", text: "" })
    : leaveAtOnce(model, world);
}

const META = /^(ctrl\+)?meta\+/;
const ESCAPE: KeyInput = { type: "key", key: "escape", text: null };

/**
 * Esc and a key soon after it look to a terminal like that key with Alt. Where Alt means nothing,
 * they are taken for what they most likely are.
 */
function keyAfterEscape(
  model: Model,
  keys: Keymap,
  key: string,
): KeyInput | null {
  if (!META.test(key) || keys.actionOf.has(key)) return null;
  if (
    model.panel === null
      ? model.entry !== null && isEntryKey(model.entry, key)
      : editKey(bufferOf(""), key) !== null
  ) return null;
  const bare = key.replace(META, "$1");
  const text = bare === "space" ? " " : [...bare].length === 1 ? bare : null;
  return { type: "key", key: bare, text };
}
