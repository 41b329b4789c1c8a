/**
 * Whether an append whose end nobody saw was written (E21).
 *
 * @module
 */

import type { RoomEvent } from "../../../shared/schema/event.ts";
import type { Answer, ClientState } from "../../store/store.ts";
import type { Batch } from "../deciding/batch.ts";

/**
 * Is the batch in the log? An append is whole or not at all, so one trace of it decides. But it
 * must be this append's own: another server may have answered the same number in its own way.
 *
 * Answers alone may look the same from two servers. A batch without events is taken for lost, and
 * decided once more: whatever of it is on disk is then answered as it was.
 */
export function landed(
  { answers, events }: Batch,
  found: { events: readonly RoomEvent[]; state: ClientState | null },
): boolean {
  const event = events[0]?.event, answer = answers[0];
  if (event === undefined || !isEvent(event, found.events[0])) return false;
  return answer === undefined ||
    (found.state?.answers.some((known) => isAnswer(answer, known)) ?? false);
}

function isEvent(ours: RoomEvent, theirs: RoomEvent | undefined): boolean {
  return theirs?.userId === ours.userId && theirs.at === ours.at &&
    theirs.group === ours.group && theirs.ops.length === ours.ops.length;
}

function isAnswer(ours: Answer, theirs: Answer): boolean {
  return theirs.origin.cseq === ours.origin.cseq &&
    theirs.bodyHash === ours.bodyHash &&
    theirs.body.type === ours.body.type && theirs.body.seq === ours.body.seq;
}
