/**
 * Everything that the user can do, in one table: the key map, the help and the hints are made
 * from it, so they can't disagree (T17).
 *
 * @module
 */

import { type ToolName, TOOLS } from "../tools/tools.ts";
import type { Tool } from "../tools/tool.ts";
import type { Action } from "./action.ts";
import { putBack } from "./conflict.ts";
import { cancel, confirm, nudge, pressKey } from "./hand_actions.ts";
import { invite } from "./invite.ts";
import { leave, leaveAtOnce } from "./leave.ts";
import { type Model, STEPS } from "./model.ts";
import { notify } from "./notice.ts";
import {
  deleteSelection,
  orderSelection,
  selectAll,
  selectNext,
  toggleUnderCursor,
} from "./selection.ts";
import { cycleStyle } from "./style.ts";
import { takeTool } from "./tool_step.ts";
import { pure } from "./update_type.ts";
import { fit, zoomBy, zoomTo } from "./viewport.ts";

const toolActions: Action[] = (Object.entries(TOOLS) as [ToolName, Tool][])
  .map(([name, tool]) => ({
    name: `tool-${name}`,
    group: "Tools",
    keys: tool.keys,
    help: tool.help,
    run: (model) => pure(takeTool(model, name)),
  }));

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

const hasSelection = (model: Model) => model.selection.length > 0;

const others: Action[] = [
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
    run: (model) => pure(selectNext(model, 1)),
  },
  {
    name: "previous",
    group: "Draw and move",
    keys: ["shift+tab"],
    help: "previous shape",
    family: "next, previous shape",
    run: (model) => pure(selectNext(model, -1)),
  },
  {
    name: "toggle",
    group: "Shapes",
    keys: [","],
    help: "add to the selection",
    run: (model, world) => pure(toggleUnderCursor(model, world)),
  },
  {
    name: "all",
    group: "Shapes",
    keys: ["A"],
    help: "select all",
    run: (model) => pure(selectAll(takeTool(model, "select"))),
  },
  {
    name: "delete",
    group: "Shapes",
    keys: ["x", "delete", "backspace"],
    help: "delete",
    when: hasSelection,
    run: deleteSelection,
  },
  {
    name: "undo",
    group: "Shapes",
    keys: ["u", "ctrl+z"],
    help: "undo what I did",
    run: (model) => ({
      model: { ...model, row: null },
      effects: [{ type: "undo" }],
    }),
  },
  {
    name: "redo",
    group: "Shapes",
    keys: ["ctrl+r", "ctrl+y"],
    help: "redo",
    run: (model) => ({
      model: { ...model, row: null },
      effects: [{ type: "redo" }],
    }),
  },
  {
    name: "front",
    group: "Shapes",
    keys: ["]"],
    help: "to the front",
    family: "to front, to back",
    when: hasSelection,
    run: (model) => orderSelection(model, "front"),
  },
  {
    name: "back",
    group: "Shapes",
    keys: ["["],
    help: "to the back",
    family: "to front, to back",
    when: hasSelection,
    run: (model) => orderSelection(model, "back"),
  },
  {
    name: "put-back",
    group: "Shapes",
    keys: ["!"],
    help: "put the other's back",
    when: (model) => model.conflicts.length > 0,
    run: putBack,
  },
  {
    name: "stroke",
    group: "Style",
    keys: ["s"],
    help: "next stroke",
    family: "stroke, color, fill",
    run: (model) => cycleStyle(model, "stroke"),
  },
  {
    name: "color",
    group: "Style",
    keys: ["C"],
    help: "next color",
    family: "stroke, color, fill",
    run: (model) => cycleStyle(model, "color"),
  },
  {
    name: "fill",
    group: "Style",
    keys: ["b"],
    help: "next fill",
    family: "stroke, color, fill",
    run: (model) => cycleStyle(model, "fill"),
  },
  {
    name: "zoom-in",
    group: "View",
    keys: ["+", "="],
    help: "zoom in",
    family: "zoom in, out",
    run: (model) => pure(zoomBy(model, 1, model.cursor)),
  },
  {
    name: "zoom-out",
    group: "View",
    keys: ["-"],
    help: "zoom out",
    family: "zoom in, out",
    run: (model) => pure(zoomBy(model, -1, model.cursor)),
  },
  {
    name: "zoom-reset",
    group: "View",
    keys: ["\\"],
    help: "100 %",
    run: (model) => pure(zoomTo(model, 100, model.cursor)),
  },
  {
    name: "zoom-fit",
    group: "View",
    keys: ["Z"],
    help: "everything in sight",
    run: (model, world) => {
      const content = world.contentBox();
      return pure(content === null ? model : fit(model, content));
    },
  },
  {
    name: "repaint",
    group: "View",
    keys: ["ctrl+l"],
    help: "paint anew",
    run: (model) => ({ model, effects: [{ type: "repaint" }] }),
  },
  {
    name: "help",
    group: "Room",
    keys: ["?"],
    help: "this help",
    run: (model) => pure({ ...model, panel: { kind: "help", top: 0 } }),
  },
  {
    name: "invite",
    group: "Room",
    keys: ["I"],
    help: "how others join",
    run: (model, world) => pure(invite(model, world.now)),
  },
  {
    name: "leave",
    group: "Room",
    keys: ["q"],
    help: "leave",
    run: leave,
  },
  {
    name: "leave-at-once",
    group: "Room",
    keys: ["ctrl+c"],
    help: "twice: leave",
    run: leaveAtOnce,
  },
];

/** Everything that the user can do, in the order of the help. */
export const ACTIONS: readonly Action[] = [
  ...toolActions,
  ...arrowActions,
  ...others,
];
