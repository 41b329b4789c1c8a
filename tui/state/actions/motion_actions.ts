import type { Action } from "./action.ts";
import type { CellVector } from "../../tools/tool.ts";
import { cancel, confirm, nudge, pressKey } from "./hand_actions.ts";
import { type Model, STEPS } from "../model.ts";
import { notify } from "../notice.ts";
import { selectNext } from "../shapes/selection.ts";
import { takeJoin } from "../shapes/offer.ts";
import { turnCentred, turnSquare } from "../shapes/constraint.ts";
import { takeTool, tellTool } from "../tool_step.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import { onSelection } from "./on_selection.ts";

const arrows = [
  ["left", -1, 0],
  ["right", 1, 0],
  ["up", 0, -1],
  ["down", 0, 1],
] as const;

const arrowActions: Action[] = [
  ...arrows.map(([key, columns, rows]): Action => ({
    name: key,
    group: "Draw and move",
    keys: [key],
    help: `move cursor or selection ${key}`,
    family: "move cursor, selection",
    run: (model, world) => nudge(model, world, { columns, rows }, model.step),
  })),
  ...arrows.map(([key, columns, rows]): Action => ({
    name: `${key}-far`,
    group: "Draw and move",
    keys: [`shift+${key}`],
    help: `the same by 5 ${key}`,
    family: "the same by 5",
    run: (model, world) => nudge(model, world, { columns, rows }, 5),
  })),
];

const walkActions: Action[] = [
  {
    name: "walk",
    group: "Finer work",
    keys: ["n"],
    help: "arrow keys go from shape to shape",
    family: "from shape to shape",
    run: (model, world) => walk(model, world, null),
  },
  ...arrows.map(([key, columns, rows]): Action => ({
    name: `shape-${key}`,
    group: "Finer work",
    keys: [`ctrl+${key}`],
    help: `the next shape ${key}`,
    family: "from shape to shape",
    run: (model, world) => walk(model, world, { columns, rows }),
  })),
];

/** To the next shape that way; without a way, as the arrow keys then say. */
function walk(model: Model, world: World, by: CellVector | null): Update {
  const select = model.inHand.name === "select"
    ? model
    : takeTool(model, "select");
  const calm = { ...select, fresh: null, row: null };
  return tellTool(calm, world, { type: "walk", by }) ?? pure(model);
}

/** Tab goes on among what the tool in hand offers, or else among the shapes. */
function next(model: Model, world: World, by: 1 | -1): Update {
  return takeJoin(model, world, by) ??
    tellTool(model, world, { type: "next", by }) ??
    pure(selectNext(takeTool(model, "select"), by));
}

/** `w` takes a handle; once more, the next one. */
function resize(model: Model, world: World): Update {
  const select = model.inHand.name === "select"
    ? model
    : takeTool(model, "select");
  return tellTool(select, world, { type: "resize" }) ?? pure(model);
}

/** Cursor, anchors, steps: what the other half of every gesture is. */
export const MOTION_ACTIONS: readonly Action[] = [
  ...arrowActions,
  {
    name: "press",
    group: "Draw and move",
    keys: ["space"],
    help: "begin, finish; pick up",
    run: pressKey,
  },
  {
    name: "confirm",
    group: "Draw and move",
    keys: ["enter"],
    help: "finish; type the label",
    run: confirm,
  },
  {
    name: "cancel",
    group: "Draw and move",
    keys: ["escape"],
    help: "cancel, deselect",
    run: cancel,
  },
  {
    name: "step",
    group: "Finer work",
    keys: ["."],
    help: "arrows go by 1, 5, 20",
    run: (model, world) => {
      const at = STEPS.indexOf(model.step);
      const step = STEPS[(at + 1) % STEPS.length]!;
      const text = `The arrow keys go by ${step}.`;
      return pure(notify({ ...model, step }, text, "info", world.now));
    },
  },
  {
    name: "resize",
    group: "Finer work",
    keys: ["w"],
    help: "resize by handles",
    ...onSelection,
    run: resize,
  },
  {
    name: "square",
    group: "Finer work",
    keys: ["'"],
    help: "keep boxes square",
    family: "square, from centre",
    run: (model, world) => turnSquare(model, world.now),
  },
  {
    name: "centred",
    group: "Finer work",
    keys: ['"'],
    help: "from the centre",
    family: "square, from centre",
    run: (model, world) => turnCentred(model, world.now),
  },
  {
    name: "keep-tool",
    group: "Finer work",
    keys: ["Q"],
    help: "keep the tool in hand",
    run: (model, world) => {
      const keepTool = !model.keepTool;
      const text = keepTool
        ? "The tool stays in hand after a shape."
        : "The select tool comes back after a shape.";
      return pure(notify({ ...model, keepTool }, text, "info", world.now));
    },
  },
  {
    name: "next",
    group: "Draw and move",
    keys: ["tab"],
    help: "next shape",
    family: "next, previous shape",
    run: (model, world) => next(model, world, 1),
  },
  {
    name: "previous",
    group: "Draw and move",
    keys: ["shift+tab"],
    help: "previous shape",
    family: "next, previous shape",
    run: (model, world) => next(model, world, -1),
  },
  ...walkActions,
];
