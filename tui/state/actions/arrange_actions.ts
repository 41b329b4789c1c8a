import type { Action } from "./action.ts";
import {
  alignSelection,
  type Axis,
  distributeSelection,
  type Edge,
} from "../shapes/align.ts";
import {
  groupSelection,
  toggleLock,
  ungroupSelection,
} from "../shapes/grouping.ts";
import { orderSelection, stepSelection } from "../shapes/stacking.ts";
import { onSelection } from "./on_selection.ts";

const ALIGNMENTS: readonly (readonly [string, Axis, Edge, string])[] = [
  ["left", "across", "first", "align left sides"],
  ["center", "across", "middle", "align centres, left to right"],
  ["right", "across", "last", "align right sides"],
  ["top", "down", "first", "align tops"],
  ["middle", "down", "middle", "align middles, top to bottom"],
  ["bottom", "down", "last", "align bottoms"],
];

/** How shapes stand to each other: groups, stacking, lines. */
export const ARRANGE_ACTIONS: readonly Action[] = [
  {
    name: "group",
    group: "Finer work",
    keys: ["g"],
    help: "group",
    family: "group, ungroup, lock",
    ...onSelection,
    run: groupSelection,
  },
  {
    name: "ungroup",
    group: "Finer work",
    keys: ["G"],
    help: "ungroup",
    family: "group, ungroup, lock",
    ...onSelection,
    run: ungroupSelection,
  },
  {
    name: "lock",
    group: "Finer work",
    keys: ["L"],
    help: "lock, unlock",
    family: "group, ungroup, lock",
    ...onSelection,
    run: toggleLock,
  },
  {
    name: "front",
    group: "Finer work",
    keys: ["]"],
    help: "to the front",
    family: "front, back; one step",
    ...onSelection,
    run: (model, world) => orderSelection(model, world, "front"),
  },
  {
    name: "back",
    group: "Finer work",
    keys: ["["],
    help: "to the back",
    family: "front, back; one step",
    ...onSelection,
    run: (model, world) => orderSelection(model, world, "back"),
  },
  {
    name: "forward",
    group: "Finer work",
    keys: ["}"],
    help: "one step forward",
    family: "front, back; one step",
    ...onSelection,
    run: (model, world) => stepSelection(model, world, 1),
  },
  {
    name: "backward",
    group: "Finer work",
    keys: ["{"],
    help: "one step back",
    family: "front, back; one step",
    ...onSelection,
    run: (model, world) => stepSelection(model, world, -1),
  },
  ...ALIGNMENTS.map(([name, axis, edge, help]): Action => ({
    name: `align-${name}`,
    group: "Finer work",
    keys: [],
    help,
    ...onSelection,
    run: (model, world) => alignSelection(model, world, axis, edge),
  })),
  ...(["across", "down"] as const).map((axis): Action => ({
    name: `distribute-${axis}`,
    group: "Finer work",
    keys: [],
    help: `distribute evenly ${axis}`,
    ...onSelection,
    run: (model, world) => distributeSelection(model, world, axis),
  })),
];
