import type { Model } from "../model.ts";
import { pure } from "../update_type.ts";
import type { PanelKind } from "./panel.ts";
import { closed, closes, linesOf } from "./scroll.ts";

/** The help; `page` counts on after the last one, and back before the first. */
export interface HelpPanel {
  readonly kind: "help";
  readonly page: number;
}

/** Pages are turned sideways as well. */
const ASIDE: Readonly<Record<string, number>> = {
  right: 1,
  tab: 1,
  left: -1,
  "shift+tab": -1,
};

/** Every action and its keys (T17). */
export const help: PanelKind<HelpPanel> = {
  key(model, { page }, { key }) {
    if (closes(key)) return pure(closed(model));
    const by = ASIDE[key] ?? linesOf(key);
    return by === null ? null : pure(turned(model, page + Math.sign(by)));
  },
  wheel: (model, { page }, by) => turned(model, page + by),
};

function turned(model: Model, page: number): Model {
  return { ...model, panel: { kind: "help", page } };
}
