/**
 * The room's log is another one than before: the server's database was put back from a backup, or
 * began anew (E24).
 *
 * @module
 */

import { withChat } from "../chat/chat.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { leavePast } from "../past/past.ts";

const RENEWED =
  "The server was put back, or began anew: this is the room as it has it.";

/** Out of the past, which is no more, and with nothing of the chat, which comes once more. */
export function renewed(model: Model, now: number): Model {
  const { past, panel } = model;
  // Panels of the past tell of it.
  const isOver = past !== null && panel !== null && panel.kind !== "chat";
  const present = leavePast(isOver ? { ...model, panel: null } : model);
  const silent = { lines: [], up: 0, unread: 0, isCalled: false };
  return notify(withChat(present, silent), RENEWED, "warning", now);
}
