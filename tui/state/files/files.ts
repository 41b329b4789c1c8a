/**
 * Drawings in files: what is asked of the shell, what it says, and what becomes of the model.
 *
 * @module
 */

import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { plain } from "../words/plain.ts";
import { takeTool } from "../tool_step.ts";
import type { ExportWish } from "./export.ts";
import type { ImportWish } from "./import.ts";

/** What `update` asks of the folder of drawings. */
export type FilesEffect =
  /** Find out which files there are. */
  | { readonly type: "list-files" }
  | { readonly type: "export"; readonly wish: ExportWish }
  | { readonly type: "import"; readonly wish: ImportWish }
  /** Leave off what is under way. */
  | { readonly type: "stop-work" };

/** What it answers. */
export type FilesMessage =
  | { readonly type: "files"; readonly names: readonly string[] }
  /** How far the work has come: what is being done, and which part of that is. */
  | { readonly type: "work"; readonly doing: string; readonly part: number }
  | {
    readonly type: "exported";
    readonly wish: ExportWish;
    /** As the user knows it. */
    readonly folder: string;
  }
  /** There is a file of that name: nothing was written. */
  | { readonly type: "file-there"; readonly wish: ExportWish }
  | {
    readonly type: "imported";
    readonly name: string;
    readonly ids: readonly string[];
    /** What is not as it was in the file. */
    readonly told: readonly string[];
  }
  | { readonly type: "work-failed"; readonly text: string };

/** For how long it is told where a file went, in milliseconds. */
const WHERE_STAYS = 8_000;

/** The model after an answer. */
export function heardFiles(
  model: Model,
  message: FilesMessage,
  now: number,
): Model {
  const rested = { ...model, work: null };
  switch (message.type) {
    case "files":
      return { ...model, files: message.names };
    case "work": {
      const { doing, part } = message;
      const { work } = model;
      return work === null
        ? model
        : { ...model, work: { ...work, doing, part } };
    }
    case "exported": {
      const { wish, folder } = message;
      const text = `Written: ${plain(`${folder}/${wish.name}`)}, ${
        whatOf(wish)
      }.`;
      return notify(rested, text, "info", now, WHERE_STAYS);
    }
    case "file-there":
      return { ...rested, panel: { kind: "replace", wish: message.wish } };
    case "imported":
      return imported(rested, message, now);
    case "work-failed":
      return notify(rested, failure(model, message.text), "error", now);
  }
}

function imported(
  model: Model,
  { name, ids, told }: Extract<FilesMessage, { type: "imported" }>,
  now: number,
): Model {
  const what = ids.length === 0 ? "nothing to draw" : shapesWord(ids.length);
  const text = [`From ${plain(name)}: ${what}`, ...told].join("; ");
  const told_ = notify(
    model,
    `${plain(text)}.`,
    told.length === 0 ? "info" : "warning",
    now,
    WHERE_STAYS,
  );
  if (model.past !== null || ids.length === 0) return told_;
  const selection = ids.filter((id) => model.document.shapes.has(id));
  return { ...takeTool(told_, "select"), selection };
}

/** Most errors say themselves what could not be done. */
function failure({ work }: Model, text: string): string {
  const line = plain(text).replace(/\.$/, "");
  return line.startsWith("Cannot ") || work === null
    ? `${line}.`
    : `Cannot ${work.verb} ${plain(work.name)}: ${line}.`;
}

function whatOf({ format, document, ids }: ExportWish): string {
  return format === "cast"
    ? "the room's history"
    : shapesWord(ids?.length ?? document.shapes.size);
}

/** So many shapes, in words. */
export function shapesWord(count: number): string {
  return count === 1 ? "1 shape" : `${count} shapes`;
}
