/**
 * Whether an append whose end nobody saw was written (E21).
 *
 * @module
 */

import type { RoomEvent } from "../../shared/schema/event.ts";
import type { ClientState } from "../store/store.ts";
import type { Batch } from "./batch.ts";

/** Is the batch in the log? An append is whole or not at all, so one trace of it decides. */
export function landed(
  { answers, events }: Batch,
  found: { events: readonly RoomEvent[]; state: ClientState | null },
): boolean {
  const answer = answers[0];
  if (answer !== undefined) {
    const { cseq } = answer.origin;
    return found.state?.answers.some((known) => known.origin.cseq === cseq) ??
      false;
  }
  const ours = events[0]!.event, theirs = found.events[0];
  return theirs?.userId === ours.userId && theirs.at === ours.at;
}
