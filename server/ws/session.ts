/**
 * What a connection speaks: the protocol, or the chat dialect.
 *
 * @module
 */

import type { Refusal } from "../../shared/schema/json.ts";
import type { ErrorCode } from "../../shared/schema/server_message.ts";
import type { Clock } from "../room/clock.ts";
import type { Ref } from "../room/room_message.ts";
import type { RoomRegistry } from "../room/room_registry.ts";
import type { RateRefusal, Toll } from "./limits/flood_guard.ts";
import type { SendQueue } from "./send_queue.ts";
import type { WireRoomId } from "./voice.ts";

/** Why a message was refused (P12). */
export interface Complaint {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path?: string | undefined;
  readonly roomId?: WireRoomId | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly ref?: Ref;
}

/** The connection, as its session sees it. */
export interface Link {
  /** Names the connection among the members of its rooms. */
  readonly memberId: string;
  readonly queue: SendQueue;
  readonly registry: RoomRegistry;
  readonly clock: Clock;
  /** Refuses one message; the connection goes on. */
  complain(complaint: Complaint): void;
  /** Counts a message; if it comes too soon it is refused, and the result is `false`. */
  mayPass(toll: Toll, about: { roomId?: WireRoomId; ref?: Ref }): boolean;
  /** Counts a message, and says why it comes too soon, or `null`: the session refuses it. */
  toll(toll: Toll): RateRefusal | null;
  /** The server failed at something that was asked for; the connection goes on. */
  fail(error: unknown, about: { roomId?: WireRoomId; ref?: Ref }): void;
  /** Something was refused for speed: too much of that ends the connection. */
  warn(): void;
}

/** One way of speaking. */
export interface Session {
  /** Takes a message; while a promise is pending, the messages after it wait. */
  receive(json: unknown): void | Promise<void>;
  /** Answers a message that nobody should look into, or that is not JSON (`undefined`). */
  refuse(json: unknown, refusal: Refusal): void;
  /** The reader takes more. */
  drained(): void;
  /** The connection is gone: leaves all rooms. */
  end(): void;
}
