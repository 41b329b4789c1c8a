/**
 * From what the status line tells to its words (T12).
 *
 * @module
 */

import type { KeyOf } from "../state/actions/first_keys.ts";
import { showKey } from "../state/input/show_key.ts";
import type { Ranked } from "./fit_words.ts";

/** A word of the status line. */
export interface StatusWord extends Ranked {
  /** The action that a click does. */
  readonly action?: string;
  readonly tone: "strong" | "plain" | "dim" | "good" | "warning" | "bad";
}

/** What is told, and how it is meant. */
export type Told = Pick<StatusWord, "text" | "tone">;

/** What the status line tells of the present; what is empty is left out. */
export interface StatusFacts {
  readonly tool: string;
  readonly style: string;
  readonly selection: string;
  readonly place: string;
  readonly zoom: string;
  readonly following: string;
  readonly chat: Told;
  readonly here: string;
  readonly connection: Told;
}

/** The words of the status line, from left to right. */
export function wordsOf(facts: StatusFacts, keyOf: KeyOf): StatusWord[] {
  const hint = (action: string, word: string) => {
    const key = keyOf(action);
    return { text: key === undefined ? "" : `${showKey(key)} ${word}`, action };
  };
  return [
    { text: facts.tool, rank: 1, tone: "strong" },
    { text: facts.style, rank: 5, tone: "plain" },
    { text: facts.selection, rank: 4, tone: "plain" },
    { text: facts.place, rank: 3, tone: "plain" },
    { text: facts.zoom, rank: 6, tone: "plain", action: "zoom-reset" },
    { text: facts.following, rank: 1, tone: "plain", action: "follow" },
    { ...facts.chat, rank: 2, action: "chat" },
    { text: facts.here, rank: 7, tone: "plain", action: "members" },
    { ...facts.connection, rank: 0 },
    { ...hint("help", "keys"), rank: 2, tone: "dim" },
    { ...hint("commands", "commands"), rank: 8, tone: "dim" },
    { ...hint("leave", "leave"), rank: 9, tone: "dim" },
  ];
}
