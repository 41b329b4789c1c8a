/**
 * Going back in time: the room as it was after one of its events, on the canvas in place of the
 * present, which goes on meanwhile (T15).
 *
 * @module
 */

import type { Moment } from "../../../shared/client/past/room_past.ts";
import {
  describeEvent,
  type EventWords,
} from "../../../shared/document/describe/describe_event.ts";
import type { Document } from "../../../shared/document/document.ts";
import {
  cellsTouched,
  overlap,
  type View,
} from "../../../shared/raster/view.ts";
import type { Box } from "../../../shared/schema/units.ts";
import type { Cell } from "../../tools/tool.ts";
import { endEntry } from "../typing/entry.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { takeTool } from "../tool_step.ts";
import { pure, then, type Update } from "../update_type.ts";
import { canvasSize, visibleCells } from "../viewport.ts";
import type { World } from "../world.ts";
import type { Playing, Speed } from "./play.ts";
import { type TimelineCell, timelineOf } from "./timeline.ts";

/** What has been found of the moment that is shown. */
export interface Shown {
  readonly moment: Moment;
  /** What happened last before it; `null` at the beginning. */
  readonly words: EventWords | null;
  /** When it was looked at, in milliseconds since 1970: how long ago it was is told from then. */
  readonly lookedAt: number;
}

/** The present, to come back to. */
export interface Present {
  readonly document: Document;
  readonly content: Box | null;
  readonly view: View;
  readonly cursor: Cell;
  readonly selection: readonly string[];
}

/** Being in the past. */
export interface Past {
  /** The event after which one wants to see the room. */
  readonly at: number;
  /** The earliest moment that is kept. */
  readonly floor: number;
  /** The last event of the timeline; what has happened since is new. */
  readonly head: number;
  /** The last event in the room. */
  readonly newest: number;
  /** `null` until the first moment has come. */
  readonly shown: Shown | null;
  readonly playing: Playing | null;
  readonly speed: Speed;
  /** Digits of an event that is typed. */
  readonly typed: string;
  /** Until when `y` makes the whole room as it was, in milliseconds since 1970. */
  readonly sureUntil: number;
  readonly timeline: readonly TimelineCell[];
  readonly present: Present;
}

/** Goes back to the last event, or to the one named. */
export function openPast(
  model: Model,
  world: World,
  seq: number = world.head,
): Update {
  if (model.past !== null) return goTo(model, model.past, world, seq);
  if (world.head === 0) {
    // A room that never came may have a past all the same.
    const text = model.status.state === "synced"
      ? "Nothing has happened in this room yet."
      : "The past is with the server, which has not answered yet.";
    return pure(notify(model, text, "info", world.now));
  }
  return then(endEntry(model), (rested) => {
    const still = takeTool({ ...rested, fresh: null, panel: null }, "select");
    const { document, content, view, cursor, selection } = still;
    const past: Past = {
      at: Math.min(seq, world.head),
      floor: 0,
      head: world.head,
      newest: world.head,
      shown: null,
      playing: null,
      speed: 1,
      typed: "",
      sureUntil: 0,
      timeline: [],
      present: { document, content, view, cursor, selection },
    };
    return goTo({ ...still, past, grabbed: null }, past, world, past.at);
  });
}

/** Goes back to an event that was named by its number. */
export function openPastAt(model: Model, world: World, word: string): Update {
  if (/^\d{1,15}$/.test(word)) return openPast(model, world, Number(word));
  const text = "Name an event by its number: history 118.";
  return pure(notify(model, text, "warning", world.now));
}

/** Back to the present: nothing of it was lost. */
export function leavePast(model: Model): Model {
  if (model.past === null) return model;
  const { document, content, view, cursor, selection } = model.past.present;
  return {
    ...model,
    past: null,
    grabbed: null,
    document,
    content,
    view,
    cursor,
    selection: selection.filter((id) => document.shapes.has(id)),
  };
}

/** Shows the room as it was after an event: at once if that is at hand, else when it has come. */
export function goTo(
  model: Model,
  past: Past,
  world: World,
  seq: number,
): Update {
  const at = Math.max(past.floor, Math.min(seq, past.head));
  const going = { ...past, at, typed: "", sureUntil: 0 };
  const moment = world.past.visit(at);
  if (moment !== null) return pure(show(model, going, moment, world));
  const effects = [{ type: "recall", seq: at } as const];
  return { model: { ...model, past: going }, effects };
}

/** A moment that was asked for is at hand. */
export function recalled(model: Model, world: World, seq: number): Model {
  const { past } = model;
  if (past === null) return model;
  const floor = world.past.floor;
  const known = { ...past, floor, at: Math.max(floor, past.at) };
  // Others were asked for since: they are on their way.
  if (Math.max(floor, seq) !== known.at) return { ...model, past: known };
  const moment = world.past.visit(known.at);
  const shown = moment === null
    ? { ...model, past: known }
    : show(model, known, moment, world);
  return floor !== past.floor
    ? notify(
      shown,
      `History is kept from event ${floor} on.`,
      "info",
      world.now,
    )
    : shown;
}

/** A moment could not be read: where one was, one stays. */
export function unrecalled(model: Model, world: World, reason: string): Model {
  const { past } = model;
  if (past === null) return model;
  const isNowhere = past.shown === null || isUnknown(past, past.shown);
  const text = `${reason}.${isNowhere ? " This is now." : ""}`;
  const back = isNowhere ? leavePast(model) : {
    ...model,
    past: { ...past, at: past.shown!.moment.seq, playing: null },
  };
  return notify(back, text, "warning", world.now);
}

/** Is a moment shown of which it is not known yet what happened? */
export function isUnknown({ floor }: Past, { moment }: Shown): boolean {
  return moment.event === null && moment.seq > floor;
}

/** More is known of when things happened. */
export function surveyed(model: Model, world: World): Model {
  return model.past === null
    ? model
    : { ...model, past: withTimeline(model, model.past, world) };
}

/** The present went on: it is counted, and there when one comes back. */
export function presentChanged(
  model: Model,
  past: Past,
  document: Document,
  world: World,
): Model {
  const present = { ...past.present, document, content: world.presentBox() };
  return { ...model, past: { ...past, present, newest: world.head } };
}

function show(
  model: Model,
  past: Past,
  moment: Moment,
  world: World,
): Model {
  const { document, event, before } = moment;
  const words = event === null ? null : describeEvent(event, before);
  const shown: Shown = { moment, words, lookedAt: world.now };
  const next: Model = {
    ...model,
    document,
    content: world.contentBox(),
    selection: model.selection.filter((id) => document.shapes.has(id)),
    past: withTimeline(model, { ...past, shown }, world),
  };
  return words?.where ? follow(next, words.where) : next;
}

function withTimeline(model: Model, past: Past, world: World): Past {
  const timeline = timelineOf(past, model.screen.columns, world.past);
  return { ...past, timeline };
}

/** With the view moved to where something has changed, if that is out of sight. */
function follow(model: Model, where: Box): Model {
  const cells = cellsTouched(where, model.view.zoom);
  const seen = visibleCells(model);
  if (overlap(cells, seen) !== null) return model;
  const { columns, rows } = canvasSize(model);
  const middle = (from: number, size: number, room: number) =>
    // What is larger than the screen is seen from its beginning.
    size > room ? from : from - Math.floor((room - size) / 2);
  const view = {
    ...model.view,
    column: middle(cells.column, cells.columns, columns),
    row: middle(cells.row, cells.rows, rows),
  };
  const cursor = { column: cells.column, row: cells.row };
  return { ...model, view, cursor };
}
