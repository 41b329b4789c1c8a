/**
 * How texts came about, for those who have edits of them under way (E12).
 *
 * @module
 */

import type { AskedText } from "../../schema/client_message.ts";
import type { TextPast } from "../../schema/server_message.ts";
import type { Document } from "../document.ts";
import { squashedSince } from "./history.ts";

/**
 * How the texts that changed after `from` came about, of those of which that is still known.
 *
 * @param apart transactions whose edits stand alone: those of whoever is told.
 */
export function textsBetween(
  document: Document,
  from: number,
  apart: ReadonlySet<number>,
): TextPast[] {
  const texts: TextPast[] = [];
  for (const id of document.changes.since(from)) {
    texts.push(...pastOf(document, id, from, apart));
  }
  return texts;
}

/**
 * How some texts came about, each once and since its own `seq`: every transaction's edit for itself.
 * Of several requests for one text the last counts: an answer is not longer than what there is.
 */
export function textsAsked(
  document: Document,
  asked: readonly AskedText[],
): TextPast[] {
  return [...new Map(asked)]
    .flatMap(([id, since]) => pastOf(document, id, since, EACH));
}

/** Stands for all transactions. */
const EACH = { has: () => true };

/** What is known of how a text came about; nothing if it did not change. */
function pastOf(
  document: Document,
  id: string,
  from: number,
  apart: Pick<ReadonlySet<number>, "has">,
): TextPast[] {
  const record = document.shapes.get(id);
  // A restored text begins anew: edits of what it was before fit it no longer.
  if (record === undefined || record.restored && record.born.seq > from) {
    return [];
  }
  const base = Math.max(from, record.born.seq);
  const edits = squashedSince(record, base, apart) ?? [];
  return edits.length > 0 ? [{ id, edits }] : [];
}
