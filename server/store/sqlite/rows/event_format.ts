/**
 * The forms in which events were ever stored, and the way from each to today's (E25).
 *
 * Stored events are never rewritten: an old one is lifted when it is read. Whoever changes the
 * form of `ops` or `removed` adds a step to `UPCASTS` and a fixture of the form that was.
 *
 * @module
 */

/** What a row holds as JSON. */
export interface StoredContent {
  readonly ops: unknown;
  /** Shapes that the event deleted. */
  readonly removed: unknown;
}

/** `UPCASTS[n]` turns format n + 1 into n + 2. */
const UPCASTS: readonly ((content: StoredContent) => StoredContent)[] = [
  // 2: a `text` may say which earlier ones it takes back. None of format 1 does.
  (content) => content,
  // 3: lines may have a label. Those of format 2 have none, which their schema fills in.
  (content) => content,
  // 4: the row has the answer, and how many shapes there were; its content is as it was.
  (content) => content,
];

/** From this format on a row has the columns `shapes`, `body_hash` and `answer`. */
export const ANSWERED_FORMAT = 4;

/** The format in which events are written. */
export const EVENT_FORMAT: number = UPCASTS.length + 1;

/**
 * Lifts what a row of an older format holds to today's.
 *
 * @throws {RangeError} if a newer program wrote it.
 */
export function upcast(format: number, content: StoredContent): StoredContent {
  if (!Number.isInteger(format) || format < 1 || format > EVENT_FORMAT) {
    throw new RangeError(
      `Cannot read event format ${format}: this version knows 1 to ${EVENT_FORMAT}; use a newer inkroom`,
    );
  }
  let lifted = content;
  for (const step of UPCASTS.slice(format - 1)) lifted = step(lifted);
  return lifted;
}
