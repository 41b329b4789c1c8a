/**
 * The rooms of the server, one of which one may join (T13).
 *
 * @module
 */

import { roomIdSchema } from "../../../shared/schema/ids.ts";
import type { Effect } from "../effect.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { plain } from "../words/plain.ts";
import { type Field, fieldOf } from "../panels/field.ts";
import { pure, type Update } from "../update_type.ts";
import { canvasSize } from "../viewport.ts";
import type { World } from "../world.ts";

/** What the server tells of a room. */
export interface RoomFacts {
  readonly roomId: string;
  /** When something was last done in it, in milliseconds since 1970. */
  readonly changedAt: number;
  readonly members: number;
  /** `null` where the server has not counted them. */
  readonly shapes: number | null;
}

/** What the shell says of the rooms that it was asked for. */
export type LobbyMessage =
  | {
    readonly type: "rooms";
    readonly rooms: readonly RoomFacts[];
    /** What the next page comes after; `null` on the last. */
    readonly next: string | null;
  }
  | { readonly type: "rooms-failed"; readonly reason: string }
  | {
    readonly type: "picture";
    readonly roomId: string;
    /** `null` where there is none to be had. */
    readonly lines: readonly string[] | null;
  };

/** The open list; `at` is the line that Enter joins. */
export interface LobbyPanel {
  readonly kind: "lobby";
  readonly field: Field;
  readonly at: number;
  /** By id. */
  readonly rooms: ReadonlyMap<string, RoomFacts>;
  readonly state: "loading" | "there" | "failed";
  /** Why it failed. */
  readonly reason: string;
  /** When the list was told, in milliseconds since 1970. */
  readonly toldAt: number;
  readonly pictures: ReadonlyMap<string, readonly string[] | null>;
  /** Whose picture is under way: one at a time, so that a slow server is not flooded. */
  readonly asked: string | null;
}

/** A line of the list. */
export type LobbyLine =
  | { readonly kind: "room"; readonly facts: RoomFacts }
  /** A room that is not in the list: where there is none, joining makes it. */
  | { readonly kind: "new"; readonly roomId: string }
  | { readonly kind: "wrong"; readonly why: string };

/** Rooms that are fetched: whoever has more knows their names. */
const MOST_ROOMS = 2_000;
/** Cells of the list, where a picture stands beside it. */
export const LIST_COLUMNS = 40;
/** Where the screen is narrower, there is no picture. */
const NARROW = 64;

/** Opens the list, and asks for the rooms. */
export function openLobby(model: Model, typed = ""): Update {
  const panel: LobbyPanel = {
    kind: "lobby",
    field: fieldOf(typed),
    at: 0,
    rooms: new Map(),
    state: "loading",
    reason: "",
    toldAt: 0,
    pictures: new Map(),
    asked: null,
  };
  return {
    model: { ...model, panel },
    effects: [{ type: "rooms", after: null }],
  };
}

/** The lines for what was typed: the room changed last first, our own last. */
export function lobbyLines(
  { room }: Model,
  { field, rooms }: LobbyPanel,
): readonly LobbyLine[] {
  const typed = field.text.trim().toLowerCase();
  const found = [...rooms.values()]
    .filter(({ roomId }) => roomId.includes(typed))
    .sort((a, b) =>
      Number(a.roomId === room) - Number(b.roomId === room) ||
      b.changedAt - a.changedAt || (a.roomId < b.roomId ? -1 : 1)
    )
    .map((facts): LobbyLine => ({ kind: "room", facts }));
  if (typed === "" || rooms.has(typed)) return found;
  const parsed = roomIdSchema.safeParse(typed);
  return [
    ...found,
    parsed.success
      ? { kind: "new", roomId: parsed.data }
      : { kind: "wrong", why: parsed.error.issues[0]!.message },
  ];
}

/** What the shell has to say, if the list is still open. */
export function heardLobby(
  model: Model,
  message: LobbyMessage,
  now: number,
): Update {
  const { panel } = model;
  if (panel?.kind !== "lobby") return pure(model);
  switch (message.type) {
    case "rooms": {
      const rooms = new Map(panel.rooms);
      for (const facts of message.rooms) rooms.set(facts.roomId, facts);
      const more = message.next !== null && rooms.size < MOST_ROOMS;
      const told: LobbyPanel = {
        ...panel,
        rooms,
        state: more ? "loading" : "there",
        toldAt: now,
      };
      const { model: next, effects } = shown(model, told);
      return more
        ? {
          model: next,
          effects: [...effects, { type: "rooms", after: message.next }],
        }
        : { model: next, effects };
    }
    case "rooms-failed":
      return pure({
        ...model,
        panel: { ...panel, state: "failed", reason: message.reason },
      });
    case "picture": {
      const pictures = new Map(panel.pictures)
        .set(message.roomId, message.lines);
      return shown(model, { ...panel, pictures, asked: null });
    }
  }
}

/** With the list changed, and the picture of the room at hand asked for. */
export function shown(model: Model, panel: LobbyPanel): Update {
  const line = lobbyLines(model, panel)[panel.at];
  const size = pictureSize(model);
  if (
    size === null || line?.kind !== "room" || panel.asked !== null ||
    panel.pictures.has(line.facts.roomId)
  ) return pure({ ...model, panel });
  const { roomId } = line.facts;
  const effect: Effect = { type: "picture", roomId, ...size };
  return {
    model: { ...model, panel: { ...panel, asked: roomId } },
    effects: [effect],
  };
}

/** Cells that a picture may take; `null` where there is no room for one. */
export function pictureSize(
  model: Model,
): { columns: number; rows: number } | null {
  const { columns, rows } = canvasSize(model);
  // Without the panel's rims, title, field and keys.
  return columns < NARROW
    ? null
    : { columns: columns - 2 - LIST_COLUMNS, rows: Math.max(1, rows - 3) };
}

/** Joins a room by its id, which makes it if it is not there. */
export function join(model: Model, world: World, word: string): Update {
  const parsed = roomIdSchema.safeParse(word.trim().toLowerCase());
  if (!parsed.success) {
    const text = `Cannot join: ${parsed.error.issues[0]!.message}.`;
    return pure(notify(model, text, "warning", world.now));
  }
  const roomId = parsed.data;
  if (model.work !== null) {
    const text = `Cannot leave now: ${
      plain(model.work.name)
    } is not done yet. Esc stops it.`;
    const rest = { ...model, panel: null };
    return pure(notify(rest, text, "warning", world.now));
  }
  const rest = { ...model, panel: null };
  return roomId === model.room
    ? pure(notify(rest, `You are in ${roomId} already.`, "info", world.now))
    : { model: rest, effects: [{ type: "join", roomId }] };
}
