/**
 * Waiting for the server: only where it takes long does the user see that there is something to
 * wait for. Else the status line would blink with every key.
 *
 * @module
 */

import type { ClientStatus } from "../../../shared/client/room_client_events.ts";
import type { Model } from "../model.ts";
import { type Notice, notify } from "../notice.ts";

/** An answer that takes no longer is not waited for, in milliseconds. */
const PATIENCE = 400;

/** With another status. */
export function withStatus(
  model: Model,
  status: ClientStatus,
  now: number,
): Model {
  const waitingSince = status.unsent === 0 ? null : model.waitingSince ?? now;
  const lagging = waitingSince !== null && model.lagging;
  const next = { ...model, status, waitingSince, lagging };
  const before = model.status.state;
  if (status.state === "offline" && before === "synced") {
    return notify(next, WENT, "warning", now);
  }
  return status.state === "synced" && model.notices.some(isWent)
    ? { ...next, notices: model.notices.filter((notice) => !isWent(notice)) }
    : next;
}

/** Somebody whose server goes away should go on without fear. */
const WENT =
  "The server is gone. Go on: what you draw is sent when it is back.";

function isWent({ text }: Notice): boolean {
  return text === WENT;
}

/** As time goes by. */
export function withPatience(model: Model, now: number): Model {
  const { waitingSince } = model;
  const lagging = waitingSince !== null && now >= waitingSince + PATIENCE;
  return lagging === model.lagging ? model : { ...model, lagging };
}

/** When patience ends; `null` if nothing is waited for, or it has ended. */
export function patienceEnds(model: Model): number | null {
  return model.waitingSince === null || model.lagging
    ? null
    : model.waitingSince + PATIENCE;
}
