import type { Model } from "../model.ts";
import { pure } from "../update_type.ts";
import type { PanelKind } from "./panel.ts";
import { closed, closes, linesOf } from "./scroll.ts";

/** The help; `page` counts on after the last one, and back before the first. */
export interface HelpPanel {
  readonly kind: "help";
  readonly page: number;
}

/** Every action and its keys (T17). */
export const help: PanelKind<HelpPanel> = {
  key(model, { page }, { key }) {
    if (closes(key)) return pure(closed(model));
    const lines = linesOf(key);
    return lines === null ? null : pure(turned(model, page + Math.sign(lines)));
  },
  wheel: (model, { page }, by) => turned(model, page + by),
};

function turned(model: Model, page: number): Model {
  return { ...model, panel: { kind: "help", page } };
}
