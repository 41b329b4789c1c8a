/**
 * Panels over the canvas, and the keys that they take for themselves.
 *
 * @module
 */

import { forget, putBack } from "./conflict.ts";
import type { Model, Panel } from "./model.ts";
import { pure, type Update } from "./update_type.ts";
import type { World } from "./world.ts";

/** What a key does to the open panel; `null` when the panel leaves it to others. */
export function panelKey(
  model: Model,
  world: World,
  panel: Panel,
  key: string,
): Update | null {
  const acted = panel.kind === "conflicts"
    ? conflictKey(model, world, panel.top, key)
    : null;
  if (acted !== null) return acted;
  const next = commonKey(model, panel, key);
  return next === null ? null : pure(next);
}

/** The line of the list of conflicts that keys act on, the newest being 0. */
export function conflictLine({ conflicts }: Model, top: number): number {
  return Math.max(0, Math.min(top, conflicts.length - 1));
}

function conflictKey(
  model: Model,
  world: World,
  top: number,
  key: string,
): Update | null {
  const line = conflictLine(model, top);
  const index = model.conflicts.length - 1 - line;
  switch (key) {
    case "enter":
    case "!":
      return putBack(model, world, index);
    case "x":
      return pure(forget(model, index));
    case "W":
      return pure({ ...model, panel: null });
    default:
      return null;
  }
}

function commonKey(model: Model, panel: Panel, key: string): Model | null {
  const scroll = (by: number): Model => ({
    ...model,
    panel: { ...panel, top: Math.max(0, topOf(model, panel) + by) },
  });
  switch (key) {
    case "escape":
    case "?":
    case "q":
    case "enter":
      return { ...model, panel: null };
    case "down":
    case "j":
      return scroll(1);
    case "up":
    case "k":
      return scroll(-1);
    case "space":
    case "pagedown":
    case "shift+down":
      return scroll(5);
    case "pageup":
    case "shift+up":
      return scroll(-5);
    default:
      return null;
  }
}

/** Where the panel is, as it is shown: it may have been scrolled on past its end. */
function topOf(model: Model, { kind, top }: Panel): number {
  return kind === "conflicts" ? conflictLine(model, top) : top;
}
