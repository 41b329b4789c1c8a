/**
 * Pasted text that is a drawing, or has one in it (T22).
 *
 * @module
 */

import {
  exportShapes,
  FormatError,
  formatOf,
  importShapes,
} from "../../../shared/formats/formats.ts";
import { asDrawn } from "../../../shared/formats/document_of.ts";
import { pasteAsText } from "../typing/pasted_text.ts";
import { shapesWord } from "../files/files.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { plain } from "../words/plain.ts";
import { pure, then, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import { pasteShapes } from "./clipboard.ts";
import { shapesOfJson } from "./pasted_json.ts";

/** For how long the next paste is looked at for boxes, in milliseconds. */
const WAIT = 30_000;

/** Pastes text on the canvas: a drawing as shapes, all else as text. */
export function pasteOnCanvas(
  model: Model,
  world: World,
  text: string,
): Update {
  if (world.now < model.boxesUntil) {
    return pasteBoxesOf({ ...model, boxesUntil: 0, notices: [] }, world, text);
  }
  return pasteDrawing(model, world, text) ?? pasteAsText(model, world, text);
}

/** Pastes a drawing that some program wrote; `null` if the text is none. */
export function pasteDrawing(
  model: Model,
  world: World,
  text: string,
): Update | null {
  const shapes = shapesOfJson(text);
  if (shapes !== null) return pasteShapes(model, world, shapes, model.cursor);
  if (formatOf(null, text) === "txt") return null;
  try {
    const read = importShapes(null, text, { makeId: world.newId });
    if (read.shapes.length === 0) return null;
    const pasted = pasteShapes(model, world, read.shapes, model.cursor);
    return read.told.length === 0
      ? pasted
      : then(pasted, (next) => tell(next, world, read.told.join("; ")));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return then(
      pasteAsText(model, world, text),
      (next) => tell(next, world, `Pasted as text: ${reasonIn(error)}`),
    );
  }
}

/** Why something is no drawing, in one sentence: all else was told by pasting it as text. */
function reasonIn({ message }: FormatError): string {
  return message.replace(/^Cannot read [^:]*: /, "").split(". ")[0]!;
}

function tell(model: Model, world: World, text: string): Update {
  return pure(notify(model, `${plain(text)}.`, "warning", world.now));
}

/**
 * Pastes the texts that were copied here, with the boxes in them as boxes; where something else, or
 * nothing, was copied, it does so with what the terminal pastes next.
 */
export function pasteBoxes(model: Model, world: World): Update {
  const copied = model.clipboard?.shapes ?? [];
  if (copied.length > 0 && copied.every(({ type }) => type === "text")) {
    const text = exportShapes("txt", asDrawn(copied));
    return pasteBoxesOf(model, world, text);
  }
  const text =
    "Paste text now: its boxes, lines and arrows become shapes. Or Esc.";
  const waiting = { ...model, boxesUntil: world.now + WAIT };
  return pure(notify(waiting, text, "info", world.now, WAIT));
}

function pasteBoxesOf(model: Model, world: World, text: string): Update {
  try {
    const options = { makeId: world.newId, boxes: true };
    const { shapes } = importShapes("pasted.txt", text, options);
    if (shapes.length === 0) return pure(model);
    const boxes = shapes.filter(({ type }) => type !== "text").length;
    const told = boxes === 0
      ? "Pasted as text: there are no boxes in it."
      : `Pasted ${shapesWord(shapes.length)}. u takes them back.`;
    return then(
      pasteShapes(model, world, shapes, model.cursor),
      (next) => pure(notify(next, told, "info", world.now)),
    );
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return tell(model, world, error.message);
  }
}
