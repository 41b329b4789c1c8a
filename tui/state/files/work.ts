/**
 * Long work on a file: one at a time, told while it goes on, stopped by Esc.
 *
 * @module
 */

import type { Effect } from "../effect.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { plain } from "../words/plain.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";

/** What is under way. */
export interface Work {
  readonly verb: "export" | "import";
  /** The file's name. */
  readonly name: string;
  /** What is being done right now, in a few words; empty at first. */
  readonly doing: string;
  /** Which part of that is done, from 0 to 1. */
  readonly part: number;
}

/** Begins work, unless there is some already. */
export function beginWork(
  model: Model,
  world: World,
  verb: Work["verb"],
  name: string,
  effect: Effect,
): Update {
  if (model.work !== null) {
    const { work } = model;
    const text = `Cannot ${verb} now: ${
      plain(work.name)
    } is not done yet. Esc stops it.`;
    return pure(notify(model, text, "warning", world.now));
  }
  const work: Work = { verb, name, doing: "", part: 0 };
  return { model: { ...model, work, notices: [] }, effects: [effect] };
}

/** Leaves it off. */
export function stopWork(model: Model, work: Work, world: World): Update {
  const text = work.verb === "export"
    ? `Stopped: ${plain(work.name)} is not written.`
    : work.part === 0
    ? `Stopped: nothing of ${plain(work.name)} is drawn.`
    : `Stopped: a part of ${plain(work.name)} is drawn, u takes it back.`;
  return {
    model: notify({ ...model, work: null }, text, "info", world.now),
    effects: [{ type: "stop-work" }],
  };
}

/** What is told while it goes on. */
export function workLine({ verb, name, doing, part }: Work): string {
  const what = `${verb === "export" ? "Exporting" : "Importing"} ${
    plain(name)
  }`;
  const how = doing === "" ? "" : `: ${doing}, ${Math.floor(part * 100)} %`;
  return `${what}${how}. Esc stops it.`;
}
