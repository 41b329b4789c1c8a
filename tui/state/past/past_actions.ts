/**
 * What can be done in the past: one table makes its keys, its line of hints, and its part of the
 * help (T17).
 *
 * @module
 */

import type { CellVector } from "../../tools/tool.ts";
import type { Model } from "../model.ts";
import { pure, type Update } from "../update_type.ts";
import { scroll } from "../viewport.ts";
import type { World } from "../world.ts";
import { askForAll, bringSelectionBack, makeAllAsItWas } from "./bring_back.ts";
import { beginCopy } from "./copy_room.ts";
import { goTo, leavePast, type Past } from "./past.ts";
import { changeSpeed, togglePlay } from "./play.ts";

/** Something that can be done while one is in the past. */
export interface PastAction {
  /** a-z and -. */
  readonly name: string;
  readonly keys: readonly string[];
  /** What it does, in a few words. */
  readonly help: string;
  /** Actions of one family share a line of the help, which says this. */
  readonly family?: string;
  /** What the top bar says of it, if it does; a click there does it. */
  readonly chip?: string | ((model: Model, past: Past) => string);
  run(model: Model, past: Past, world: World): Update;
}

/** Cells that an arrow key moves the view. */
const PAN: CellVector = { columns: 8, rows: 4 };

/** Everything that can be done in the past, in the order of the help. */
export const PAST_ACTIONS: readonly PastAction[] = [
  {
    name: "past-back",
    keys: ["left"],
    help: "one event back",
    family: "one event back, on",
    chip: "Left",
    run: (model, past, world) => step(model, past, world, past.at - 1),
  },
  {
    name: "past-on",
    keys: ["right"],
    help: "one event on",
    family: "one event back, on",
    chip: "Right step",
    run: (model, past, world) => step(model, past, world, past.at + 1),
  },
  {
    name: "past-burst-back",
    keys: ["shift+left"],
    help: "a burst back",
    family: "a burst back, on",
    run: (model, past, world) => burst(model, past, world, -1),
  },
  {
    name: "past-burst-on",
    keys: ["shift+right"],
    help: "a burst on",
    family: "a burst back, on",
    run: (model, past, world) => burst(model, past, world, 1),
  },
  {
    name: "past-far-back",
    keys: ["pageup"],
    help: "a twentieth back",
    family: "a twentieth back, on",
    run: (model, past, world) => step(model, past, world, past.at - far(past)),
  },
  {
    name: "past-far-on",
    keys: ["pagedown"],
    help: "a twentieth on",
    family: "a twentieth back, on",
    run: (model, past, world) => step(model, past, world, past.at + far(past)),
  },
  {
    name: "past-begin",
    keys: ["home"],
    help: "the first event",
    family: "first, newest event",
    run: (model, past, world) => step(model, past, world, past.floor),
  },
  {
    name: "past-end",
    keys: ["end"],
    help: "the newest event",
    family: "first, newest event",
    run: (model, past, world) => {
      const grown = { ...past, head: world.head, newest: world.head };
      return step(model, grown, world, world.head);
    },
  },
  {
    name: "past-play",
    keys: ["space"],
    help: "play, pause",
    chip: "Space play",
    run: togglePlay,
  },
  {
    name: "past-faster",
    keys: ["+", "="],
    help: "play faster",
    family: "play faster, slower",
    run: (model, past) => changeSpeed(model, past, 1),
  },
  {
    name: "past-slower",
    keys: ["-"],
    help: "play slower",
    family: "play faster, slower",
    run: (model, past) => changeSpeed(model, past, -1),
  },
  {
    name: "past-bring-back",
    keys: ["R", "enter"],
    help: "bring the shape back",
    chip: "R bring back",
    run: (model, past, world) =>
      model.selection.length > 0
        ? bringSelectionBack(model, past, world)
        : askForAll(model, past, world),
  },
  {
    name: "past-all",
    keys: ["y"],
    help: "after R: all of it",
    run: makeAllAsItWas,
  },
  {
    name: "past-copy",
    keys: ["c"],
    help: "copy into a new room",
    chip: "c copy",
    run: beginCopy,
  },
  ...panning("look around", [
    ["up", "up", 0, -1],
    ["down", "down", 0, 1],
    ["left", "[", -1, 0],
    ["right", "]", 1, 0],
  ]),
  {
    name: "past-cancel",
    keys: ["escape"],
    help: "deselect, back to now",
    family: "back to now",
    chip: (model, past) =>
      past.typed !== ""
        ? "Esc clear"
        : model.selection.length > 0
        ? "Esc deselect"
        : "Esc now",
    run: (model, past) =>
      pure(
        past.typed !== ""
          ? { ...model, past: { ...past, typed: "" } }
          : model.selection.length > 0
          ? { ...model, selection: [] }
          : leavePast(model),
      ),
  },
  {
    name: "past-leave",
    keys: ["T", "q"],
    help: "back to now",
    family: "back to now",
    run: (model) => pure(leavePast(model)),
  },
];

/** Shows another moment; whoever steps by hand stops the play. */
function step(model: Model, past: Past, world: World, seq: number): Update {
  return goTo(model, { ...past, playing: null }, world, seq);
}

/** To the end of what one author did without a pause. */
function burst(model: Model, past: Past, world: World, by: 1 | -1): Update {
  const { floor, head, at } = past;
  const seq = world.past.burstEnd(at, by, floor, head);
  return step(model, past, world, seq);
}

function far({ floor, head }: Past): number {
  return Math.max(10, Math.round((head - floor) / 20));
}

function panning(
  family: string,
  ways: readonly [name: string, key: string, right: number, down: number][],
): PastAction[] {
  return ways.map(([name, key, right, down]) => ({
    name: `past-look-${name}`,
    keys: [key],
    help: family,
    family,
    run: (model) =>
      pure(scroll(model, {
        columns: right * PAN.columns,
        rows: down * PAN.rows,
      })),
  }));
}
