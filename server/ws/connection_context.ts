/**
 * What every connection of a server shares.
 *
 * @module
 */

import type { Attempt } from "../../shared/schema/client_message.ts";
import type { Limits } from "../../shared/schema/limits.ts";
import type { Clock } from "../room/clock.ts";
import type { RoomRegistry } from "../room/room_registry.ts";
import type { Connection } from "./connection.ts";
import type { Identity } from "../identity.ts";

/** The server's own name and version. */
export const SERVER_NAME = "inkroom/0.1.0";

/** What every connection works with. */
export interface ConnectionContext {
  readonly registry: RoomRegistry;
  readonly identity: Identity;
  readonly limits: Limits;
  readonly clock: Clock;
  /** Tells the operator. */
  readonly log: (line: string) => void;
  /** Makes a secret that nobody can guess. */
  readonly makeSecret: () => string;
  /** A client said who it is: of its connections the newest stays. */
  readonly onHello: (
    connection: Connection,
    client: string,
    attempt: Attempt | null,
  ) => void;
  readonly onClosed: (connection: Connection) => void;
}
