/**
 * The status line of the past: which event, whose, how long ago, and what it did.
 *
 * @module
 */

import { agoWords } from "../../state/words/ago.ts";
import type { Model } from "../../state/model.ts";
import { isUnknown, type Past } from "../../state/past/past.ts";
import { personOf } from "../../state/names/people.ts";
import { lineWidth } from "../../../shared/schema/width.ts";
import { clip } from "../fit_words.ts";
import { plain } from "../../state/words/plain.ts";
import type { StatusWord } from "../status_facts.ts";

/** Cells between words, and at both rims of the line. */
const GAP = 3, RIMS = 2;
/** With less room than this for what was done, how long ago it was is left out. */
const ENOUGH = 24;

/**
 * The words of the past, from left to right; what was done gets the room that is left.
 *
 * @param connection how it stands between us and the server: told where it could be better.
 */
export function pastWords(
  model: Model,
  past: Past,
  connection: StatusWord,
): StatusWord[] {
  const words = allWords(model, past);
  const room = (rest: readonly StatusWord[]) =>
    model.screen.columns - RIMS - rest.reduce(
      (sum, { text }) => text === "" ? sum : sum + lineWidth(text) + GAP,
      0,
    );
  const { what, ago, ...others } = words;
  const before: StatusWord[] = [others.place, others.who];
  const after: StatusWord[] = [others.speed, others.news];
  if (connection.tone !== "good") after.push(connection);
  const rest = [...before, ...after];
  const told = room([...rest, ago]) < Math.min(ENOUGH, lineWidth(what.text))
    ? rest
    : [...before, ago, ...after];
  const clipped = { ...what, text: clip(what.text, room(told)) };
  return [...told.slice(0, told.length - after.length), clipped, ...after];
}

function allWords(model: Model, past: Past) {
  const { shown, typed, speed, playing, newest, head } = past;
  const isComing = shown === null || shown.moment.seq !== past.at ||
    isUnknown(past, shown);
  const event = isComing ? null : shown.moment.event;
  const news = newest - head;
  return {
    place: {
      text: typed === "" ? placeWord(past) : `go to event ${typed}`,
      rank: 0,
      tone: "strong",
    },
    who: {
      text: event === null ? "" : personOf(model, event.userId),
      rank: 2,
      tone: "plain",
    },
    ago: {
      text: event === null ? "" : agoWords(event.at, shown!.lookedAt),
      rank: 5,
      tone: "dim",
    },
    what: {
      text: isComing ? "reading" : plain(shown.words?.what ?? ""),
      rank: 1,
      tone: isComing ? "dim" : "plain",
    },
    speed: {
      text: playing === null && speed === 1 ? "" : `${speed}x`,
      rank: 4,
      tone: "plain",
    },
    news: {
      text: news > 0 ? `${news} new` : "",
      rank: 3,
      tone: "good",
      action: "past-end",
    },
  } as const satisfies Record<string, StatusWord>;
}

function placeWord({ at, head, floor }: Past): string {
  if (at === floor) return floor === 0 ? "the beginning" : `as of event ${at}`;
  return `event ${at} of ${head}`;
}
