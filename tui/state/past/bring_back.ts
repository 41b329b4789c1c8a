/**
 * Bringing back what was: a shape, or the whole room (T15).
 *
 * @module
 */

import {
  bringAllBack,
  type BringBack,
  bringBack,
} from "../../../shared/document/former/bring_back.ts";
import { nameOfShapes } from "../../../shared/document/describe/shape_words.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { plain } from "../words/plain.ts";
import { submit } from "../work/submit.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import type { Past } from "./past.ts";

/** For how long the second of two keys makes the whole room as it was, in milliseconds. */
const SURE_MS = 8_000;

/** Brings the selected shapes back as they were. */
export function bringSelectionBack(
  model: Model,
  past: Past,
  world: World,
): Update {
  const back = bringBack(
    past.present.document,
    model.document,
    model.selection,
  );
  return bring(model, world, back, wordsOf(model, back));
}

/** Says what making the whole room as it was would do; `y` does it. */
export function askForAll(model: Model, past: Past, world: World): Update {
  const back = bringAllBack(past.present.document, model.document);
  if (back.ops.length === 0) return bring(model, world, back, "");
  const { revived, registers, deleted } = back;
  const parts = [
    counted(revived.length, "shape", "back"),
    counted(registers.size, "shape", "changed"),
    counted(deleted.length, "shape", "deleted"),
  ].filter((part) => part !== "").join(", ") || "stack changed";
  const text = `y makes the room as it was at event ${past.at}: ${parts}.`;
  const asking = { ...past, sureUntil: world.now + SURE_MS };
  return pure(
    notify({ ...model, past: asking }, text, "warning", world.now, SURE_MS),
  );
}

/** Makes the whole room as it was, if it was asked for just before. */
export function makeAllAsItWas(
  model: Model,
  past: Past,
  world: World,
): Update {
  if (world.now >= past.sureUntil) return pure(model);
  const back = bringAllBack(past.present.document, model.document);
  const sure = { ...model, notices: [], past: { ...past, sureUntil: 0 } };
  const text = `The room is as it was at event ${past.at}; u, back in the ` +
    "present, undoes that.";
  return bring(sure, world, back, text);
}

function bring(
  model: Model,
  world: World,
  { ops }: BringBack,
  text: string,
): Update {
  if (ops.length === 0) {
    const same = "Nothing to bring back: it is now as it was then.";
    return pure(notify(model, same, "info", world.now));
  }
  return {
    model: notify(model, text, "info", world.now, 6_000),
    effects: submit(ops, world),
  };
}

/** What comes back, in words. */
function wordsOf(
  { document }: Model,
  { revived, registers }: BringBack,
): string {
  const shapeOf = (id: string) => document.shapes.get(id)?.shape;
  const named = (ids: Iterable<string>) =>
    plain(nameOfShapes([...ids].map(shapeOf), shapeOf));
  const count = [...registers.values()].flat().length;
  const properties = count === 1 ? "1 property" : `${count} properties`;
  const parts = [
    ...revived.length > 0 ? [`${named(revived)}: back`] : [],
    ...count > 0 ? [`${named(registers.keys())}: ${properties} put back`] : [],
  ].join("; ");
  return `${parts[0]?.toUpperCase()}${parts.slice(1)}.`;
}

function counted(count: number, what: string, done: string): string {
  if (count === 0) return "";
  return `${count} ${count === 1 ? what : `${what}s`} ${done}`;
}
