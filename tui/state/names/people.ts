/**
 * Names of people by their `userId`: who has left is still known by name.
 *
 * @module
 */

import type { Color } from "../../../shared/schema/color.ts";
import type { Member } from "../../../shared/schema/presence.ts";
import type { ChatLine } from "../chat/chat.ts";
import type { Model } from "../model.ts";
import { type Named, shownNames } from "./shown_names.ts";
import { plain } from "../words/plain.ts";

/** Somebody, as they were called last. */
export interface Seen {
  readonly name: string;
  /** The one that they chose. */
  readonly color: Color;
}

/** With names that were heard; a color that is left out stays as it is known. */
export function withNames(
  model: Model,
  heard: readonly (Named & { readonly color?: Color })[],
): Model {
  const news = heard.flatMap(({ userId, name, color }) => {
    const known = model.people.get(userId);
    const seen = { name, color: color ?? known?.color ?? "default" };
    return known?.name === name && known.color === seen.color
      ? []
      : [[userId, seen] as const];
  });
  return news.length === 0
    ? model
    : { ...model, people: new Map([...model.people, ...news]) };
}

/** Characters of the `userId` of somebody whose name nobody knows. */
const SHORT = 6;

/**
 * Somebody's name as it is shown everywhere: who could be taken for somebody else has the beginning
 * of the `userId` behind it (L5); who is here, or has said something, only if that is somebody who
 * is here as well. The beginning of the `userId` alone where the name is not known.
 */
export function personOf(model: Model, userId: string): string {
  const seen = model.people.get(userId);
  if (seen === undefined) return plain(userId.slice(0, SHORT));
  const { ids, namesOf, namesOfAll } = shownHere(model);
  const person = { userId, name: seen.name };
  return ids.has(userId) ? namesOf(person) : namesOfAll(person);
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
  /** As `namesOf`, of those who are gone as well. */
  readonly namesOfAll: (person: Named) => string;
}

const cache = new WeakMap<Model["people"], Shown>();

/** The names of all who are here or have said something; worked out anew when one of them changes. */
function shownHere(model: Model): Shown {
  const { people, members, chat: { lines } } = model;
  const known = cache.get(people);
  if (known?.members === members && known.lines === lines) return known;
  const here = peopleHere(model);
  const ids = new Set(here.map(({ userId }) => userId));
  const gone = [...people].map(([userId, { name }]) => ({ userId, name }));
  const shown = {
    members,
    lines,
    ids,
    namesOf: shownNames(here),
    namesOfAll: shownNames([...here, ...gone]),
  };
  cache.set(people, shown);
  return shown;
}

function peopleHere({ members, chat: { lines } }: Model): Named[] {
  return [...members, ...lines];
}
