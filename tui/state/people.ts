/**
 * Names of people by their `userId`: who has left is still known by name.
 *
 * @module
 */

import type { Model } from "./model.ts";
import { plain } from "./plain.ts";

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

/** Somebody's name as it may be shown; the beginning of the `userId` where it is not known. */
export function personOf({ people }: Model, userId: string): string {
  return plain(people.get(userId) ?? userId.slice(0, SHORT));
}
