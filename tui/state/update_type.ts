import type { Effect } from "./effect.ts";
import type { Model } from "./model.ts";

/** What became of the model, and what the shell has to do. */
export interface Update {
  readonly model: Model;
  readonly effects: readonly Effect[];
}

/** A change of the model alone. */
export function pure(model: Model): Update {
  return { model, effects: [] };
}

/** One change after the other; the effects of both. */
export function then(first: Update, next: (model: Model) => Update): Update {
  const second = next(first.model);
  return {
    model: second.model,
    effects: [...first.effects, ...second.effects],
  };
}
