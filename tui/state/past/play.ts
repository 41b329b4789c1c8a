/**
 * The past as it went: event after event, at the pace at which they came, without the long pauses.
 *
 * @module
 */

import type { Model } from "../model.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import { goTo, type Past } from "./past.ts";

/** How many times as fast as it was. */
export const SPEEDS = [1, 2, 5, 20, 100] as const;

/** How many times as fast as it was. */
export type Speed = typeof SPEEDS[number];

/** The past is being played. */
export interface Playing {
  /** When the next event is due, in milliseconds since 1970. */
  readonly due: number;
}

/** The longest and the shortest time from one event to the next, at speed 1, in milliseconds. */
const LONGEST = 1_000, SHORTEST = 40;
/** Of which nothing is known yet. */
const UNKNOWN = 200;

/** Begins to play, or pauses; at the end it begins anew. */
export function togglePlay(model: Model, past: Past, world: World): Update {
  if (past.playing !== null) {
    return pure({ ...model, past: { ...past, playing: null } });
  }
  const from = past.at >= past.head ? past.floor : past.at;
  const playing = { due: world.now + pauseAfter(past, world, from) };
  return goTo(model, { ...past, playing }, world, from);
}

/** Plays faster or slower. */
export function changeSpeed(model: Model, past: Past, by: 1 | -1): Update {
  const at = SPEEDS.indexOf(past.speed) + by;
  const speed = SPEEDS[Math.max(0, Math.min(at, SPEEDS.length - 1))]!;
  return pure({ ...model, past: { ...past, speed } });
}

/** When the next event is due; `null` if nothing is played, or it is still being read. */
export function nextStep({ past }: Model): number | null {
  return past === null || !isThere(past) ? null : past.playing?.due ?? null;
}

/** Time has passed: what is due is shown. */
export function playOn(model: Model, world: World): Update {
  const { past } = model;
  if (past === null || past.playing === null || !isThere(past)) {
    return pure(model);
  }
  let { at, playing: { due } } = past;
  if (due > world.now) return pure(model);
  // Who was away for a while does not see all of it at once.
  due = Math.max(due, world.now - LONGEST);
  while (due <= world.now && at < past.head) {
    at += 1;
    due += pauseAfter(past, world, at);
  }
  const playing = at < past.head ? { due } : null;
  return goTo(model, { ...past, playing }, world, at);
}

/** Is what was asked for on the canvas? */
function isThere({ at, shown }: Past): boolean {
  return shown !== null && shown.moment.seq === at;
}

/** How long an event stays before the next one comes, in milliseconds. */
function pauseAfter({ speed }: Past, world: World, seq: number): number {
  const now = world.past.timeOf(seq), next = world.past.timeOf(seq + 1);
  const gap = now === null || next === null ? UNKNOWN : next - now;
  return Math.max(SHORTEST, Math.min(gap, LONGEST)) / speed;
}
