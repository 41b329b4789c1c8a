/**
 * What the command palette offers for what was typed (T17).
 *
 * @module
 */

import type { Action } from "../actions/action.ts";
import { ACTIONS } from "../actions/actions.ts";
import type { Model } from "../model.ts";
import { fuzzyScore } from "./fuzzy.ts";

/** A line of the palette: an action, perhaps with its word. */
export interface Command {
  readonly action: Action;
  /** The word that goes with it. */
  readonly word?: string;
  readonly text: string;
  readonly help: string;
  /** Why it can't be done now; `null` if it can. */
  readonly whyNot: string | null;
}

/** The actions that match what was typed; or, behind the name of one, what may go with it. */
export function commandsFor(model: Model, typed: string): readonly Command[] {
  const [, name, word] = /^(\S+)\s(.*)$/.exec(typed.trimStart()) ?? [];
  const named = ACTIONS.find((action) =>
    action.name === name && action.argument !== undefined
  );
  return named === undefined
    ? matching(model, typed.trim())
    : withWords(model, named, word!.trim());
}

/** What was used lately stands first among equals, and where nothing was typed. */
function matching(model: Model, typed: string): Command[] {
  const lately = (action: Action) => {
    const at = model.recent.command.indexOf(action.name);
    return at < 0 ? 0 : 1 / (at + 1);
  };
  return ACTIONS
    .filter(({ name }) => name !== "commands")
    .map((action) => ({ action, score: scoreOf(action, typed) }))
    .filter(({ score }) => score !== null)
    .map(({ action, score }) => ({ action, score: score! + lately(action) }))
    .sort((a, b) => b.score - a.score)
    .map(({ action }) => plainly(model, action));
}

/** Names match by some of their letters; what an action does must have the words as they stand. */
function scoreOf({ name, help }: Action, typed: string): number | null {
  if (typed === "") return 0;
  const byName = fuzzyScore(typed, name);
  const words = typed.toLowerCase().split(/\s+/);
  const told = help.toLowerCase();
  const byHelp = words.every((word) => told.includes(word))
    ? 2 * typed.length
    : null;
  return byName === null || byHelp === null
    ? byName ?? byHelp
    : Math.max(byName, byHelp);
}

function plainly(model: Model, action: Action): Command {
  const { name, help, argument } = action;
  const text = argument === undefined ? name : `${name} ${argument.word}`;
  return { action, text, help, whyNot: whyNotOf(model, action) };
}

function withWords(model: Model, action: Action, typed: string): Command[] {
  const whyNot = whyNotOf(model, action);
  const suggested = action.argument!.suggest?.(model, typed) ?? [];
  if (suggested.length === 0) {
    const text = `${action.name} ${typed || action.argument!.word}`;
    return [{ action, word: typed, text, help: action.help, whyNot }];
  }
  return suggested.map(({ word, text, help }) => ({
    action,
    word,
    text: `${action.name} ${text}`,
    help,
    whyNot,
  }));
}

function whyNotOf(model: Model, action: Action): string | null {
  return action.when?.(model) === false
    ? action.whyNot ?? "Not possible now."
    : null;
}
