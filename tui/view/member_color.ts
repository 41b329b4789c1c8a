/**
 * Everybody has a color: the one they chose, or one made from their `userId`.
 *
 * @module
 */

import type { Color, Paint } from "../../shared/schema/color.ts";
import type { Member } from "../../shared/schema/presence.ts";

/** Colors for those who chose none: readable on dark and on light. */
const GIVEN = [
  "cyan",
  "magenta",
  "green",
  "yellow",
  "blue",
  "red",
] as const satisfies readonly Paint[];

/** The color of a member; the same for everybody who looks. */
export function memberColor(member: Pick<Member, "color" | "userId">): Paint {
  if (member.color !== "default") return member.color;
  let sum = 0;
  for (const character of member.userId) {
    sum = (sum * 31 + character.codePointAt(0)!) % 65_521;
  }
  return GIVEN[sum % GIVEN.length]!;
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
