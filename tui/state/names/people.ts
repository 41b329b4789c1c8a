/**
 * Names of people by their `userId`: who has left is still known by name.
 *
 * @module
 */

import type { Member } from "../../../shared/schema/presence.ts";
import type { ChatLine } from "../chat/chat.ts";
import type { Model } from "../model.ts";
import { type Named, shownNames } from "./shown_names.ts";
import { plain } from "../words/plain.ts";

/** With names that were heard. */
export function withNames(
  model: Model,
  heard: readonly { readonly userId: string; readonly name: string }[],
): Model {
  const news = heard.filter(({ userId, name }) =>
    model.people.get(userId) !== name
  );
  if (news.length === 0) return model;
  const people = new Map(model.people);
  for (const { userId, name } of news) people.set(userId, name);
  return { ...model, people };
}

/** Characters of the `userId` of somebody whose name nobody knows. */
const SHORT = 6;

/**
 * Somebody's name as it is shown everywhere: who could be taken for somebody else who is here, or
 * has said something, has the beginning of the `userId` behind it (L5). The beginning of the
 * `userId` alone where the name is not known.
 */
export function personOf(model: Model, userId: string): string {
  const name = model.people.get(userId);
  if (name === undefined) return plain(userId.slice(0, SHORT));
  const { ids, namesOf } = shownHere(model);
  const person = { userId, name };
  return ids.has(userId)
    ? namesOf(person)
    : shownNames([...peopleHere(model), person])(person);
}

/** Somebody who is here, or has said something, as they are shown. */
export function shownName(model: Model, person: Named): string {
  return shownHere(model).namesOf(person);
}

interface Shown {
  readonly members: readonly Member[];
  readonly lines: readonly ChatLine[];
  readonly ids: ReadonlySet<string>;
  readonly namesOf: (person: Named) => string;
}

const cache = new WeakMap<Model["people"], Shown>();

/** The names of all who are here or have said something; worked out anew when one of them changes. */
function shownHere(model: Model): Shown {
  const { people, members, chat: { lines } } = model;
  const known = cache.get(people);
  if (known?.members === members && known.lines === lines) return known;
  const here = peopleHere(model);
  const ids = new Set(here.map(({ userId }) => userId));
  const shown = { members, lines, ids, namesOf: shownNames(here) };
  cache.set(people, shown);
  return shown;
}

function peopleHere({ members, chat: { lines } }: Model): Named[] {
  return [...members, ...lines];
}
