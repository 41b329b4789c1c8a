/**
 * Where a room's past can be read.
 *
 * @module
 */

import type { Document } from "../../document/document.ts";
import type { Color } from "../../schema/color.ts";
import type { RoomEvent } from "../../schema/event.ts";
import type { RegisterName } from "../../schema/properties.ts";
import type { HistoryPage } from "../room_client_events.ts";

/** Who wrote a register last. */
export interface Writer {
  /** The event that wrote it. */
  readonly seq: number;
  readonly userId: string;
}

/** Who made a shape what it is, register by register. */
export interface ShapeBlame {
  readonly createdBy: string;
  readonly registers: Readonly<Partial<Record<RegisterName, Writer>>>;
}

/** Somebody who took part, as they were called last. */
export interface PastPerson {
  readonly userId: string;
  readonly name: string;
  readonly color: Color;
}

/** Reads a room's past; every question may fail while there is no connection. */
export interface PastSource {
  /** At most `limit` events with `seq` above `after` (P9). */
  events(after: number, limit: number): Promise<HistoryPage>;
  /** All events above `after`, up to `until`, in their order, as they come. */
  log(after: number, until: number): AsyncIterable<RoomEvent>;
  /** The room as it was after the event `seq` (P26). */
  stateAt(seq: number): Promise<Document>;
  /** Events up to this one were trimmed; 0 if none were (E22). */
  horizon(): Promise<number>;
  /** Who wrote each register of a shape, as of the event `seq`; `null` if it did not live then. */
  blame(id: string, seq: number): Promise<ShapeBlame | null>;
  /** How some people are called, as far as the server remembers them (P29). */
  people(userIds: readonly string[]): Promise<readonly PastPerson[]>;
}
