/**
 * A room that nobody can come into.
 *
 * @module
 */

/** A room can't be opened, or has ended; the message says why. */
export class RoomClosedError extends Error {
  override name = "RoomClosedError";
}
