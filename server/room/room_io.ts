/**
 * What a room asks of the store, asked.
 *
 * @module
 */

import type { RoomEvent } from "../../shared/schema/event.ts";
import { StaleError, type Store } from "../store/store.ts";
import { CHAT_AT_JOIN } from "./members/chat_log.ts";
import type { Committer } from "./committer.ts";
import type { Former, Removed, RoomEffect, RoomInput } from "./room_message.ts";

/** Events read from the log at once. */
const READ_PAGE = 1_000;

/** An effect that the store has to answer. */
export type StoreEffect = Extract<
  RoomEffect,
  {
    type:
      | "append"
      | "read_after"
      | "read_back"
      | "read_client"
      | "read_chat"
      | "read_removed";
  }
>;

/** What is worked with. */
export interface RoomIoOptions {
  readonly roomId: string;
  readonly store: Store;
  readonly committer: Committer;
  /** How many are told of the room's events. */
  readonly readers: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Tells the operator. */
  readonly log: (line: string) => void;
}

/**
 * Carries out an effect on the store; resolves with what the room is to be told of it.
 *
 * @throws what the store throws, but for appends: those always come to an outcome.
 */
export async function performOnStore(
  effect: StoreEffect,
  options: RoomIoOptions,
): Promise<RoomInput> {
  const { roomId, store, committer, readers, now, log } = options;
  switch (effect.type) {
    case "append": {
      const outcome = await committer.append(effect.append, readers());
      if (outcome.kind === "unknown" || outcome.kind === "unavailable") {
        log(`room ${roomId}: commit ${outcome.kind}: ${outcome.message}`);
      }
      return { type: "appended", outcome, at: now() };
    }
    case "read_after": {
      const events = await readAll(store, roomId, effect.after);
      return { type: "caught_up", events, at: now() };
    }
    case "read_back": {
      const events = await readAll(store, roomId, effect.after);
      const state = effect.client === null
        ? null
        : await store.readClient(roomId, effect.client);
      return { type: "read_back_done", events, state };
    }
    case "read_client": {
      const { client } = effect;
      const state = await store.readClient(roomId, client);
      return { type: "client_read", client, state };
    }
    case "read_chat": {
      const lines = await store.readChat(roomId, CHAT_AT_JOIN);
      return { type: "chat_read", lines };
    }
    case "read_removed": {
      const shapes = await Promise.all(effect.shapes.map(async (removed) => ({
        ...removed,
        shape: await formerOf(store, roomId, removed),
      })));
      return { type: "removed_read", shapes };
    }
  }
}

async function formerOf(
  store: Store,
  roomId: string,
  { seq, id }: Removed,
): Promise<Former> {
  try {
    return await store.readRemoved(roomId, seq, id);
  } catch (error) {
    if (error instanceof StaleError) return "trimmed";
    throw error;
  }
}

async function readAll(
  store: Store,
  roomId: string,
  after: number,
): Promise<RoomEvent[]> {
  const events: RoomEvent[] = [];
  while (true) {
    const seq = events.at(-1)?.seq ?? after;
    const page = await store.readAfter(roomId, seq, READ_PAGE);
    events.push(...page);
    if (page.length < READ_PAGE) return events;
  }
}
