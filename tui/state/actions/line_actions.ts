import type { Action } from "./action.ts";
import { swapHeads, turnCross, turnHeads } from "../shapes/lines.ts";
import { onLines, onSelection } from "./on_selection.ts";

/** What lines look like at their ends, and where shapes cross. */
export const LINE_ACTIONS: readonly Action[] = [
  {
    name: "cross",
    group: "Style",
    keys: [],
    help: "join what it crosses, or lie over it",
    ...onSelection,
    run: turnCross,
  },
  {
    name: "start-head",
    group: "Style",
    keys: [],
    help: "a head at the start of lines, or none",
    ...onLines,
    run: (model, world) => turnHeads(model, world, "startHead"),
  },
  {
    name: "end-head",
    group: "Style",
    keys: [],
    help: "a head at the end of lines, or none",
    ...onLines,
    run: (model, world) => turnHeads(model, world, "endHead"),
  },
  {
    name: "swap-heads",
    group: "Style",
    keys: [],
    help: "turn arrows round",
    ...onLines,
    run: swapHeads,
  },
];
