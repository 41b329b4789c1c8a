import type { Model } from "../model.ts";
import { fieldOf } from "../panels/field.ts";

/**
 * Opens the command palette with something typed already: an action that can't be done without a
 * word asks for it so (`askFor(model, "go ")`).
 */
export function askFor(model: Model, typed: string): Model {
  return { ...model, panel: { kind: "palette", field: fieldOf(typed), at: 0 } };
}
