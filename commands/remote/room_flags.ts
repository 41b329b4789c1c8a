/**
 * Flags and values that commands for rooms share (T5).
 *
 * @module
 */

import type { Option } from "commander";
import { z } from "zod";
import {
  type Env,
  flagWithVariable,
} from "../../shared/command_line/command_line.ts";
import { Values } from "../../shared/command_line/values.ts";
import type { Charset } from "../../shared/raster/pen.ts";
import type { Box, Point } from "../../shared/schema/units.ts";
import { UsageError } from "../command_line.ts";

/** `--server`: where the room is. */
export function serverFlag(env: Env): Option {
  const usual = "ws://127.0.0.1:4650";
  return flagWithVariable(env, "--server <url>", "where the server is", usual);
}

/** `--charset`: the characters there are. */
export function charsetFlag(env: Env): Option {
  const help = "ascii for plain terminals";
  return flagWithVariable(env, "--charset <set>", help, "unicode")
    .choices(charsetSchema.options);
}

/** The characters there are. */
export const charsetSchema: z.ZodEnum<{ [K in Charset]: K }> = z.enum([
  "unicode",
  "ascii",
], "must be unicode or ascii");

/** `--speed` and `--max-gap`: the pace of a film. */
export function paceFlags(env: Env): [speed: Option, maxGap: Option] {
  return [
    flagWithVariable(
      env,
      "--speed <times>",
      "of a film: times as fast as it was drawn",
      "1",
    ),
    flagWithVariable(
      env,
      "--max-gap <seconds>",
      "of a film: the longest pause",
      "2",
    ),
  ];
}

/** A number above 0. */
export const paceSchema: z.ZodType<number> = z.coerce.number(
  "must be a number above 0",
).positive("must be a number above 0").finite();

/** A place in a room's log. */
export const seqFlagSchema: z.ZodType<number> = z.string().regex(
  /^\d{1,15}$/,
  "must be the number of an event: 0, 1, 2, …",
).transform(Number) as unknown as z.ZodType<number>;

/** `x,y` in world units. */
export const pointFlagSchema: z.ZodType<Point> = numbers(2).transform((
  [x, y],
) => ({ x: x!, y: y! })) as unknown as z.ZodType<Point>;

/** `x0,y0,x1,y1`, two opposite corners in world units. */
export const boxFlagSchema: z.ZodType<Box> = numbers(4).transform((
  [x0, y0, x1, y1],
) => ({
  x: Math.min(x0!, x1!),
  y: Math.min(y0!, y1!),
  width: Math.abs(x1! - x0!),
  height: Math.abs(y1! - y0!),
})) as unknown as z.ZodType<Box>;

function numbers(count: 2 | 4) {
  const example = count === 2 ? "x,y, such as 80,48" : "x0,y0,x1,y1";
  const message = `must be ${example}, in world units`;
  return z.string().transform((text) => text.split(",").map(toNumber))
    .refine(
      (list) => list.length === count && list.every(Number.isFinite),
      message,
    );
}

// An empty part is no 0.
const toNumber = (part: string) => part.trim() === "" ? NaN : Number(part);

/** Values of flags, some of which may not be given. */
export class FlagValues extends Values {
  /** A value as its schema makes it; `undefined` where none was given. */
  optional<T>(
    flag: string,
    schema: z.ZodType<T>,
    value: unknown,
  ): T | undefined {
    return value === undefined ? undefined : this.take(flag, schema, value);
  }

  /** @throws {UsageError} that tells the first thing wrong, if there is one. */
  check(): void {
    if (this.problem !== null) throw new UsageError(this.problem);
  }
}
