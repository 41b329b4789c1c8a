/**
 * A line of an outbox's file: a checksum, and what one write has changed.
 *
 * The file is a log. Its first line says whose outbox it is; each further line is one write, so
 * that a write is there whole or, with the line cut short by the end of the process, not at all.
 *
 * @module
 */

import { crc32 } from "node:zlib";
import { z } from "zod";
import type { OutboxRecord } from "../../shared/client/outbox/outbox_store.ts";
import { lifeSchema } from "../../shared/schema/client_message.ts";
import { opSchema, seqSchema } from "../../shared/schema/op.ts";

/** The format of the files that this version writes. */
export const FORMAT = 1;

const headerSchema = z.object({
  format: z.literal(FORMAT),
  clientId: z.string().min(16),
});

/** The first line: the secret name that the outbox has with the server. */
export type OutboxHeader = z.infer<typeof headerSchema>;

const recordsSchema = z.array(z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("put"),
    tx: z.object({
      key: z.int().positive(),
      cseq: z.int().positive().nullable(),
      base: seqSchema.nullable(),
      group: z.string().nullable(),
      // An edit may have come to nothing and not be sent for that.
      ops: z.array(z.union([
        opSchema,
        z.strictObject({
          op: z.literal("text"),
          id: z.string(),
          edit: z.tuple([]),
        }),
      ])),
      texts: z.array(z.tuple([z.string(), z.string()])),
      at: z.number(),
    }),
  }),
  z.object({ kind: z.literal("remove"), key: z.int().positive() }),
  z.object({ kind: z.literal("epoch"), epoch: z.string() }),
  z.object({
    kind: z.literal("say"),
    line: z.object({ nonce: z.string(), text: z.string() }),
  }),
  z.object({ kind: z.literal("said"), nonce: z.string() }),
  z.object({ kind: z.literal("life"), life: lifeSchema }),
]));

/** A line, with its line feed. */
export function lineOf(
  content: OutboxHeader | readonly OutboxRecord[],
): string {
  const json = JSON.stringify(content);
  return `${crc32(json).toString(16).padStart(8, "0")} ${json}\n`;
}

/** What a file holds. */
export interface OutboxFileContent {
  readonly header: OutboxHeader;
  readonly writes: readonly (readonly OutboxRecord[])[];
}

/**
 * Reads a file's lines; what follows the last line feed is a write that did not come to its end.
 *
 * @returns `null` for a file in which nothing was ever written whole.
 * @throws {SyntaxError} if a line is not what was written.
 */
export function parseLines(text: string): OutboxFileContent | null {
  const lines = text.split("\n").slice(0, -1);
  if (lines.length === 0) return null;
  const [first, ...rest] = lines.map((line, at) => jsonOf(line, at + 1));
  const header = headerSchema.safeParse(first);
  if (!header.success) throw new SyntaxError("line 1 is of another format");
  const writes = rest.map((json, at) => {
    const records = recordsSchema.safeParse(json);
    if (records.success) return records.data as OutboxRecord[];
    throw new SyntaxError(`line ${at + 2} is of another format`);
  });
  return { header: header.data, writes };
}

function jsonOf(line: string, number: number): unknown {
  const json = line.slice(9);
  const sum = crc32(json).toString(16).padStart(8, "0");
  if (line.slice(0, 9) !== `${sum} `) {
    throw new SyntaxError(`line ${number} is damaged`);
  }
  return JSON.parse(json);
}
