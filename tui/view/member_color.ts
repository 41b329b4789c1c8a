/**
 * Everybody has a color: the one they chose, or one made from their `userId`.
 *
 * @module
 */

import type { Color, Paint } from "../../shared/schema/color.ts";
import type { Member } from "../../shared/schema/presence.ts";
import type { Model } from "../state/model.ts";

/** Colors for those who chose none: readable on dark and on light. */
const GIVEN = [
  "cyan",
  "magenta",
  "green",
  "yellow",
  "blue",
  "red",
  "brightCyan",
  "brightMagenta",
  "brightGreen",
  "brightYellow",
  "brightBlue",
  "brightRed",
] as const satisfies readonly Paint[];

/**
 * The color of each member, by `memberId`. Two who chose none get different ones as long as there
 * are enough; those who came first choose first, so nobody's changes when another comes.
 *
 * @param members in the order in which they came, which is the same for everybody who looks.
 */
export function memberColors(
  members: readonly Member[],
): ReadonlyMap<string, Paint> {
  const known = colorsOf.get(members) ?? givenTo(members);
  colorsOf.set(members, known);
  return known;
}

/** Each frame asks for them several times, and few change them. */
const colorsOf = new WeakMap<
  readonly Member[],
  ReadonlyMap<string, Paint>
>();

function givenTo(members: readonly Member[]): ReadonlyMap<string, Paint> {
  const taken = new Set<Paint>();
  for (const { color } of members) if (color !== "default") taken.add(color);
  const colors = new Map<string, Paint>();
  for (const member of members) {
    const color = member.color === "default"
      ? givenColor(member.userId, taken)
      : member.color;
    taken.add(color);
    colors.set(member.memberId, color);
  }
  return colors;
}

/**
 * The color of somebody who may not be here any more.
 *
 * @param name tells which, where one person is here under several.
 */
export function colorOfPerson(
  { members, people }: Pick<Model, "members" | "people">,
  userId: string,
  name?: string,
): Paint {
  const theirs = members.filter((member) => member.userId === userId);
  const here = theirs.find((member) => member.name === name) ?? theirs[0];
  if (here !== undefined) return memberColors(members).get(here.memberId)!;
  const chosen = people.get(userId)?.color ?? "default";
  return chosen === "default" ? givenColor(userId, new Set()) : chosen;
}

function givenColor(userId: string, taken: ReadonlySet<Paint>): Paint {
  let sum = 0;
  for (const character of userId) {
    sum = (sum * 31 + character.codePointAt(0)!) % 65_521;
  }
  const usual = sum % GIVEN.length;
  const all = GIVEN.map((_, at) => GIVEN[(usual + at) % GIVEN.length]!);
  return all.find((color) => !taken.has(color)) ?? all[0]!;
}

/** A color as Ink knows it; `undefined` is the terminal's own. */
export function inkColor(color: Color): string | undefined {
  if (color === "default") return undefined;
  return INK[color] ?? color;
}

/** Ink's names where they differ from ours. */
const INK: Readonly<Record<string, string>> = {
  brightRed: "redBright",
  brightGreen: "greenBright",
  brightYellow: "yellowBright",
  brightBlue: "blueBright",
  brightMagenta: "magentaBright",
  brightCyan: "cyanBright",
  brightWhite: "whiteBright",
};
