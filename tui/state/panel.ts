/**
 * Panels over the canvas, and the keys that they take for themselves.
 *
 * @module
 */

import type { Model, Panel } from "./model.ts";

/** What a key does to the open panel; `null` when the panel leaves it to others. */
export function panelKey(
  model: Model,
  panel: Panel,
  key: string,
): Model | null {
  const scroll = (by: number): Model => ({
    ...model,
    panel: { ...panel, top: Math.max(0, panel.top + by) },
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
