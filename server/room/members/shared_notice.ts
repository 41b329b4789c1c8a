/**
 * What all members of a room are told, encoded once for all of them (P6).
 *
 * @module
 */

import type { RoomEffect } from "../room_message.ts";

/** What a room tells everybody in it. */
export type Notice = Extract<
  RoomEffect,
  { type: "committed" | "members" | "presence" | "said" }
>;

/** A notice, and the forms in which it has been encoded so far. */
export class SharedNotice<N extends Notice = Notice> {
  readonly notice: N;
  readonly #encoded = new Map<string, unknown>();

  constructor(notice: N) {
    this.notice = notice;
  }

  /** The form called `key`, made by `encode` for the first who asks. */
  once<T>(key: string, encode: (notice: N) => T): T {
    let form = this.#encoded.get(key) as T | undefined;
    if (form === undefined) {
      form = encode(this.notice);
      this.#encoded.set(key, form);
    }
    return form;
  }
}
