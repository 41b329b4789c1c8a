/**
 * Notices what other connections to the same file have committed (E21).
 *
 * @module
 */

import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Statements } from "./sqlite_reader.ts";
import type { RoomTip } from "../store.ts";

/** Looks at rooms whenever the file was changed by somebody else. */
export class SqliteWatch {
  readonly #statements: Statements;
  // Changes with every commit of another connection, and with none of this one.
  readonly #version: StatementSync;
  #seen: unknown = null;
  /** What was told last, by room; `null`: nothing yet. */
  #tips = new Map<string, RoomTip | null>();

  constructor(db: DatabaseSync, statements: Statements) {
    this.#statements = statements;
    this.#version = db.prepare("pragma data_version");
  }

  /** Watches these rooms. */
  watch(roomIds: readonly string[]): void {
    const known = this.#tips;
    this.#tips = new Map(roomIds.map((id) => [id, known.get(id) ?? null]));
    // What came before the first look at a room would never be told.
    if (roomIds.some((id) => !known.has(id))) this.#seen = null;
  }

  /** The rooms that have moved since the last look that did not fail. */
  look(): RoomTip[] {
    if (this.#tips.size === 0) return [];
    const version = this.#version.get()?.data_version;
    if (version === this.#seen) return [];
    const moved: RoomTip[] = [];
    for (const [roomId, known] of this.#tips) {
      const tip = this.#tipOf(roomId);
      if (
        known?.head === tip.head && known.lastChatId === tip.lastChatId
      ) continue;
      moved.push(tip);
    }
    // Only now: of a look that fails halfway nobody is told anything.
    for (const tip of moved) this.#tips.set(tip.roomId, tip);
    this.#seen = version;
    return moved;
  }

  #tipOf(roomId: string): RoomTip {
    const head = Number(this.#statements.head.get(roomId)?.head ?? 0);
    const lastChatId = Number(
      this.#statements.lastChatId.get(roomId)?.id ?? 0,
    );
    return { roomId, head, lastChatId };
  }
}
