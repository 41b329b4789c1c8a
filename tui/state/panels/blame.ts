import type { Shape } from "../../../shared/schema/shape.ts";
import type { Model } from "../model.ts";
import type { Blamed } from "../past/blame.ts";
import { openPast } from "../past/past.ts";
import { pure } from "../update_type.ts";
import type { PanelKind } from "./panel.ts";
import { closed, closes, linesOf, WHEEL_LINES } from "./scroll.ts";

/** Who made a shape what it is. */
export interface BlamePanel {
  readonly kind: "blame";
  /** As it was when it was asked. */
  readonly shape: Shape;
  /** The line that keys act on. */
  readonly at: number;
  /** `null` as long as it is being found out. */
  readonly found: Blamed | { readonly reason: string } | null;
  /** When it was asked, in milliseconds since 1970. */
  readonly now: number;
}

/** Who drew a shape, and who changed what of it (T15). */
export const blame: PanelKind<BlamePanel> = {
  key(model, panel, { key }, { world }) {
    const deed = deedAt(panel);
    if (key === "enter" && deed !== null) {
      return openPast(closed(model), world, deed.seq);
    }
    if (closes(key) || key === "B") return pure(closed(model));
    const lines = linesOf(key);
    return lines === null ? null : pure(at(model, panel, panel.at + lines));
  },
  wheel: (model, panel, by) => at(model, panel, panel.at + by * WHEEL_LINES),
  pick(model, panel, line, { world }) {
    const deed = deedAt({ ...panel, at: line });
    return panel.at === line && deed !== null
      ? openPast(closed(model), world, deed.seq)
      : pure(at(model, panel, line));
  },
};

function deedAt({ found, at }: BlamePanel) {
  return found !== null && "deeds" in found ? found.deeds[at] ?? null : null;
}

function at(model: Model, panel: BlamePanel, line: number): Model {
  const { found } = panel;
  const last = found !== null && "deeds" in found ? found.deeds.length - 1 : 0;
  const kept = Math.max(0, Math.min(line, last));
  return { ...model, panel: { ...panel, at: kept } };
}
