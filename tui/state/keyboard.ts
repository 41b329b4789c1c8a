/**
 * What a key does: it is text where text is typed, and an action elsewhere.
 *
 * @module
 */

import { typeKey } from "./entry.ts";
import { beginTyping } from "./hand_actions.ts";
import type { KeyInput } from "./input.ts";
import type { Keymap } from "./keymap.ts";
import { leaveAtOnce } from "./leave.ts";
import type { Model } from "./model.ts";
import { panelKey } from "./panel.ts";
import { toolOf } from "./tool_step.ts";
import { pure, then, type Update } from "./update_type.ts";
import type { World } from "./world.ts";

/** Does what a key means here and now. */
export function pressedKey(
  model: Model,
  world: World,
  keys: Keymap,
  message: KeyInput,
): Update {
  const { key } = message;
  const text = message.text ?? "";
  if (key === "ctrl+c") return leaveAtOnce(model, world);
  if (model.panel !== null) {
    const answered = panelKey(model, model.panel, key);
    if (answered !== null) return pure(answered);
  }
  if (model.entry !== null) return typeKey(model, model.entry, key, text);
  const typing = model.fresh !== null || toolOf(model).typing === true;
  if (typing && text.trim() !== "") {
    return pure(beginTyping(model, world, text));
  }
  // A shape that was just drawn is done with by Enter or Esc; the key means no more than that.
  if (model.fresh !== null && (key === "enter" || key === "escape")) {
    return pure({ ...model, fresh: null });
  }
  const action = keys.actionOf.get(key);
  if (action === undefined || action.when?.(model) === false) {
    return pure(model);
  }
  return then(
    pure({ ...model, fresh: null }),
    (rested) => action.run(rested, world),
  );
}
