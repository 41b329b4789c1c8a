import { forget, putBack } from "../work/conflict.ts";
import type { Model } from "../model.ts";
import { pure } from "../update_type.ts";
import type { PanelKind } from "./panel.ts";
import { closed, closes, linesOf, WHEEL_LINES } from "./scroll.ts";

/** The list of conflicts; `at` is the line that keys act on, the newest being 0. */
export interface ConflictsPanel {
  readonly kind: "conflicts";
  readonly at: number;
}

/** What we wrote over, and how to put it back (E18). */
export const conflicts: PanelKind<ConflictsPanel> = {
  key(model, panel, { key }, { world }) {
    const line = conflictLine(model, panel.at);
    const index = model.conflicts.length - 1 - line;
    switch (key) {
      case "enter":
      case "!":
        return putBack(model, world, index);
      case "x":
        return pure(forget(model, index));
      case "W":
        return pure(closed(model));
    }
    if (closes(key)) return pure(closed(model));
    const lines = linesOf(key);
    return lines === null ? null : pure(at(model, line + lines));
  },
  wheel: (model, panel, by) =>
    at(model, conflictLine(model, panel.at) + by * WHEEL_LINES),
  pick: (model, _panel, line) => pure(at(model, line)),
};

/** The line of the list that keys act on: it may have been chosen when there were more. */
export function conflictLine({ conflicts }: Model, at: number): number {
  return Math.max(0, Math.min(at, conflicts.length - 1));
}

function at(model: Model, line: number): Model {
  const panel = { kind: "conflicts", at: Math.max(0, line) } as const;
  return { ...model, panel };
}
