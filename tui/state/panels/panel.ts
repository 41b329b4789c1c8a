/**
 * What a panel is: something that lies over the canvas, or beside it, and takes keys for itself.
 * One file a panel stands beside this one, and one line in `panels.ts`; what it looks like stands
 * in `tui/view/panels`.
 *
 * @module
 */

import type { KeyInput } from "../input/input.ts";
import type { Keymap } from "../input/keymap.ts";
import type { Model } from "../model.ts";
import type { Update } from "../update_type.ts";
import type { World } from "../world.ts";

/** What a panel may ask when something happens. */
export interface PanelContext {
  readonly world: World;
  readonly keys: Keymap;
}

/** How a panel of state `P` answers hands. The model is the one in which it is open. */
export interface PanelKind<P> {
  /**
   * Does a key; `null` when it is meant for the canvas: then the panel closes, and the key goes on.
   */
  key(
    model: Model,
    panel: P,
    input: KeyInput,
    context: PanelContext,
  ): Update | null;
  /** One notch of the wheel: −1 is up. */
  wheel(model: Model, panel: P, by: -1 | 1): Model;
  /** A click on the line that its picture gave this number. */
  pick?(
    model: Model,
    panel: P,
    line: number,
    context: PanelContext,
  ): Update;
  /** Pasted text; without it a paste means nothing to the panel. */
  paste?(
    model: Model,
    panel: P,
    text: string,
    context: PanelContext,
  ): Update;
}
