import type { Action } from "./action.ts";
import {
  copyAsJson,
  copySelection,
  cutSelection,
  duplicateSelection,
  pasteClipboard,
} from "../shapes/clipboard.ts";
import { onSelection } from "./on_selection.ts";

/** Shapes once more, here or elsewhere. */
export const COPY_ACTIONS: readonly Action[] = [
  {
    name: "copy",
    group: "Shapes",
    keys: ["y"],
    help: "copy, as text too",
    family: "copy, cut",
    ...onSelection,
    run: copySelection,
  },
  {
    name: "cut",
    group: "Shapes",
    keys: ["X"],
    help: "cut",
    family: "copy, cut",
    ...onSelection,
    run: cutSelection,
  },
  {
    name: "copy-json",
    group: "Shapes",
    keys: [],
    help: "copy as JSON",
    ...onSelection,
    run: copyAsJson,
  },
  {
    name: "paste",
    group: "Shapes",
    keys: ["P", "ctrl+v"],
    help: "paste at the cursor",
    run: pasteClipboard,
  },
  {
    name: "duplicate",
    group: "Shapes",
    keys: ["D"],
    help: "duplicate",
    ...onSelection,
    run: duplicateSelection,
  },
];
