/**
 * What is asked for behind the `?` of a URL.
 *
 * @module
 */

import type { Box } from "../../shared/schema/units.ts";
import { HttpError } from "./http_error.ts";

/** The least and the most that a number may be. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/**
 * A whole number; `undefined` if it was not given.
 *
 * @throws {HttpError} 400 if it is something else.
 */
export function integer(
  query: URLSearchParams,
  name: string,
  range: Range,
): number | undefined {
  const given = query.get(name);
  return given === null ? undefined : wholeNumber(name, given, range);
}

/**
 * Text as a whole number.
 *
 * @throws {HttpError} 400 if it is none.
 */
export function wholeNumber(
  name: string,
  given: string,
  { least, most }: Range,
): number {
  const value = Number(given);
  if (/^\d+$/.test(given) && value >= least && value <= most) return value;
  const upTo = most === Number.MAX_SAFE_INTEGER
    ? `from ${least} on`
    : `${least} to ${most}`;
  throw new HttpError(400, `${name} must be a whole number, ${upTo}`);
}

/** A place in a room's log. */
export const SEQ: Range = { least: 0, most: Number.MAX_SAFE_INTEGER };

/**
 * One of some words; the first when it was not given.
 *
 * @throws {HttpError} 400 if it is another one.
 */
export function choice<const T extends string>(
  query: URLSearchParams,
  name: string,
  choices: readonly [T, ...T[]],
): T {
  const given = query.get(name) ?? choices[0];
  const found = choices.find((known) => known === given);
  if (found !== undefined) return found;
  throw new HttpError(400, `${name} must be ${choices.join(" or ")}`);
}

/**
 * `bbox=x0,y0,x1,y1`, two opposite corners in world units; `undefined` if it was not given.
 *
 * @throws {HttpError} 400 if it is something else.
 */
export function boundingBox(query: URLSearchParams): Box | undefined {
  const given = query.get("bbox");
  if (given === null) return undefined;
  const parts = given.split(",");
  const numbers = parts.map(Number);
  const isGood = parts.length === 4 &&
    parts.every((part) => part.trim() !== "") &&
    numbers.every((value) => Math.abs(value) <= 1e7);
  if (!isGood) {
    const message =
      "bbox must be x0,y0,x1,y1: two opposite corners in world units, such as 0,0,640,384";
    throw new HttpError(400, message);
  }
  const [x0, y0, x1, y1] = numbers as [number, number, number, number];
  return {
    x: Math.min(x0, x1),
    y: Math.min(y0, y1),
    width: Math.abs(x1 - x0),
    height: Math.abs(y1 - y0),
  };
}
