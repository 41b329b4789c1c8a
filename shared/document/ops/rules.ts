/**
 * The table of operations: a new one is a file beside this one and a line here.
 *
 * @module
 */

import type { CanonicalOp } from "../../schema/event.ts";
import type { Op, OpResult } from "../../schema/op.ts";
import type { Document } from "../document.ts";
import type { Draft } from "../deciding/draft.ts";
import type { Author } from "../write.ts";
import { create } from "./create.ts";
import { deletion } from "./delete.ts";
import { move } from "./move.ts";
import { order } from "./order.ts";
import { put } from "./put.ts";
import { restore } from "./restore.ts";
import type { Applies, Decides } from "./rule.ts";
import { set } from "./set.ts";
import { text } from "./text.ts";

const RULES = {
  create,
  put,
  set,
  move,
  text,
  delete: deletion,
  restore,
  order,
} as const satisfies
  & { [K in Op["op"]]: Decides<K> }
  & { [K in CanonicalOp["op"]]: Applies<K> };

/** Decides one operation of a transaction. */
export function decideOp(draft: Draft, op: Op, path: string): OpResult {
  return (RULES[op.op] as Decides<typeof op.op>).decide(
    draft,
    op as never,
    path,
  );
}

/** Applies one operation of an event. */
export function applyOp(
  document: Document,
  op: CanonicalOp,
  author: Author,
): Document {
  const rule = RULES[op.op] as Applies<typeof op.op>;
  return rule.apply(document, op as never, author);
}

/** Ids of the shapes that an operation of an event is about. */
export function touchedBy(op: CanonicalOp): readonly string[] {
  return (RULES[op.op] as Applies<typeof op.op>).touches(op as never);
}
