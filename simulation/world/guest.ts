/**
 * A client of the first design: keeps what it is told, and knows nothing else.
 *
 * @module
 */

import type { Line } from "./line.ts";
import { ROOM } from "./sim_server.ts";
import type { SocketHandlers } from "../../shared/client/connection/socket.ts";

/** Draws by chat messages, and comes back when its connection is lost. */
export class Guest {
  /** What it shows, by id. */
  readonly shapes = new Map<string, string>();
  readonly #connect: (handlers: SocketHandlers) => Line;
  readonly #later: (run: () => void) => void;
  #line: Line | null = null;
  #isOpen = false;

  /**
   * @param connect opens a line to a server.
   * @param later runs something after a pause.
   */
  constructor(
    connect: (handlers: SocketHandlers) => Line,
    later: (run: () => void) => void,
  ) {
    this.#connect = connect;
    this.#later = later;
    this.#start();
  }

  /** Is there a connection? */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Says something in the first design's words; lost when there is no connection. */
  chat(message: string): void {
    if (this.#isOpen) this.#send({ type: "chat", roomId: ROOM, message });
  }

  #start(): void {
    this.#line = this.#connect({
      open: () => {
        this.shapes.clear();
        this.#isOpen = true;
        this.#send({ type: "join_room", roomId: ROOM });
      },
      message: (text) => this.#receive(text),
      close: () => {
        this.#isOpen = false;
        this.#later(() => this.#start());
      },
    });
  }

  #send(message: object): void {
    this.#line!.socket.send(JSON.stringify(message));
  }

  #receive(text: string): void {
    const { type, message } = JSON.parse(text);
    // The server could not open the room: try again on another connection.
    if (type === "error" && !this.#isIn(text)) return this.#line!.cut(0, 0);
    if (type !== "chat" || !String(message).startsWith("{")) return;
    const { shape, deleted = [] } = JSON.parse(message);
    if (shape !== undefined) this.shapes.set(shape.id, JSON.stringify(shape));
    for (const id of deleted) this.shapes.delete(id);
  }

  // Refusals of what was asked for in the room say what was wrong with it.
  #isIn(text: string): boolean {
    const { code } = JSON.parse(text);
    return code === "bad_message" || code === "limit" || code === "invalid" ||
      code === "conflict" || code === "stale";
  }
}
