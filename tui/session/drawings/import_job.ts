/**
 * A drawing on its way from a file into the room.
 *
 * @module
 */

import { cutOps } from "../../../shared/client/outbox/cut_ops.ts";
import type { RoomClient } from "../../../shared/client/room_client.ts";
import type { ShapeInput } from "../../../shared/schema/shape.ts";
import { creationsOf } from "../../tools/shapes/creations.ts";
import { inSlices, type Shift } from "./slices.ts";

/** Into which room, and whom it tells. */
export interface ImportTarget {
  readonly client: Pick<RoomClient, "submit" | "limits" | "document">;
  /** Under which all of it is undone. */
  readonly group: string;
  /** How far the work has come. */
  onProgress(done: number, total: number): void;
}

/**
 * Draws shapes, from back to front; what can't be sent yet is sent later.
 *
 * @throws {Stopped} if it was stopped: some are drawn then. {Error} if the room can't take them.
 */
export async function drawn(
  shapes: readonly ShapeInput[],
  target: ImportTarget,
  shift: Shift,
): Promise<void> {
  const { size } = target.client.document.shapes;
  const { shapesPerRoom } = target.client.limits;
  if (size + shapes.length > shapesPerRoom) {
    throw new Error(
      `${shapes.length} shapes are too many: the room holds ${size}, and ${shapesPerRoom} at most`,
    );
  }
  await inSlices(drawInSteps(shapes, target), shift);
}

function* drawInSteps(
  shapes: readonly ShapeInput[],
  { client, group, onProgress }: ImportTarget,
): Generator<void, void> {
  const ops = creationsOf(shapes);
  const { opsPerTx } = client.limits;
  for (let from = 0; from < ops.length; from += opsPerTx) {
    const some = ops.slice(from, from + opsPerTx);
    for (const part of cutOps(some, client.limits)) {
      void client.submit(part, { group });
      yield;
    }
    onProgress(Math.min(from + opsPerTx, ops.length), ops.length);
  }
}
