/**
 * Makes a drawing in a room of its own.
 *
 * @module
 */

import { cutOps } from "../../shared/client/outbox/cut_ops.ts";
import type { RoomClient } from "../../shared/client/room_client.ts";
import type { Op } from "../../shared/schema/op.ts";

/**
 * Draws in an empty room, and leaves it.
 *
 * @param client of that room; it is closed in the end.
 * @param onProgress how many of the operations are on disk.
 * @throws {Error} if something is drawn there already, or the server refuses.
 */
export async function copyToRoom(
  client: RoomClient,
  ops: readonly Op[],
  onProgress: (done: number) => void,
): Promise<void> {
  try {
    await client.synced();
    if (client.document.shapes.size > 0) {
      throw new Error("there is a drawing in that room already");
    }
    let done = 0;
    for (const part of cutOps(ops, client.limits)) {
      const answer = await client.submit(part);
      if (answer.type === "nack") throw new Error(answer.message);
      if (answer.type !== "ack") throw new Error("the line was cut");
      done += part.length;
      onProgress(done);
    }
  } finally {
    await client.close();
  }
}
