import type { Action } from "./action.ts";
import { listConflicts, putBack } from "../work/conflict.ts";
import {
  deleteSelection,
  selectAlike,
  selectAll,
  toggleUnderCursor,
} from "../shapes/selection.ts";
import { takeTool } from "../tool_step.ts";
import { pure } from "../update_type.ts";
import { onSelection } from "./on_selection.ts";

/** What can be done to shapes. */
export const SHAPE_ACTIONS: readonly Action[] = [
  {
    name: "toggle",
    group: "Shapes",
    keys: [","],
    help: "add to the selection",
    run: toggleUnderCursor,
  },
  {
    name: "all",
    group: "Shapes",
    keys: ["A"],
    help: "select all",
    run: (model) => pure(selectAll(takeTool(model, "select"))),
  },
  {
    name: "alike",
    group: "Shapes",
    keys: [],
    help: "select all of these kinds",
    ...onSelection,
    run: (model) => pure(selectAlike(takeTool(model, "select"))),
  },
  {
    name: "delete",
    group: "Shapes",
    keys: ["x", "delete", "backspace"],
    help: "delete",
    ...onSelection,
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
    name: "put-back",
    group: "Finer work",
    keys: ["!"],
    help: "put their value back",
    family: "put theirs back; list",
    when: (model) => model.conflicts.length > 0,
    whyNot: "You wrote over nothing of others.",
    run: (model, world) => putBack(model, world),
  },
  {
    name: "conflicts",
    group: "Finer work",
    keys: ["W"],
    help: "what I wrote over",
    family: "put theirs back; list",
    when: (model) => model.conflicts.length > 0,
    whyNot: "You wrote over nothing of others.",
    run: (model) => pure(listConflicts(model)),
  },
];
