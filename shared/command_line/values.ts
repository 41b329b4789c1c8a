/**
 * The values of flags, checked one after the other; the first thing wrong is what is told (T5).
 *
 * @module
 */

import { z } from "zod";
import { oneLine } from "./command_line.ts";

/** Where a server is: `ws://host:port` or `wss://host:port`. */
export const serverUrlSchema: z.ZodType<string> = z.string().refine(
  (url) => URL.canParse(url) && /^wss?:$/.test(new URL(url).protocol),
  "must be ws://host:port or wss://host:port",
);

/**
 * Collects what is wrong with the values of flags.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { serverUrlSchema, Values } from "./values.ts";
 *
 * const values = new Values();
 * values.take("--server", serverUrlSchema, "http://box");
 * assertEquals(values.problem, "--server: must be ws://host:port or wss://host:port");
 * ```
 */
export class Values {
  /** The first thing wrong, in one line; `null` while all is well. */
  problem: string | null = null;

  /** A value as its schema makes it; as it came where that refuses it. */
  take<T>(flag: string, schema: z.ZodType<T>, value: unknown): T {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    this.problem ??= oneLine(`${flag}: ${parsed.error.issues[0]!.message}`);
    return value as T;
  }
}
