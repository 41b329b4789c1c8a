/**
 * What was chosen lately: it stands first where one chooses again.
 *
 * @module
 */

import type { Model } from "../model.ts";

/** Kinds of choices that are remembered. */
export type Choice = "command" | "stroke" | "color" | "fill";

/** The latest first, without repetition. */
export type Recent = Readonly<Record<Choice, readonly string[]>>;

/** Nothing has been chosen yet. */
export const NOTHING_RECENT: Recent = {
  command: [],
  stroke: [],
  color: [],
  fill: [],
};

/** Choices of each kind that are remembered. */
const MOST = 5;

/** Remembers a choice. */
export function withRecent(model: Model, kind: Choice, value: string): Model {
  const others = model.recent[kind].filter((other) => other !== value);
  const recent = { ...model.recent, [kind]: [value, ...others].slice(0, MOST) };
  return { ...model, recent };
}
