import { ACTIONS } from "./actions.ts";
import { endEntry } from "../typing/entry.ts";
import type { Model } from "../model.ts";
import { isForPast, pastAct, refuseInPast } from "../past/past_input.ts";
import { pure, then, type Update } from "../update_type.ts";
import type { World } from "../world.ts";

/**
 * Does an action by its name, as its key would: what is being typed is kept, panels close.
 *
 * @param word goes with it, where the action takes one.
 */
export function act(
  model: Model,
  world: World,
  name: string,
  word?: string,
): Update {
  if (model.past !== null) {
    const done = pastAct({ ...model, panel: null }, model.past, world, name);
    if (done !== null) return done;
  }
  const action = ACTIONS.find((each) => each.name === name);
  if (model.past !== null && action !== undefined && !isForPast(action)) {
    return refuseInPast({ ...model, panel: null }, world);
  }
  const rested = { ...model, panel: null, fresh: null };
  if (name === "help" && model.panel !== null) return pure(rested);
  return then(
    endEntry(rested),
    (next) =>
      action === undefined || action.when?.(next) === false
        ? pure(next)
        : word === undefined || action.argument === undefined
        ? action.run(next, world)
        : action.argument.run(next, world, word),
  );
}
