/**
 * The drawing, or what is selected of it, or the room's history, into a file (R50).
 *
 * @module
 */

import type { Document } from "../../../shared/document/document.ts";
import {
  EXPORT_FORMATS,
  type ExportFormat,
} from "../../../shared/formats/formats.ts";
import type { Suggestion } from "../actions/action.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { plain } from "../words/plain.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import { endingOf, nameProblem } from "./file_name.ts";
import { beginWork } from "./work.ts";

/** What is to be written. */
export interface ExportWish {
  readonly name: string;
  readonly format: ExportFormat | "cast";
  readonly room: string;
  /** The drawing that is written, as it was when it was asked for. */
  readonly document: Document;
  /** These shapes of it; `null`: all. */
  readonly ids: readonly string[] | null;
  /** Of a history: the last event. */
  readonly until: number;
  /** May the file take the place of one of that name? */
  readonly replace: boolean;
}

const FORMATS = [...EXPORT_FORMATS, "cast"] as const;

const HELP: Readonly<Record<typeof FORMATS[number], string>> = {
  txt: "text",
  ans: "text with color",
  svg: "a picture, which can be imported again",
  json: "the shapes",
  cast: "the room's history, as a film",
};

/** Names for what was typed so far, one a format. */
export function namesToExport(
  model: Model,
  typed: string,
): readonly Suggestion[] {
  const ending = endingOf(typed);
  const begun = typed.includes(".")
    ? FORMATS.filter((format) => format.startsWith(ending))
    : [];
  const stem = begun.length === 0
    ? typed || model.room
    : typed.slice(0, -ending.length - 1);
  const formats = begun.length === 0 ? FORMATS : begun;
  return formats.map((format) => {
    const name = `${stem}.${format}`;
    const part = model.selection.length === 0 || format === "cast"
      ? ""
      : ", of what is selected";
    return { word: name, text: name, help: HELP[format] + part };
  });
}

/** Writes what is selected, or else all, in the format that the name's ending says. */
export function exportTo(model: Model, world: World, word: string): Update {
  const name = word.trim();
  const format = formatFor(name);
  const problem = exportProblem(name) ?? nothingTo(model, format);
  if (problem !== null) {
    const text = `Cannot export${
      name === "" ? "" : ` ${plain(name)}`
    }: ${problem}.`;
    return pure(notify(model, text, "warning", world.now));
  }
  const { document, selection, past, room } = model;
  return beginExport(model, world, {
    name,
    format: format!,
    room,
    document,
    ids: selection.length === 0 || format === "cast" ? null : selection,
    until: past?.shown?.moment.seq ?? world.head,
    replace: false,
  });
}

/** Writes it, if nothing else is under way. */
export function beginExport(
  model: Model,
  world: World,
  wish: ExportWish,
): Update {
  return beginWork(model, world, "export", wish.name, { type: "export", wish });
}

/** The format that the ending of a file's name asks for. */
export function formatFor(name: string): ExportWish["format"] | undefined {
  return FORMATS.find((format) => format === endingOf(name));
}

/** Why a drawing can't be written to a file of this name; `null` if it can. */
export function exportProblem(name: string): string | null {
  const endings = FORMATS.map((each) => `.${each}`).join(", ");
  return nameProblem(name) ??
    (formatFor(name) === undefined ? `it must end with ${endings}` : null);
}

function nothingTo(
  { document }: Model,
  format: ExportWish["format"] | undefined,
): string | null {
  return document.shapes.size === 0 && format !== "cast"
    ? "nothing is drawn here"
    : null;
}
