/**
 * What is asked of rooms and answered later: each errand tells what became of it.
 *
 * @module
 */

import type { RoomClient } from "../../shared/client/room_client.ts";
import type { UndoReport } from "../../shared/client/room_client_events.ts";
import type { Op } from "../../shared/schema/op.ts";
import type { Message } from "../state/message.ts";
import { copyToRoom } from "./copy_to_room.ts";

/** Hands on what there is to tell. */
type Tell = (message: Message) => void;

/** Makes a copy in another room, and tells how to go there. */
export async function copyInto(
  room: string,
  openRoom: (room: string) => RoomClient,
  ops: readonly Op[],
  tell: Tell,
): Promise<void> {
  try {
    await copyToRoom(openRoom(room), ops, (done) => {
      const text = `Copying into ${room}: ${done} of ${ops.length}.`;
      tell({ type: "told", text, tone: "info" });
    });
    tell({ type: "copied", room });
  } catch (error) {
    const text = `Cannot copy into ${room}: ${(error as Error).message}.`;
    tell({ type: "told", text, tone: "warning" });
  }
}

/** Tells of lines that wait for the server since before, and what becomes of them. */
export function followUnsaid(
  client: RoomClient,
  newKey: () => string,
  tell: Tell,
): void {
  for (const { text, said } of client.unsaid) {
    const key = newKey();
    tell({ type: "line-waits", key, text });
    void followLine(said, key, tell);
  }
}

/** Tells what becomes of a line that was said. */
export async function followLine(
  said: Promise<void>,
  key: string,
  tell: Tell,
): Promise<void> {
  try {
    await said;
    tell({ type: "line-kept", key });
  } catch (error) {
    const { message: reason } = error as Error;
    tell({ type: "line-refused", key, reason });
  }
}

/** Tells what an undo or a redo had to leave as it is. */
export async function takeBack(
  turn: Promise<UndoReport | null>,
  verb: "undo" | "redo",
  tell: Tell,
): Promise<void> {
  const say = (text: string, tone: "info" | "warning") =>
    tell({ type: "told", text, tone });
  let report: UndoReport | null;
  try {
    report = await turn;
  } catch (error) {
    return say(`Cannot ${verb}: ${(error as Error).message}`, "warning");
  }
  if (report === null) return say(`Nothing to ${verb}.`, "info");
  const shapes = new Set(report.skipped.map(({ id }) => id)).size;
  if (shapes === 0) return;
  const what = shapes === 1 ? "one shape" : `${shapes} shapes`;
  say(`Others changed ${what} since: left as it is.`, "warning");
}
