import type { Action } from "./action.ts";
import { exportTo, namesToExport } from "../files/export.ts";
import { askForFile, filesToImport, importFrom } from "../files/import.ts";
import type { Model } from "../model.ts";
import { askFor } from "../palette/ask_for.ts";
import {
  commentsFor,
  copyAsComment,
  copyAsMarkdown,
} from "../shapes/copy_wrapped.ts";
import { pasteBoxes } from "../shapes/pasted.ts";
import { pure } from "../update_type.ts";

const hasShapes = {
  when: (model: Model) => model.document.shapes.size > 0,
  whyNot: "Nothing is drawn here.",
};

/** Drawings out and in: files, and text for other texts. */
export const FILE_ACTIONS: readonly Action[] = [
  {
    name: "export",
    group: "Room",
    keys: [],
    help: "write a file: txt, ans, svg, json, cast",
    argument: { word: "file", suggest: namesToExport, run: exportTo },
    run: (model) => pure(askFor(model, "export ")),
  },
  {
    name: "import",
    group: "Shapes",
    keys: [],
    help: "draw a file at the cursor",
    family: "import, with boxes",
    argument: {
      word: "file",
      suggest: filesToImport,
      run: (model, world, word) => importFrom(model, world, word, false),
    },
    run: (model) => askForFile(model, "import"),
  },
  {
    name: "import-boxes",
    group: "Shapes",
    keys: [],
    help: "draw a text file, boxes in it as boxes",
    family: "import, with boxes",
    argument: {
      word: "file",
      suggest: filesToImport,
      run: (model, world, word) => importFrom(model, world, word, true),
    },
    run: (model) => askForFile(model, "import-boxes"),
  },
  {
    name: "paste-boxes",
    group: "Shapes",
    keys: [],
    help: "paste text, boxes in it as boxes",
    run: pasteBoxes,
  },
  {
    name: "copy-markdown",
    group: "Shapes",
    keys: [],
    help: "copy as a block of Markdown",
    family: "copy as Markdown, as a comment",
    ...hasShapes,
    run: copyAsMarkdown,
  },
  {
    name: "copy-comment",
    group: "Shapes",
    keys: [],
    help: "copy as a comment in a program",
    family: "copy as Markdown, as a comment",
    ...hasShapes,
    argument: { word: "kind", suggest: commentsFor, run: copyAsComment },
    run: (model) => pure(askFor(model, "copy-comment ")),
  },
];
