/**
 * How servers that share a store tell each other what is going on (E21).
 *
 * What is lasting is in the store; the bus only says that it is worth a look. So it may lose,
 * repeat and delay messages, and nothing becomes wrong by that, only later.
 *
 * Every implementation passes `bus_contract.ts`.
 *
 * @module
 */

import type { Member, MemberPresence } from "../../shared/schema/presence.ts";

/** What servers tell each other of one room. */
export type BusMessage =
  /** The log reaches at least to `head`. */
  | { readonly type: "head"; readonly roomId: string; readonly head: number }
  /** There is chat at least up to the line `lastId`. */
  | { readonly type: "chat"; readonly roomId: string; readonly lastId: number }
  /** Who came in and who left, on the server that says so. */
  | {
    readonly type: "members";
    readonly roomId: string;
    readonly joined: readonly Member[];
    readonly left: readonly string[];
  }
  /** What members of the server that says so are doing. */
  | {
    readonly type: "presence";
    readonly roomId: string;
    readonly members: readonly MemberPresence[];
  }
  /** A person may not be in the room any more. */
  | {
    readonly type: "revoked";
    readonly roomId: string;
    readonly userId: string;
  };

/** The kinds of messages. */
export type BusMessageType = BusMessage["type"];

/** One server's end of the bus. */
export interface Bus {
  /** The kinds that it carries; all others it loses. */
  readonly carries: ReadonlySet<BusMessageType>;
  /** Tells the other servers; never this one. Does not wait, and never throws. */
  publish(message: BusMessage): void;
  /**
   * Hears what other servers tell of a room from now on, until the result is called. A listener
   * that throws harms nobody else.
   */
  subscribe(
    roomId: string,
    listener: (message: BusMessage) => void,
  ): () => void;
  /** Hears and tells nothing any more. */
  close(): void;
}
