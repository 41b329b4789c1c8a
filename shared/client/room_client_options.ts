/**
 * What a {@linkcode RoomClient} has to be told.
 *
 * @module
 */

import type { Color } from "../schema/color.ts";
import type { Viewport } from "../schema/presence.ts";
import type { Clock } from "./clock.ts";
import type { OutboxStore } from "./outbox/outbox_store.ts";
import type { Connect } from "./connection/socket.ts";

/** Whom to be, and where. */
export interface RoomClientOptions {
  /** `ws://host:port`; the path `/ws` is added where there is none. */
  readonly server: string;
  /** The room's name. */
  readonly roomId: string;
  /** Shown to others. */
  readonly name: string;
  /** Of the cursor that others see. */
  readonly color?: Color;
  /** Secret name of the outbox; a new one when left out. One client at a time may use it. */
  readonly clientId?: string;
  /** Secret name of the person; without it each clientId is a person of its own. */
  readonly userKey?: string;
  /** Capability token, in a room that asks for one. */
  readonly token?: string;
  /** `events`: no drawing, only what happens from now on; `none`: not even that. */
  readonly content?: "all" | "events" | "none";
  /** What is seen first, is sent first. */
  readonly viewport?: Viewport;
  /** Where unanswered work is kept; in memory when left out. */
  readonly outbox?: OutboxStore;
  /** The machine's time when left out. */
  readonly clock?: Clock;
  /** Numbers in [0, 1); `Math.random` when left out. */
  readonly random?: () => number;
  /** Opens sockets; real ones when left out. */
  readonly connect?: Connect;
}
