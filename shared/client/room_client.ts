/**
 * The client of one room: what bots and the terminal client are built on.
 *
 * @module
 */

import { type Document, EMPTY_DOCUMENT } from "../document/document.ts";
import { PROTOCOL } from "../schema/client_message.ts";
import type { Color } from "../schema/color.ts";
import type { RoomEvent } from "../schema/event.ts";
import { parseMessage } from "../schema/json.ts";
import { DEFAULT_LIMITS, type Limits } from "../schema/limits.ts";
import type { Op } from "../schema/op.ts";
import type {
  Member,
  MemberPresence,
  Presence,
  Viewport,
} from "../schema/presence.ts";
import {
  type ServerMessage,
  type ServerMessageOf,
  serverMessageSchema,
} from "../schema/server_message.ts";
import { ChatSender } from "./chat_sender.ts";
import { type Clock, systemClock } from "./clock.ts";
import { Connection } from "./connection.ts";
import { Emitter } from "./emitter.ts";
import { MemoryOutboxStore, type OutboxStore } from "./outbox_store.ts";
import { PresenceSender } from "./presence_sender.ts";
import type { ReplicaChange } from "./replica.ts";
import type {
  Answer,
  Answered,
  ClientState,
  ClientStatus,
  HistoryPage,
  RoomClientEvents,
  UndoReport,
} from "./room_client_events.ts";
import { Roster } from "./roster.ts";
import { makeClientId } from "./secrets.ts";
import { type Connect, connectWs } from "./socket.ts";
import { Submissions } from "./submissions.ts";
import { Undoer } from "./undoer.ts";
import { Waiting } from "./waiting.ts";

/** Whom to be, and where. */
export interface RoomClientOptions {
  /** `ws://host:port`; the path `/ws` is added where there is none. */
  readonly server: string;
  readonly roomId: string;
  /** Shown to others. */
  readonly name: string;
  readonly color?: Color;
  /** Secret name of the outbox; a new one when left out. One client at a time may use it. */
  readonly clientId?: string;
  /** Secret name of the person; without it each clientId is a person of its own. */
  readonly userKey?: string;
  /** Capability token, in a room that asks for one. */
  readonly token?: string;
  /** `events`: no drawing, only what happens from now on; `none`: not even that. */
  readonly content?: "all" | "events" | "none";
  /** What is seen first, is sent first. */
  readonly viewport?: Viewport;
  /** Where unanswered work is kept; in memory when left out. */
  readonly outbox?: OutboxStore;
  readonly clock?: Clock;
  /** Numbers in [0, 1), as `Math.random` gives. */
  readonly random?: () => number;
  readonly connect?: Connect;
}

/** Nesting of what the server sends: shapes in events in messages lie deeper than what it takes. */
const MAX_SERVER_DEPTH = 16;

/** Errors after which trying again would only bring the same error. */
const HOPELESS: ReadonlySet<string> = new Set([
  "bad_message",
  "protocol",
  "forbidden",
]);

/**
 * A client of one room. It connects by itself, and again whenever the connection is lost, until
 * it is closed. What is submitted shows at once, is sent when that is possible, once.
 *
 * @example
 * ```ts no-run
 * import { RoomClient } from "./room_client.ts";
 *
 * const client = new RoomClient({
 *   server: "ws://127.0.0.1:4650",
 *   roomId: "lobby",
 *   name: "my bot",
 * });
 * await client.synced();
 * const answer = await client.submit([
 *   { op: "create", shape: { id: "hello", type: "text", x: 0, y: 0, text: "hello" } },
 * ]);
 * if (answer.type !== "ack") throw new Error("it was refused");
 * await client.close();
 * ```
 */
export class RoomClient {
  readonly #options: RoomClientOptions;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #clientId: string;
  readonly #content: "all" | "events" | "none";
  readonly #emitter = new Emitter<RoomClientEvents>();
  readonly #connection: Connection;
  readonly #submissions: Submissions;
  readonly #undoer: Undoer;
  readonly #roster = new Roster();
  readonly #presence: PresenceSender;
  readonly #chat: ChatSender;
  readonly #history = new Waiting<string, HistoryPage>();
  #status: ClientStatus;
  #state: ClientState = "connecting";
  #reason: string | null = null;
  #userId = "";
  #limits: Limits = DEFAULT_LIMITS;
  /** The document that the last `change` told of. */
  #shown: Document = EMPTY_DOCUMENT;
  #epoch: string | null = null;
  /** What the content has to reach until we are synced. */
  #joined: { head: number; answered: ReadonlySet<number> } | null = null;
  #requests = 0;
  #head = 0;
  #lastSaid = 0;

  constructor(options: RoomClientOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#clientId = options.clientId ?? makeClientId();
    this.#content = options.content ?? "all";
    this.#connection = new Connection({
      url: socketUrl(options.server),
      connect: options.connect ?? connectWs,
      clock: this.#clock,
      random: this.#random,
      handlers: {
        open: () => this.#hello(),
        message: (text) => this.#receive(text),
        lost: (reason) => this.#lost(reason),
        ended: (reason) => this.#end(reason),
      },
    });
    this.#submissions = new Submissions({
      send: (message) => this.#connection.send(message),
      answered: (done) => this.#answered(done),
      changed: (change) => this.#took(change),
      waiting: () => this.#tell(),
      restart: (reason) => this.#connection.restart(reason),
      problem: (message) => this.#emitter.emit("problem", message),
    }, {
      clock: this.#clock,
      roomId: options.roomId,
      store: options.outbox ?? new MemoryOutboxStore(),
      follows: this.#content === "all",
    });
    this.#undoer = new Undoer(this.#submissions);
    const { roomId } = options;
    this.#presence = new PresenceSender(
      this.#clock,
      (presence) =>
        this.#joined !== null &&
        this.#connection.send({ type: "presence", roomId, ...presence }),
    );
    this.#chat = new ChatSender((text, nonce) =>
      this.#connection.send({ type: "say", roomId, text, nonce, ref: nonce })
    );
    this.#status = this.#currentStatus();
    this.#connection.start();
  }

  /** The drawing: what the server confirmed, and on top of it what we have done since. */
  get document(): Document {
    return this.#submissions.replica.document;
  }

  /** What the server confirmed. */
  get confirmed(): Document {
    return this.#submissions.replica.confirmed;
  }

  /** Where the client stands. */
  get status(): ClientStatus {
    return this.#status;
  }

  /** Our public name; empty before the first connection. */
  get userId(): string {
    return this.#userId;
  }

  /** Names this connection among the members; empty before the first join. */
  get memberId(): string {
    return this.#roster.self ?? "";
  }

  /** Who is here, ourselves included; as of the last connection when offline. */
  get members(): readonly Member[] {
    return this.#roster.members;
  }

  /** What the others are doing, by memberId. */
  get presences(): ReadonlyMap<string, MemberPresence> {
    return this.#roster.presences;
  }

  /** The server's limits; the defaults before the first connection. */
  get limits(): Limits {
    return this.#limits;
  }

  /** `seq` of the last event in the room that we were told of; 0 before the first join. */
  get head(): number {
    return Math.max(this.#head, this.confirmed.seq);
  }

  /** Calls `handler` at each `event`. Returns the function that ends that. */
  on<K extends keyof RoomClientEvents>(
    event: K,
    handler: (value: RoomClientEvents[K]) => void,
  ): () => void {
    return this.#emitter.on(event, handler);
  }

  /**
   * Does a transaction: at once in `document`, and in the room as soon as it can be sent.
   * Transactions of one `group`, one after the other, are undone together.
   *
   * @returns what became of it, once the server has answered. Never rejects.
   */
  submit(
    ops: readonly Op[],
    options: { group?: string } = {},
  ): Promise<Answer> {
    if (this.#state === "closed") {
      const reason = this.#reason ?? "the client is closed";
      return Promise.resolve({ type: "unanswered", reason });
    }
    return this.#undoer.submit(ops, options.group ?? null);
  }

  /** Shows the others what we are doing. The latest wins; sent as often as the server allows. */
  setPresence(presence: Presence): void {
    if (this.#state !== "closed") this.#presence.set(presence);
  }

  /** Says a line in the chat. Resolves when the server has it; rejects if it refuses. */
  say(text: string): Promise<void> {
    if (this.#state === "closed") {
      return Promise.reject(new Error("Cannot say that: the client is closed"));
    }
    return this.#chat.say(text, makeNonce(this.#random));
  }

  /**
   * Reads the room's past: at most `limit` events with `seq` above `after`.
   *
   * @throws {Error} when there is no connection, or the server refuses.
   */
  history(after = 0, limit = 100): Promise<HistoryPage> {
    const ref = `history-${++this.#requests}`;
    const { roomId } = this.#options;
    const page = this.#history.for(ref);
    const sent = this.#joined !== null && this.#connection.send({
      type: "history",
      roomId,
      after,
      limit,
      ref,
    });
    if (!sent) {
      this.#history.reject(
        ref,
        new Error("Cannot read history: not connected"),
      );
    }
    return page;
  }

  /**
   * Undoes our own latest work; nothing that others changed since.
   *
   * @returns what was done; `null` when there is nothing to undo. Waits for the connection when
   * the work is under way to the server.
   */
  undo(): Promise<UndoReport | null> {
    return this.#undoer.undo();
  }

  /** Does again what was undone last; `null` when there is nothing to redo. */
  redo(): Promise<UndoReport | null> {
    return this.#undoer.redo();
  }

  /** Resolves when the client has all that the server has; rejects if it ends before. */
  synced(): Promise<void> {
    return this.#until(() => this.#state === "synced");
  }

  /** Resolves when all that was submitted is answered and confirmed; rejects if it ends before. */
  idle(): Promise<void> {
    return this.#until(() => this.#submissions.idle);
  }

  /** Leaves for good. What is unanswered stays in the outbox, and its answers will not come. */
  close(): Promise<void> {
    if (this.#state !== "closed") this.#end("the client was closed");
    return this.#connection.close();
  }

  #until(holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (holds()) resolve();
        else if (this.#state === "closed") {
          reject(new Error(`Cannot wait any longer: ${this.#reason}`));
        } else return;
        for (const off of offs) off();
      };
      const offs = (["status", "change", "synced", "answer"] as const)
        .map((event) => this.on(event, look));
      look();
    });
  }

  #hello(): void {
    const { name, color, userKey, token } = this.#options;
    this.#connection.send({
      type: "hello",
      protocol: PROTOCOL,
      clientId: this.#clientId,
      name,
      ...(userKey === undefined ? {} : { userKey }),
      ...(color === undefined ? {} : { color }),
      ...(token === undefined ? {} : { token }),
      ref: "hello",
    });
  }

  #join(): void {
    const { roomId, viewport } = this.#options;
    const { replica } = this.#submissions;
    const since = replica.loaded && this.#epoch !== null
      ? { since: replica.confirmed.seq, epoch: this.#epoch }
      : {};
    this.#connection.send({
      type: "join_room",
      roomId,
      content: this.#content,
      ...since,
      ...(viewport === undefined ? {} : { viewport }),
      ref: "join",
    });
  }

  #receive(text: string): void {
    const parsed = parseMessage(serverMessageSchema, text, MAX_SERVER_DEPTH);
    if (parsed.ok) {
      this.#handle(parsed.value);
    } else {
      const { message, path } = parsed;
      this.#emitter.emit("problem", `from the server: ${path}: ${message}`);
    }
  }

  #handle(message: ServerMessage): void {
    const { replica } = this.#submissions;
    switch (message.type) {
      case "welcome":
        return this.#welcomed(message);
      case "joined":
        return this.#onJoined(message);
      case "snapshot":
        return this.#took(replica.onSnapshotPage(message));
      case "delta":
        return this.#took(replica.onDelta(message));
      case "events":
        return this.#onEvents(message.events);
      case "ack":
        return this.#submissions.onAck(message);
      case "nack":
        return this.#submissions.onNack(message);
      case "presence":
        this.#roster.present(message.members);
        return this.#emitter.emit("presence", this.#roster.presences);
      case "members":
        return this.#onMembers(message);
      case "history":
        return this.#history.resolve(String(message.ref), message);
      case "said":
        return this.#onSaid(message);
      case "error":
        return this.#onError(message);
      case "pong":
        return;
    }
  }

  #welcomed({ userId, limits }: ServerMessageOf<"welcome">): void {
    this.#userId = userId;
    this.#limits = limits;
    this.#submissions.welcomed(userId, limits);
    this.#join();
  }

  #onJoined(joined: ServerMessageOf<"joined">): void {
    const { epoch, head, lastCseq, mode, memberId, members } = joined;
    const { outbox, replica } = this.#submissions;
    this.#connection.healthy();
    if (this.#epoch !== null && this.#epoch !== epoch) replica.forget();
    this.#epoch = epoch;
    this.#head = head;
    this.#joined = { head, answered: outbox.joined(epoch, lastCseq) };
    this.#roster.joined(memberId, members);
    this.#pacePresence();
    this.#presence.joined();
    this.#chat.joined();
    this.#setState("loading");
    if (mode === "none" && this.#content === "all" && !replica.loaded) {
      this.#connection.restart("the server sends no content");
    }
    this.#checkSynced();
    this.#emitter.emit("members", members);
    this.#emitter.emit("presence", this.#roster.presences);
  }

  #onEvents(events: readonly RoomEvent[]): void {
    if (this.#content === "all") {
      this.#took(this.#submissions.replica.onEvents(events));
    } else {
      for (const event of events) {
        this.#head = event.seq;
        this.#emitter.emit("event", event);
      }
    }
  }

  /** The replica changed: tell whom it concerns, then see whether that was the last page. */
  #took(change: ReplicaChange): void {
    this.#undoer.took(change);
    if (change.resync) {
      this.#connection.restart("something that the server sent got lost");
      return;
    }
    const { document } = this;
    if (document !== this.#shown) {
      this.#shown = document;
      const { changed } = change;
      this.#emitter.emit("change", { document, changed });
    }
    for (const event of change.events) this.#emitter.emit("event", event);
    this.#checkSynced();
  }

  #checkSynced(): void {
    const joined = this.#joined;
    const { replica } = this.#submissions;
    if (joined === null) return;
    if (this.#content === "all") {
      if (!replica.loaded) return this.#setState("loading");
      if (replica.confirmed.seq < joined.head) return;
    }
    if (this.#state === "synced") return;
    // Before `ready`, which comes back here by way of the replica's change.
    this.#setState("synced");
    this.#submissions.ready(joined.answered);
    this.#emitter.emit("synced", this.document);
  }

  #answered(done: Answered): void {
    const { ops, group, answer } = done;
    this.#undoer.answered(done);
    this.#emitter.emit("answer", done);
    if (answer.type === "nack") {
      this.#emitter.emit("refused", { ops, group, nack: answer });
    } else if (answer.type === "ack" && answer.overrode.length > 0) {
      this.#emitter.emit("overrode", answer.overrode);
    }
  }

  #onMembers({ joined, left }: ServerMessageOf<"members">): void {
    const presenceChanged = this.#roster.changed(joined, left);
    this.#pacePresence();
    this.#emitter.emit("members", this.#roster.members);
    if (presenceChanged) this.#emitter.emit("presence", this.#roster.presences);
  }

  #pacePresence(): void {
    const { presencePerSecond } = this.#limits;
    this.#presence.pace(presencePerSecond, this.#roster.members.length);
  }

  #onSaid(line: ServerMessageOf<"said">): void {
    if (line.userId === this.#userId) this.#chat.heard(line.text);
    // After a reconnection the last lines come again.
    if (line.id <= this.#lastSaid) return;
    this.#lastSaid = line.id;
    this.#emitter.emit("said", line);
  }

  #onError(error: ServerMessageOf<"error">): void {
    const { code, message, ref, cseq, retryAfterMs } = error;
    if (ref === "hello" || ref === "join") {
      if (HOPELESS.has(code)) this.#end(message);
      else this.#connection.restart(message, retryAfterMs);
    } else if (code === "same_number_other_body" && cseq !== undefined) {
      this.#submissions.onForeignNumber(cseq, message);
    } else if (ref !== undefined) {
      this.#chat.refused(String(ref), message);
      this.#history.reject(
        String(ref),
        new Error(`Cannot read history: ${message}`),
      );
    }
    this.#emitter.emit("problem", `the server says: ${message}`);
  }

  #lost(reason: string): void {
    this.#disconnected(reason);
    this.#setState(this.#epoch === null ? "connecting" : "offline");
    this.#emitter.emit("presence", this.#roster.presences);
  }

  #end(reason: string): void {
    this.#disconnected(reason);
    this.#setState("closed");
    this.#presence.close();
    this.#chat.close(reason);
    this.#submissions.close(reason);
    this.#undoer.close();
    this.#connection.close();
  }

  #disconnected(reason: string): void {
    this.#joined = null;
    this.#reason = reason;
    this.#submissions.disconnected();
    this.#chat.disconnected();
    this.#roster.disconnected();
    this.#history.rejectAll(new Error(`Cannot read history: ${reason}`));
  }

  #setState(state: ClientState): void {
    this.#state = state;
    if (state === "synced") this.#reason = null;
    this.#tell();
  }

  #tell(): void {
    const status = this.#currentStatus();
    const keys = ["state", "unsent", "readOnly", "reason"] as const;
    if (keys.every((key) => status[key] === this.#status[key])) return;
    this.#status = status;
    this.#emitter.emit("status", status);
  }

  #currentStatus(): ClientStatus {
    const { blocked, outbox } = this.#submissions;
    const reason = blocked?.reason ?? this.#reason;
    return {
      state: this.#state,
      unsent: outbox.unanswered.length,
      readOnly: blocked?.readOnly ?? false,
      ...(reason === null ? {} : { reason }),
    };
  }
}

function socketUrl(server: string): string {
  const url = new URL(server);
  if (url.protocol === "http:") url.protocol = "ws:";
  if (url.protocol === "https:") url.protocol = "wss:";
  if (url.pathname === "/") url.pathname = "/ws";
  return url.href;
}

function makeNonce(random: () => number): string {
  return Array.from(
    { length: 16 },
    () => Math.floor(random() * 36).toString(36),
  ).join("");
}
