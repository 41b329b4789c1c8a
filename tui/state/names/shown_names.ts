/**
 * Names under which people are shown: no two of them can be taken for each other (L5).
 *
 * @module
 */

import { plain } from "../words/plain.ts";
import { skeleton } from "./skeleton.ts";

/** Characters of the `userId` that are put behind a name; more where these are the same. */
const SUFFIX = 4;

/** Somebody, by what the server says of them and by what they say of themselves. */
export interface Named {
  readonly userId: string;
  readonly name: string;
}

/**
 * How to show each of some people. Names that look alike, and belong to more than one person, get
 * the beginning of their `userId` behind them. One person may have more than one name.
 *
 * @returns the name to show of one of `people`; of anybody else it is as it is.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { shownNames } from "./shown_names.ts";
 *
 * const people = [
 *   { userId: "u_k3f9x2", name: "ana" },
 *   { userId: "u_8d2hq1", name: "Ana" },
 *   { userId: "u_1c9s4d", name: "ben" },
 * ];
 * assertEquals(people.map(shownNames(people)), ["ana#k3f9", "Ana#8d2h", "ben"]);
 * ```
 */
export function shownNames(people: Iterable<Named>): (person: Named) => string {
  const alike = new Map<string, Set<string>>();
  for (const { userId, name } of people) {
    const look = lookOf(name);
    alike.set(look, (alike.get(look) ?? new Set()).add(userId));
  }
  return ({ userId, name }) => {
    const group = alike.get(lookOf(name));
    return group === undefined || group.size === 1
      ? plain(name)
      : `${plain(name)}#${suffixOf(userId, group)}`;
  };
}

/** Without an end such as we put behind names: somebody may have put that of another behind theirs. */
function lookOf(name: string): string {
  return skeleton(plain(name).replace(/#[A-Za-z0-9_-]*$/, ""));
}

/** The beginning of an id, so much of it that none of the others begins so. */
function suffixOf(userId: string, group: ReadonlySet<string>): string {
  const bare = (id: string) => id.replace(/^u_/, "");
  const own = bare(userId);
  const others = [...group].filter((id) => id !== userId).map(bare);
  let length = SUFFIX;
  while (
    length < own.length &&
    others.some((other) => other.startsWith(own.slice(0, length)))
  ) length += 1;
  return own.slice(0, length);
}
