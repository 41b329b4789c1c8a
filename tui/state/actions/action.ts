import type { Model } from "../model.ts";
import type { Update } from "../update_type.ts";
import type { World } from "../world.ts";

/** Where an action stands in the help: what one needs first comes first. */
export const ACTION_GROUPS = [
  "Tools",
  "Draw and move",
  "Shapes",
  "Room",
  "Style",
  "View",
  "Finer work",
] as const;

/** A word that goes with an action. */
export interface ActionArgument {
  /** What it is, in one word: the palette shows `zoom percent`. */
  readonly word: string;
  /** What may be meant by what was typed so far, the likeliest first; nothing, if left out. */
  suggest?(model: Model, typed: string): readonly Suggestion[];
  /** Does the action with it. A word that means nothing is told in a notice. */
  run(model: Model, world: World, word: string): Update;
}

/** Something that may be meant. */
export interface Suggestion {
  /** What the action gets. */
  readonly word: string;
  /** How it is shown. */
  readonly text: string;
  /** What it is, in a few words. */
  readonly help: string;
}

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
  /** Why it can't be done when `when` says so; one sentence. */
  readonly whyNot?: string;
  /** It can be done with a word of the user's: the command palette takes it (`go 120,64`). */
  readonly argument?: ActionArgument;
  /** Does it. */
  run(model: Model, world: World): Update;
}
