/**
 * Keys and mouse while one is in the past.
 *
 * @module
 */

import { centre } from "../../tools/geometry/cells.ts";
import type { Action } from "../actions/action.ts";
import type { KeyInput, MouseInput } from "../input/input.ts";
import type { Keymap } from "../input/keymap.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { pure, type Update } from "../update_type.ts";
import { cellAt, moveCursor, nearestCell, pan } from "../viewport.ts";
import type { World } from "../world.ts";
import { goTo, type Past } from "./past.ts";
import { PAST_ACTIONS } from "./past_actions.ts";
import { seqOfCell, TIMELINE_LEFT, timelineWidth } from "./timeline.ts";

/** Groups of actions that change nothing, and single ones of other groups. */
const HARMLESS = new Set(["View", "Room", "next", "previous"]);

/** Arrow keys by the names of their actions. */
const ARROWS: Readonly<Record<string, string>> = {
  left: "left",
  right: "right",
  up: "up",
  down: "down",
  "left-far": "shift+left",
  "right-far": "shift+right",
};

/** Does a key in the past; what would draw is refused. */
export function pastKey(
  model: Model,
  past: Past,
  world: World,
  keys: Keymap,
  { key }: KeyInput,
): Update {
  const typed = typedKey(model, past, world, key);
  if (typed !== null) return typed;
  // Where hjkl are arrows, they are arrows here, too.
  const named = ARROWS[keys.actionOf.get(key)?.name ?? ""] ?? key;
  const own = PAST_ACTIONS.find((action) => action.keys.includes(named));
  if (own !== undefined) {
    const sure = own.name === "past-all" ? past : { ...past, sureUntil: 0 };
    return own.run({ ...model, past: sure }, sure, world);
  }
  const action = keys.actionOf.get(key);
  if (action === undefined) return pure(model);
  if (!isForPast(action)) return refuseInPast(model, world);
  return action.when?.(model) === false
    ? pure(model)
    : action.run(model, world);
}

/** Can an action be done in the past? It must not change what is there. */
export function isForPast({ group, name }: Action): boolean {
  return HARMLESS.has(group) || HARMLESS.has(name);
}

/** Says why something can't be done. */
export function refuseInPast(model: Model, world: World): Update {
  const text = "This is the past: T goes back to now, R brings a shape back.";
  return pure(notify(model, text, "info", world.now));
}

/** Does an action of the past by its name; `null` if there is none of that name. */
export function pastAct(
  model: Model,
  past: Past,
  world: World,
  name: string,
): Update | null {
  const action = PAST_ACTIONS.find((each) => each.name === name);
  return action?.run(model, past, world) ?? null;
}

/** Digits name an event, which Enter goes to; `null` for keys that have nothing to do with it. */
function typedKey(
  model: Model,
  past: Past,
  world: World,
  key: string,
): Update | null {
  const withTyped = (typed: string) =>
    pure({ ...model, past: { ...past, typed } });
  if (/^[0-9]$/.test(key)) return withTyped((past.typed + key).slice(0, 15));
  if (past.typed === "") return null;
  switch (key) {
    case "enter":
      return goTo(model, { ...past, playing: null }, world, Number(past.typed));
    case "backspace":
      return withTyped(past.typed.slice(0, -1));
    default:
      return null;
  }
}

/** Presses, drags: on the bar they seek; on the canvas they select and push it about. */
export function pastMouse(
  model: Model,
  past: Past,
  world: World,
  message: MouseInput,
): Update {
  const { action, button, column, row } = message;
  if (action === "up") return pure({ ...model, grabbed: null });
  if (model.grabbed !== null && action === "drag") {
    const cell = nearestCell(model, column, row);
    return pure(pan(model, {
      columns: model.grabbed.column - cell.column,
      rows: model.grabbed.row - cell.row,
    }));
  }
  const held = button === "left" && (action === "down" || action === "drag");
  if (held && row === timelineRow(model)) {
    const cell = column - TIMELINE_LEFT;
    const seq = seqOfCell(past, cell, timelineWidth(model.screen.columns));
    return goTo(model, { ...past, playing: null }, world, seq);
  }
  const cell = cellAt(model, column, row);
  if (action !== "down" || cell === null) return pure(model);
  const moved = { ...moveCursor(model, cell), grabbed: cell };
  if (button === "middle") return pure(moved);
  const { zoom } = model.view;
  const id = world.hitTest(centre(cell, zoom), zoom);
  return pure({ ...moved, selection: id === null ? [] : [id] });
}

/** The row of the screen in which the bar is. */
function timelineRow({ screen }: Model): number {
  return screen.rows - 2;
}
