/**
 * From keys to actions.
 *
 * @module
 */

import type { Action } from "../actions/action.ts";
import { ACTIONS } from "../actions/actions.ts";
import { similar } from "../words/similar.ts";
import type { KeyChanges } from "./key_changes.ts";
import { showKey } from "./show_key.ts";

/** Which action a key means, and which keys an action has. */
export interface Keymap {
  readonly actionOf: ReadonlyMap<string, Action>;
  readonly keysOf: ReadonlyMap<string, readonly string[]>;
}

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
