import type { Model } from "./model.ts";
import type { Update } from "./update_type.ts";
import type { World } from "./world.ts";

/** Where an action stands in the help. */
export const ACTION_GROUPS = [
  "Tools",
  "Draw and move",
  "Shapes",
  "Style",
  "View",
  "Room",
] as const;

/** Something that the user can do. */
export interface Action {
  /** For key maps; a-z and -. */
  readonly name: string;
  readonly group: typeof ACTION_GROUPS[number];
  /** Keys that do it unless a key map says otherwise, as the terminal names them. */
  readonly keys: readonly string[];
  /** What it does, in a few words. */
  readonly help: string;
  /** Actions of one family share a line of the help, which says this. */
  readonly family?: string;
  /** When it can be done; always, if left out. */
  when?(model: Model): boolean;
  /** Does it. */
  run(model: Model, world: World): Update;
}
