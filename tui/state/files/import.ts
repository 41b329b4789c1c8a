/**
 * A file into the room (R51).
 *
 * @module
 */

import type { Point } from "../../../shared/schema/units.ts";
import { cellHeight, cellWidth } from "../../../shared/raster/view.ts";
import type { Suggestion } from "../actions/action.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { askFor } from "../palette/ask_for.ts";
import { fuzzyScore } from "../palette/fuzzy.ts";
import { plain } from "../words/plain.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import { endingOf, nameProblem } from "./file_name.ts";
import { beginWork } from "./work.ts";

/** What is to be read, and drawn where. */
export interface ImportWish {
  readonly name: string;
  /** The point of the world at which its top left is to be. */
  readonly at: Point;
  /** Make boxes, lines and arrows of what looks like them in a text? */
  readonly boxes: boolean;
}

/** Files that are suggested. */
const MOST = 50;

const HELP: Readonly<Record<string, string>> = {
  svg: "a picture of inkroom",
  json: "shapes",
  excalidraw: "a drawing of Excalidraw",
};

/** Endings of files that can't be read. */
const NOT_DRAWINGS = ["cast"];

/** Files of the folder that match what was typed so far. */
export function filesToImport(
  { files }: Model,
  typed: string,
): readonly Suggestion[] {
  return files
    .filter((name) => !NOT_DRAWINGS.includes(endingOf(name)))
    .map((name) => ({ name, score: fuzzyScore(typed, name) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => typed === "" ? 0 : b.score! - a.score!)
    .slice(0, MOST)
    .map(({ name }) => ({
      word: name,
      text: plain(name),
      help: HELP[endingOf(name)] ?? "text",
    }));
}

/** Asks which file: what there is may have changed since one looked. */
export function askForFile(model: Model, action: string): Update {
  const asked = askFor(model, `${action} `);
  return { model: asked, effects: [{ type: "list-files" }] };
}

/** Draws a file at the cursor. */
export function importFrom(
  model: Model,
  world: World,
  word: string,
  boxes: boolean,
): Update {
  const name = word.trim();
  const problem = nameProblem(name);
  if (problem !== null) {
    const text = `Cannot import${
      name === "" ? "" : ` ${plain(name)}`
    }: ${problem}.`;
    return pure(notify(model, text, "warning", world.now));
  }
  const { cursor, view: { zoom } } = model;
  const at = {
    x: cursor.column * cellWidth(zoom),
    y: cursor.row * cellHeight(zoom),
  };
  const wish = { name, at, boxes };
  return beginWork(model, world, "import", name, { type: "import", wish });
}
