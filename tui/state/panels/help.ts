import type { Model } from "../model.ts";
import { pure } from "../update_type.ts";
import type { PanelKind } from "./panel.ts";
import { closed, closes, linesOf, WHEEL_LINES } from "./scroll.ts";

/** The help; `top` is the first line that is shown. */
export interface HelpPanel {
  readonly kind: "help";
  readonly top: number;
}

/** Every action and its keys (T17). */
export const help: PanelKind<HelpPanel> = {
  key(model, { top }, { key }) {
    if (closes(key)) return pure(closed(model));
    const lines = linesOf(key);
    return lines === null ? null : pure(scrolled(model, top + lines));
  },
  wheel: (model, { top }, by) => scrolled(model, top + by * WHEEL_LINES),
};

function scrolled(model: Model, top: number): Model {
  return { ...model, panel: { kind: "help", top: Math.max(0, top) } };
}
