/**
 * From keys to actions.
 *
 * @module
 */

import type { Action } from "../actions/action.ts";
import { ACTIONS } from "../actions/actions.ts";
import { similar } from "../words/similar.ts";

/** Keys of some actions, by the action's name, instead of their usual ones. */
export type KeyChanges = Readonly<Record<string, readonly string[]>>;

/** Which action a key means, and which keys an action has. */
export interface Keymap {
  readonly actionOf: ReadonlyMap<string, Action>;
  readonly keysOf: ReadonlyMap<string, readonly string[]>;
}

/** `--keys vim`: hjkl and HJKL move, a line is 6, & locks, Ctrl+Z suspends (T20, T33). */
export const VIM_KEYS: KeyChanges = {
  left: ["left", "h"],
  down: ["down", "j"],
  up: ["up", "k"],
  right: ["right", "l"],
  "left-far": ["shift+left", "H"],
  "down-far": ["shift+down", "J"],
  "up-far": ["shift+up", "K"],
  "right-far": ["shift+right", "L"],
  "tool-line": ["6"],
  lock: ["&"],
  undo: ["u"],
  suspend: ["ctrl+z"],
};

/** Key maps by the name that `--keys` takes. */
export const KEYMAPS: Readonly<Record<string, KeyChanges>> = {
  usual: {},
  vim: VIM_KEYS,
};

/**
 * Makes a key map of the action table and some changes.
 *
 * @throws {RangeError} when two actions would have one key, or a change names no action.
 */
export function keymap(changes: KeyChanges = {}): Keymap {
  const known = ACTIONS.map((action) => action.name);
  const unknown = Object.keys(changes).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const meant = similar(unknown, known);
    const hint = meant === null
      ? "; the palette (:) has their names"
      : `; do you mean "${meant}"?`;
    throw new RangeError(
      `Cannot bind keys: there is no action "${unknown}"${hint}`,
    );
  }
  const actionOf = new Map<string, Action>();
  const keysOf = new Map<string, readonly string[]>();
  for (const action of ACTIONS) {
    const keys = changes[action.name] ?? action.keys;
    keysOf.set(action.name, keys);
    for (const key of keys) {
      const other = actionOf.get(key);
      if (other !== undefined) {
        throw new RangeError(
          `Cannot bind keys: ${
            showKey(key)
          } would be "${other.name}" and "${action.name}"; give one of them other keys`,
        );
      }
      actionOf.set(key, action);
    }
  }
  return { actionOf, keysOf };
}

const SHOWN: Readonly<Record<string, string>> = {
  space: "Space",
  enter: "Enter",
  escape: "Esc",
  tab: "Tab",
  delete: "Del",
  backspace: "Backspace",
  left: "Left",
  right: "Right",
  up: "Up",
  down: "Down",
  home: "Home",
  end: "End",
  pageup: "PgUp",
  pagedown: "PgDn",
};

/** A key as people write it: `Ctrl+Z`, `Shift+Left`, `Q`. */
export function showKey(key: string): string {
  const parts = key === "+" ? ["+"] : key.split("+");
  const last = parts.pop()!;
  const modifiers = parts.map((part) => part[0]!.toUpperCase() + part.slice(1));
  const shown = SHOWN[last] ??
    (modifiers.length > 0 ? last.toUpperCase() : last);
  return [...modifiers, shown].join("+");
}
