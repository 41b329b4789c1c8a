/**
 * Asks for pages of the room's past (P9).
 *
 * @module
 */

import type { ClientMessageInput } from "../../schema/client_message.ts";
import type { HistoryPage } from "../room_client_events.ts";
import { Waiting } from "../waiting.ts";

export type { HistoryPage } from "../room_client_events.ts";

/** The past can't be read now; `code` is the server's word for why, if it said one. */
export class HistoryError extends Error {
  constructor(reason: string, readonly code: string | null = null) {
    super(`Cannot read history: ${reason}`);
  }
}

/** Requests under way, each with its own `ref`. */
export class HistoryReader {
  readonly #send: (message: ClientMessageInput) => boolean;
  readonly #roomId: string;
  readonly #pages = new Waiting<string, HistoryPage>();
  #requests = 0;

  /** `send` returns whether there was a connection to send by. */
  constructor(
    roomId: string,
    send: (message: ClientMessageInput) => boolean,
  ) {
    this.#roomId = roomId;
    this.#send = send;
  }

  /**
   * At most `limit` events with `seq` above `after`.
   *
   * @throws {HistoryError} when there is no connection, or the server refuses.
   */
  read(after: number, limit: number): Promise<HistoryPage> {
    const ref = `history-${++this.#requests}`;
    const page = this.#pages.for(ref);
    const roomId = this.#roomId;
    if (!this.#send({ type: "history", roomId, after, limit, ref })) {
      this.refused(ref, "not connected");
    }
    return page;
  }

  /** A page came. */
  came(ref: string, page: HistoryPage): void {
    this.#pages.resolve(ref, page);
  }

  /** The server refused a request, or it could not be sent. */
  refused(ref: string, reason: string, code: string | null = null): void {
    this.#pages.reject(ref, new HistoryError(reason, code));
  }

  /** No answer will come on this connection. */
  disconnected(reason: string): void {
    this.#pages.rejectAll(new HistoryError(reason));
  }
}
