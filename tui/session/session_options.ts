/**
 * What a session is given.
 *
 * @module
 */

import type { RoomClient } from "../../shared/client/room_client.ts";
import type { Charset } from "../../shared/raster/pen.ts";
import type { DrawingFiles } from "../files/drawing_files.ts";
import type { Keymap } from "../state/input/keymap.ts";
import type { Carried } from "../state/rooms/carried.ts";
import type { RoomsSource } from "./rooms_over_http.ts";
import type { Visit } from "./visits.ts";

/** What a session needs of the world. */
export interface SessionOptions extends Visit {
  /** What is kept of the room before. */
  readonly carried?: Carried | undefined;
  /** The other rooms of the server. */
  readonly rooms: RoomsSource;
  /** The user's files of drawings. */
  readonly files: DrawingFiles;
  /** A client of another room on the same server, for a copy to be made there. */
  openRoom(roomId: string): RoomClient;
  readonly server: string;
  readonly columns: number;
  readonly rows: number;
  readonly keys: Keymap;
  readonly charset: Charset;
  /** Milliseconds since 1970. */
  now(): number;
  /** Numbers in [0, 1), as `Math.random` gives. */
  random(): number;
  /** The model has changed. */
  onChange(): void;
  /** Runs `task` once, `ms` from now; calling what it returns prevents that. */
  after(ms: number, task: () => void): () => void;
  /** Every cell is to be painted anew. */
  onRepaint(): void;
  /** A text is to be put on the user's clipboard. */
  onCopy(text: string): void;
  /** The user goes to another room. */
  onJoin(room: string): void;
  /** The user wants the shell for a while. */
  onSuspend(): void;
  /** The user leaves. */
  onQuit(): void;
}
