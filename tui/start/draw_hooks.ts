import type { RoomClient } from "../../shared/client/room_client.ts";

/** What is done beside drawing. */
export interface DrawHooks {
  /** The client exists: time to listen to it. */
  onClient?(client: RoomClient): void;
  /** Why the program must not be suspended at this moment; `null`, or left out, if it may be. */
  refuseSuspend?(): string | null;
  /** Last things to do before the process ends. */
  beforeExit?(): void | Promise<void>;
}
