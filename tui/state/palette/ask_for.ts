import type { Model } from "../model.ts";
import { fieldOf } from "../panels/field.ts";

/**
 * Opens the command palette with something typed already: an action that can't be done without a
 * word asks for it so (`askFor(model, "go ")`).
 */
export function askFor(model: Model, typed: string): Model {
  // Good news would hide what the keys do.
  const notices = model.notices.filter(({ tone }) => tone !== "info");
  const field = fieldOf(typed);
  return { ...model, notices, panel: { kind: "palette", field, at: 0 } };
}
