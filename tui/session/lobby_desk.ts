import type { RoomsSource } from "./rooms_over_http.ts";
import type { Effect } from "../state/effect.ts";
import type { LobbyMessage } from "../state/rooms/lobby.ts";

/** Asks the server for what the list of rooms needs, and tells what it says. */
export async function askForRooms(
  source: RoomsSource,
  effect: Extract<Effect, { type: "rooms" | "picture" }>,
  tell: (message: LobbyMessage) => void,
): Promise<void> {
  if (effect.type === "picture") {
    const { roomId, columns, rows } = effect;
    const lines = await source.picture(roomId, columns, rows);
    return tell({ type: "picture", roomId, lines });
  }
  try {
    tell({ type: "rooms", ...await source.list(effect.after) });
  } catch (error) {
    tell({ type: "rooms-failed", reason: (error as Error).message });
  }
}
