/**
 * The room that a path names.
 *
 * @module
 */

import { roomIdSchema } from "../../shared/schema/ids.ts";
import type { RoomHost } from "../room/room_host.ts";
import { RoomClosedError } from "../room/room_registry.ts";
import { type HttpContext, HttpError, type RouteRequest } from "./route.ts";

/**
 * The id in the path.
 *
 * @throws {HttpError} 404 if it can't be one.
 */
export function roomIdOf({ params }: RouteRequest): string {
  const id = roomIdSchema.safeParse(params.id);
  if (!id.success) throw new HttpError(404, id.error.issues[0]!.message);
  return id.data;
}

/**
 * The room in the path, loaded. Looking never makes a room.
 *
 * @throws {HttpError} 404 if there is none, 503 if it is closed.
 */
export async function roomOf(
  request: RouteRequest,
  { registry }: HttpContext,
): Promise<RoomHost> {
  const roomId = roomIdOf(request);
  try {
    const host = await registry.open(roomId, { create: false });
    if (host !== null) return host;
  } catch (error) {
    if (!(error instanceof RoomClosedError)) throw error;
    throw new HttpError(503, error.message);
  }
  throw noRoom(roomId);
}

/** There is no such room. */
export function noRoom(roomId: string): HttpError {
  const message = `there is no room ${roomId}; joining one makes it`;
  return new HttpError(404, message);
}
