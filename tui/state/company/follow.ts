/**
 * Following somebody: our view goes where theirs goes, in the size of our own screen (T11).
 *
 * @module
 */

import {
  cellOfPoint,
  cellsOfBox,
  centreOfCell,
  type View,
} from "../../../shared/raster/view.ts";
import type {
  Member,
  MemberPresence,
  Viewport,
} from "../../../shared/schema/presence.ts";
import type { Suggestion } from "../actions/action.ts";
import type { Effect } from "../effect.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { shownName } from "../names/people.ts";
import type { Update } from "../update_type.ts";
import { pure } from "../update_type.ts";
import { canvasSize, withCursorInSight } from "../viewport.ts";
import type { World } from "../world.ts";
import { othersCalled, othersOf } from "./others.ts";

/** Whom we follow: a connection, and whose it is, should it come back as another. */
export interface Following {
  readonly memberId: string;
  readonly userId: string;
}

/** `f`: ends following; follows the only other; asks whom, where there are several. */
export function followSomebody(model: Model, world: World): Update {
  if (model.following !== null) return pure(unfollow(model, world.now));
  const others = othersOf(model).filter((member) => hasView(model, member));
  const [only, second] = others;
  if (only === undefined) {
    const text = "Nobody else is here whose view you could follow.";
    return pure(notify(model, text, "info", world.now));
  }
  return second === undefined
    ? pure(follow(model, only, world.now))
    : pure(listMembers(model, world.now));
}

/** Follows whom a word means. */
export function followNamed(model: Model, world: World, word: string): Update {
  const [member] = word === "" ? [] : othersCalled(model, word);
  if (member !== undefined) return pure(follow(model, member, world.now));
  const text = word === ""
    ? "Say whom: the name of somebody who is here."
    : `Nobody here is called "${word}".`;
  return pure(notify(model, text, "warning", world.now));
}

/** Whom a word may mean. */
export function whomToFollow(
  model: Model,
  typed: string,
): readonly Suggestion[] {
  return othersCalled(model, typed).filter((member) => hasView(model, member))
    .map((member) => ({
      word: member.memberId,
      text: shownName(model, member),
      help: "is here",
    }));
}

/** The list of members. */
export function listMembers(model: Model, now: number): Model {
  return { ...model, panel: { kind: "members", at: 0, now } };
}

/** With our view where somebody's is, from now on. */
export function follow(model: Model, member: Member, now: number): Model {
  const name = shownName(model, member);
  if (!hasView(model, member)) {
    const text = `${name} has no view to follow.`;
    return notify(model, text, "info", now);
  }
  const text = `You follow ${name} until you move yourself.`;
  const { memberId, userId } = member;
  const following = { ...model, following: { memberId, userId } };
  return along(notify(following, text, "info", now));
}

function unfollow(model: Model, now: number): Model {
  const member = followed(model);
  const who = member === undefined ? "anybody" : shownName(model, member);
  const text = `You no longer follow ${who}.`;
  return notify({ ...model, following: null }, text, "info", now);
}

/** Who is followed. */
export function followed({ members, following }: Model): Member | undefined {
  return members.find(({ memberId }) => memberId === following?.memberId);
}

/** With our view where the one we follow looks now. */
export function along(model: Model): Model {
  const presence = model.presences.get(model.following?.memberId ?? "");
  return presence?.viewport === undefined || presence.viewport === null
    ? model
    : lookAlong(model, presence, presence.viewport);
}

/**
 * Their zoom, and what they see in the middle. Where our screen is smaller than theirs, our view
 * stays in what they see, and moves no more than it takes to have their cursor in it.
 */
function lookAlong(
  model: Model,
  { cursor, zoom: theirs }: MemberPresence,
  viewport: Viewport,
): Model {
  const zoom = theirs ?? model.view.zoom;
  const isSameZoom = zoom === model.view.zoom;
  const seen = cellsOfBox(viewport, zoom);
  const at = cursor === null ? null : cellOfPoint(cursor, zoom);
  const { columns, rows } = canvasSize(model);
  const view = {
    column: startIn(
      isSameZoom ? model.view.column : null,
      columns,
      [seen.column, seen.columns],
      at?.column ?? null,
    ),
    row: startIn(
      isSameZoom ? model.view.row : null,
      rows,
      [seen.row, seen.rows],
      at?.row ?? null,
    ),
    zoom,
  };
  if (sameView(view, model.view)) return model;
  const { column, row } = model.cursor;
  const own = isSameZoom
    ? model.cursor
    : cellOfPoint(centreOfCell(column, row, model.view.zoom), zoom);
  return withCursorInSight({ ...model, view, cursor: own });
}

/** Where a view of `size` cells starts, along one axis, beside what another sees there. */
function startIn(
  now: number | null,
  size: number,
  [from, count]: readonly [number, number],
  at: number | null,
): number {
  const middle = from + Math.floor((count - size) / 2);
  if (count <= size) return middle;
  const inside = (start: number) =>
    Math.max(from, Math.min(start, from + count - size));
  const kept = inside(now ?? middle);
  return at === null || (at >= kept && at < kept + size)
    ? kept
    : inside(at - Math.floor(size / 2));
}

function sameView(a: View, b: View): boolean {
  return a.column === b.column && a.row === b.row && a.zoom === b.zoom;
}

/** What a hand did: whoever moves or draws goes their own way again. */
export function afterHand(
  before: Model,
  { model, effects }: Update,
  now: number,
): Update {
  if (before.following === null || model.following !== before.following) {
    return { model, effects };
  }
  if (wentOwnWay(before, model, effects)) {
    return { model: unfollow(model, now), effects };
  }
  return { model: along(model), effects };
}

function wentOwnWay(
  before: Model,
  model: Model,
  effects: readonly Effect[],
): boolean {
  const isDrawing =
    effects.some(({ type }) =>
      type === "submit" || type === "undo" || type === "redo"
    ) || model.entry !== before.entry || model.inHand !== before.inHand;
  // The chat takes room from the canvas: the view moves without being moved.
  if (model.chat.isOpen !== before.chat.isOpen) return isDrawing;
  return isDrawing || !sameView(before.view, model.view) ||
    before.cursor.column !== model.cursor.column ||
    before.cursor.row !== model.cursor.row;
}

/**
 * Who is here has changed: whoever was followed may have left. When it is we who were away, they
 * may still be on their way back, too.
 */
export function afterMembers(before: Model, model: Model, now: number): Model {
  const { following } = model;
  if (following === null || followed(model) !== undefined) return model;
  const { userId } = following;
  const back = othersOf(model).find((member) => member.userId === userId);
  if (back !== undefined) {
    return { ...model, following: { memberId: back.memberId, userId } };
  }
  if (before.memberId !== model.memberId || followed(before) === undefined) {
    return model;
  }
  const name = shownName(before, followed(before)!);
  const text = `${name} left: you no longer follow anybody.`;
  return notify({ ...model, following: null }, text, "warning", now);
}

function hasView({ presences }: Model, { memberId }: Member): boolean {
  return (presences.get(memberId)?.viewport ?? null) !== null;
}
