/**
 * Key maps of ours, as what they change of the usual keys.
 *
 * @module
 */

/** Keys of some actions, by the action's name, instead of their usual ones. */
export type KeyChanges = Readonly<Record<string, readonly string[]>>;

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
