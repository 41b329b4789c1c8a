/**
 * The room that a path names.
 *
 * @module
 */

import { roomIdSchema } from "../../shared/schema/ids.ts";
import type { RoomHost } from "../room/room_host.ts";
import { RoomClosedError } from "../room/room_registry.ts";
import { HttpError } from "./http_error.ts";
import type { HttpContext, RouteRequest } from "./route.ts";

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
 * The room in the path, with all that any server on the store has committed by now (E21). Looking
 * never makes a room.
 *
 * @throws {HttpError} 404 if there is none, 503 if it is closed.
 */
export async function roomOf(
  request: RouteRequest,
  context: HttpContext,
): Promise<RoomHost> {
  const host = await open(request, context, false);
  if (host === null) throw noRoom(roomIdOf(request));
  await host.reader.refresh();
  return host;
}

/**
 * The room in the path, loaded, and made if it is not there: changing one is like joining it.
 *
 * @throws {HttpError} 503 if it is closed.
 */
export async function makeRoom(
  request: RouteRequest,
  context: HttpContext,
): Promise<RoomHost> {
  return (await open(request, context, true))!;
}

async function open(
  request: RouteRequest,
  { registry }: HttpContext,
  create: boolean,
): Promise<RoomHost | null> {
  const roomId = roomIdOf(request);
  try {
    return await registry.open(roomId, { create });
  } catch (error) {
    if (!(error instanceof RoomClosedError)) throw error;
    throw new HttpError(503, error.message);
  }
}

/** There is no such room. */
export function noRoom(roomId: string): HttpError {
  const message = `there is no room ${roomId}; joining one makes it`;
  return new HttpError(404, message);
}
