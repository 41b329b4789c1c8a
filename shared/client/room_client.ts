/**
 * The client of one room: what bots and the terminal client are built on.
 *
 * @module
 */

import type { Document } from "../document/document.ts";
import type { Limits } from "../schema/limits.ts";
import type { Op } from "../schema/op.ts";
import type { Member, MemberPresence, Presence } from "../schema/presence.ts";
import { makeNonce } from "./chat_sender.ts";
import type {
  Answer,
  ClientStatus,
  HistoryPage,
  RoomClientEvents,
  UndoReport,
  UnsaidLine,
} from "./room_client_events.ts";
import type { RoomClientOptions } from "./room_client_options.ts";
import { RoomSession } from "./room_session.ts";

export type { RoomClientOptions } from "./room_client_options.ts";

/**
 * A client of one room. It connects by itself, and again whenever the connection is lost, until
 * it is closed. What is submitted shows at once, is sent when that is possible, once.
 *
 * @example
 * ```ts
 * import { FakeNetwork } from "./testing/fake_network.ts";
 * import { FakeServer } from "./testing/fake_server.ts";
 * import { RoomClient } from "./room_client.ts";
 *
 * const network = new FakeNetwork(new FakeServer());
 * const client = new RoomClient({
 *   server: "ws://127.0.0.1:4650",
 *   roomId: "lobby",
 *   name: "my bot",
 *   connect: network.connect, // leave this out to connect for real
 * });
 * network.settle();
 * await client.synced();
 * const answer = client.submit([
 *   { op: "create", shape: { id: "hello", type: "text", text: "hello" } },
 * ]);
 * network.settle();
 * if ((await answer).type !== "ack") throw new Error("it was refused");
 * await client.close();
 * ```
 */
export class RoomClient {
  readonly #session: RoomSession;
  readonly #random: () => number;

  /** Begins to connect. */
  constructor(options: RoomClientOptions) {
    this.#session = new RoomSession(options);
    this.#random = options.random ?? Math.random;
    this.#session.start();
  }

  /** The drawing: what the server confirmed, and on top of it what we have done since. */
  get document(): Document {
    return this.#session.submissions.replica.document;
  }

  /** What the server confirmed. */
  get confirmed(): Document {
    return this.#session.submissions.replica.confirmed;
  }

  /** Where the client stands. */
  get status(): ClientStatus {
    return this.#session.board.status;
  }

  /** Our public name; empty before the first connection. */
  get userId(): string {
    return this.#session.userId;
  }

  /** Names this connection among the members; empty before the first join. */
  get memberId(): string {
    return this.#session.company.roster.self ?? "";
  }

  /** Who is here, ourselves included; as of the last connection when offline. */
  get members(): readonly Member[] {
    return this.#session.company.roster.members;
  }

  /** What the others are doing, by memberId. */
  get presences(): ReadonlyMap<string, MemberPresence> {
    return this.#session.company.roster.presences;
  }

  /** The server's limits; the defaults before the first connection. */
  get limits(): Limits {
    return this.#session.submissions.limits;
  }

  /** `seq` of the last event in the room that we were told of; 0 before the first join. */
  get head(): number {
    return this.#session.head;
  }

  /** Calls `handler` at each `event`. Returns the function that ends that. */
  on<K extends keyof RoomClientEvents>(
    event: K,
    handler: (value: RoomClientEvents[K]) => void,
  ): () => void {
    return this.#session.events.on(event, handler);
  }

  /**
   * Does a transaction: at once in `document`, and in the room as soon as it can be sent.
   * Transactions of one `group`, one after the other, are undone together.
   *
   * A `text` edit without a `base` is made of the text as {@linkcode document} shows it. It is
   * kept right while others edit the same text, and what is typed on before it was sent becomes
   * part of it (E12).
   *
   * @returns what became of it, once the server has answered. Never rejects.
   */
  submit(
    ops: readonly Op[],
    options: { group?: string } = {},
  ): Promise<Answer> {
    if (this.status.state === "closed") {
      const reason = this.status.reason ?? "the client is closed";
      return Promise.resolve({ type: "unanswered", reason });
    }
    return this.#session.undoer.submit(ops, options.group ?? null);
  }

  /** Shows the others what we are doing. The latest wins; sent as often as the server allows. */
  setPresence(presence: Presence): void {
    if (this.status.state !== "closed") {
      this.#session.company.sender.set(presence);
    }
  }

  /** Says a line in the chat. Resolves when the server has it; rejects if it refuses. */
  say(text: string): Promise<void> {
    if (this.status.state === "closed") {
      return Promise.reject(new Error("Cannot say that: the client is closed"));
    }
    const nonce = makeNonce(this.#random);
    return this.#session.chat.say({ nonce, text });
  }

  /** Lines that were said, be it by the owner of the outbox before, and that the server has to get. */
  get unsaid(): readonly UnsaidLine[] {
    const { chat } = this.#session;
    return chat.unsaid.map(({ nonce, text }) => ({
      text,
      said: chat.whenSaid(nonce),
    }));
  }

  /**
   * Reads the room's past: at most `limit` events with `seq` above `after`.
   *
   * @throws {Error} when there is no connection, or the server refuses.
   */
  history(after = 0, limit = 100): Promise<HistoryPage> {
    return this.#session.history.read(after, limit);
  }

  /**
   * Undoes our own latest work; nothing that others changed since.
   *
   * @returns what was done; `null` when there is nothing to undo. Waits for the connection when
   * the work is under way to the server; rejects if the client ends before, or if it has no drawing
   * (`content`).
   */
  undo(): Promise<UndoReport | null> {
    return this.#session.undoer.undo();
  }

  /** Does again what was undone last; `null` when there is nothing to redo. */
  redo(): Promise<UndoReport | null> {
    return this.#session.undoer.redo();
  }

  /** Resolves when the client has all that the server has; rejects if it ends before. */
  synced(): Promise<void> {
    return this.#until(() => this.status.state === "synced");
  }

  /**
   * Resolves when all that was submitted is answered and confirmed, and all that was said heard
   * back; rejects if it ends before.
   */
  idle(): Promise<void> {
    const { submissions, chat } = this.#session;
    return this.#until(() => submissions.idle && chat.idle);
  }

  /** Leaves for good. What is unanswered stays in the outbox, and its answers will not come. */
  close(): Promise<void> {
    return this.#session.end("the client was closed");
  }

  #until(holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (holds()) resolve();
        else if (this.status.state === "closed") {
          reject(new Error(`Cannot wait any longer: ${this.status.reason}`));
        } else return;
        for (const off of offs) off();
      };
      const offs =
        (["status", "change", "synced", "answer", "said", "problem"] as const)
          .map((event) => this.on(event, look));
      look();
    });
  }
}
