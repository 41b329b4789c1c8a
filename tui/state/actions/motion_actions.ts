import type { Action } from "../action.ts";
import { cancel, confirm, nudge, pressKey } from "../hand_actions.ts";
import { STEPS } from "../model.ts";
import { notify } from "../notice.ts";
import { selectNext } from "../selection.ts";
import { takeTool } from "../tool_step.ts";
import { pure } from "../update_type.ts";

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
    group: "Draw and move",
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
    name: "keep-tool",
    group: "Draw and move",
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
    run: (model) => pure(selectNext(takeTool(model, "select"), 1)),
  },
  {
    name: "previous",
    group: "Draw and move",
    keys: ["shift+tab"],
    help: "previous shape",
    family: "next, previous shape",
    run: (model) => pure(selectNext(takeTool(model, "select"), -1)),
  },
];
