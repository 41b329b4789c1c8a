/**
 * What a room's pipeline waits for.
 *
 * @module
 */

import type { Batch, Need } from "./deciding/batch.ts";
import type { RoomEffect } from "./room_message.ts";

/** What a pipeline asks the store for. */
export type Read = Extract<
  RoomEffect,
  { type: "read_after" | "read_back" | "read_client" | "read_removed" }
>;

/** At most one thing is under way. */
export type Phase =
  | { readonly kind: "idle" }
  | { readonly kind: "appending"; readonly batch: Batch }
  | {
    readonly kind: "reading";
    readonly read: Read;
    /** What may or may not be in the log. */
    readonly batch: Batch | null;
    /** How often it failed in a row. */
    readonly failures: number;
    /** To be asked for again. */
    readonly failed: boolean;
  };

/** How what is needed is asked for. */
export function readOf(need: Need): Read {
  return need.kind === "client"
    ? { type: "read_client", client: need.client }
    : { type: "read_removed", shapes: need.shapes };
}
