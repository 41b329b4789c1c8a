/**
 * Actions whose keys are on the screen before anything is known of a room, and their usual keys.
 *
 * @module
 */

import { LABELS, type ToolName } from "../../tools/labels.ts";

/** The first key of an action; `undefined` if it has none. */
export type KeyOf = (action: string) => string | undefined;

/** Where everything else is found, and the way out. */
export const WAY_KEYS = {
  help: ["?"],
  commands: [":"],
  leave: ["q"],
} as const satisfies Record<string, readonly string[]>;

/** The name of the action that takes a tool in hand. */
export function toolAction(tool: ToolName): string {
  return `tool-${tool}`;
}

/** The usual keys of what is shown first, by the action's name. */
export const FIRST_KEYS: Readonly<Record<string, readonly string[]>> = {
  ...WAY_KEYS,
  ...Object.fromEntries(
    Object.values(LABELS).map(({ name, keys }) => [toolAction(name), keys]),
  ),
};
