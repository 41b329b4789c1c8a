/**
 * The protocol as one client of one room lives it: says hello, joins, takes what the server
 * sends to where it belongs, and does so again after each loss of the connection (P1–P13).
 *
 * @module
 */

import { type Document, EMPTY_DOCUMENT } from "../document/document.ts";
import type { RoomEvent } from "../schema/event.ts";
import type { Attempt } from "../schema/client_message.ts";
import { parseMessage } from "../schema/json.ts";
import {
  type ServerMessage,
  type ServerMessageOf,
  serverMessageSchema,
} from "../schema/server_message.ts";
import { ChatSender } from "./chat_sender.ts";
import { systemClock } from "./clock.ts";
import { Company } from "./presence/company.ts";
import { Connection, type Loss } from "./connection/connection.ts";
import { Emitter } from "./emitter.ts";
import {
  helloOf,
  joinOf,
  type Known,
  socketUrl,
} from "./connection/greeting.ts";
import { Life } from "./outbox/life.ts";
import { MemoryOutboxStore } from "./outbox/outbox_store.ts";
import { PresenceSender } from "./presence/presence_sender.ts";
import { HeardLines } from "./heard_lines.ts";
import { HistoryReader } from "./past/history_reader.ts";
import type { ReplicaChange } from "./replica/pending_tx.ts";
import { Remembered } from "./undo/remembered.ts";
import type { Answered, RoomClientEvents } from "./room_client_events.ts";
import type { RoomClientOptions } from "./room_client_options.ts";
import { makeClientId } from "./connection/secrets.ts";
import { connectWs } from "./connection/socket.ts";
import { StatusBoard } from "./status_board.ts";
import { Submissions } from "./outbox/submissions.ts";
import { Undoer } from "./undo/undoer.ts";

/** Nesting of what the server sends: shapes in events in messages lie deeper than what it takes. */
const MAX_SERVER_DEPTH = 16;

/** Errors after which trying again would only bring the same error. */
const HOPELESS: ReadonlySet<string> = new Set([
  "bad_message",
  "protocol",
  "forbidden",
]);

/** A client's dealings with the server. It begins with {@linkcode RoomSession.start}. */
export class RoomSession {
  readonly events: Emitter<RoomClientEvents> = new Emitter();
  readonly submissions: Submissions;
  readonly undoer: Undoer;
  readonly company: Company;
  readonly chat: ChatSender;
  readonly board: StatusBoard;
  readonly history: HistoryReader;
  readonly #options: RoomClientOptions;
  readonly #clientId: string;
  readonly #follows: boolean;
  readonly #connection: Connection;
  readonly #life: Life;
  /** Of the socket that was opened last. */
  #attempt: Attempt | null = null;
  readonly #past: Remembered;
  #userId = "";
  /** The document that the last `change` told of. */
  #shown: Document = EMPTY_DOCUMENT;
  #epoch: string | null = null;
  /** The `seq` that makes us synced when the content reaches it; `null` outside of the room. */
  #target: number | null = null;
  #head = 0;
  readonly #heard = new HeardLines();

  constructor(options: RoomClientOptions) {
    const { roomId, clock = systemClock, random = Math.random } = options;
    const store = options.outbox ?? new MemoryOutboxStore();
    this.#options = options;
    this.#clientId = options.clientId ?? makeClientId();
    this.#follows = (options.content ?? "all") === "all";
    this.#connection = new Connection({
      url: socketUrl(options.server),
      connect: options.connect ?? connectWs,
      clock,
      random,
      handlers: {
        open: (attempt) => this.#greet(attempt),
        message: (text) => this.#receive(text),
        lost: (loss) => this.#lost(loss),
        ended: (reason) => this.end(reason),
      },
    });
    const unkept = (error: unknown) => this.events.emit("unkept", `${error}`);
    this.#life = new Life(store, unkept);
    this.submissions = new Submissions({
      send: (message) => this.#connection.send(message),
      answered: (done) => this.#answered(done),
      changed: (change) => this.#took(change),
      waiting: () => this.board.refresh(),
      restart: (reason) => this.#connection.restart(reason),
      unkept,
    }, {
      clock,
      roomId,
      store,
      follows: this.#follows,
    });
    this.history = new HistoryReader(
      roomId,
      (message) => this.#target !== null && this.#connection.send(message),
    );
    this.#past = new Remembered((after, limit) =>
      this.history.read(after, limit)
    );
    this.undoer = new Undoer(this.submissions, this.#past);
    const presence = new PresenceSender(
      clock,
      (presence) =>
        this.#target !== null &&
        this.#connection.send({ type: "presence", roomId, ...presence }),
    );
    this.company = new Company(presence, this.events);
    this.chat = new ChatSender({
      send: (line) =>
        this.#connection.send({
          type: "say",
          roomId,
          ...line,
          ref: line.nonce,
        }),
      unsaid: store.load().lines,
      keep: (records) => {
        const written = store.write(records) ?? Promise.resolve();
        written.catch(unkept);
      },
    });
    this.board = new StatusBoard(
      () => this.submissions,
      (status) => this.events.emit("status", status),
    );
  }

  /** Our public name; empty before the first connection. */
  get userId(): string {
    return this.#userId;
  }

  /** `seq` of the last event in the room that we were told of. */
  get head(): number {
    return Math.max(this.#head, this.submissions.replica.confirmed.seq);
  }

  /** Connects. */
  start(): void {
    this.#connection.start();
  }

  /** Ends for good; resolves when the socket is closed. */
  end(reason: string): Promise<void> {
    if (this.board.state !== "closed") {
      this.#disconnected(reason);
      this.company.sender.close();
      this.chat.close(reason);
      this.submissions.close(reason);
      this.undoer.close();
      this.board.set("closed", reason);
    }
    return this.#connection.close();
  }

  #greet(attempt: Attempt): void {
    this.#attempt = attempt;
    const hello = () => {
      if (this.#attempt !== attempt) return;
      const life = this.#life.number;
      const message = helloOf(this.#options, this.#clientId, {
        ...attempt,
        life,
      });
      this.#connection.send(message);
    };
    const { keeping } = this.#life;
    if (keeping === null) hello();
    else void keeping.then(hello);
  }

  #receive(text: string): void {
    const parsed = parseMessage(serverMessageSchema, text, MAX_SERVER_DEPTH);
    if (parsed.ok) {
      this.#handle(parsed.value);
    } else {
      const { message, path } = parsed;
      this.events.emit("problem", `from the server: ${path}: ${message}`);
    }
  }

  #handle(message: ServerMessage): void {
    const { replica } = this.submissions;
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
        return this.submissions.onAck(message);
      case "nack":
        return this.submissions.onNack(message);
      case "presence":
        return this.company.present(message.members);
      case "members":
        return this.company.changed(message.joined, message.left);
      case "history":
        return this.history.came(String(message.ref), message);
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
    this.submissions.welcomed(userId, limits);
    this.#connection.send(joinOf(this.#options, this.#known()));
  }

  #known(): Known | null {
    const { replica, outbox } = this.submissions;
    if (replica.loaded && this.#epoch !== null) {
      return { since: replica.confirmed.seq, epoch: this.#epoch };
    }
    const texts = replica.asked();
    return outbox.epoch !== null && texts.length > 0
      ? { texts, epoch: outbox.epoch }
      : null;
  }

  #onJoined(joined: ServerMessageOf<"joined">): void {
    const { epoch, head, lastCseq, placed, mode, memberId, members } = joined;
    const { replica } = this.submissions;
    this.#connection.healthy();
    // An outbox that an earlier process left behind may be of an earlier life of the room, too.
    const former = this.#epoch ?? this.submissions.outbox.epoch;
    if (former !== null && former !== epoch) {
      replica.forget();
      // Lines of chat are numbered anew, too.
      this.#heard.clear();
      this.events.emit("renewed", epoch);
    }
    this.#epoch = epoch;
    this.#head = head;
    this.#target = head;
    this.submissions.joined(epoch, lastCseq, placed ?? []);
    this.#past.joined(this.#userId, epoch, head);
    this.company.joined(memberId, members, this.submissions.limits);
    this.chat.joined();
    this.board.set("loading");
    if (mode === "none" && this.#follows && !replica.loaded) {
      this.#connection.restart("the server sends no content");
    }
    this.#checkSynced();
    this.events.emit("members", members);
    this.company.tellPresence();
  }

  #onEvents(events: readonly RoomEvent[]): void {
    if (this.#follows) {
      this.#took(this.submissions.replica.onEvents(events));
    } else {
      for (const event of events) {
        this.#head = event.seq;
        this.events.emit("event", event);
      }
    }
  }

  /** The replica changed: tell whom it concerns, then see whether that was the last page. */
  #took(change: ReplicaChange): void {
    this.undoer.took(change);
    // What we did is confirmed, or what others did: typing that waited for that can go.
    if (change.settled.length > 0 || change.events.length > 0) {
      this.submissions.pump();
    }
    // After that: what was made of its letters goes by its own base once it is sent.
    for (const { key } of change.settled) this.submissions.outbox.seen(key);
    if (change.resync) {
      this.#connection.restart("something that the server sent got lost");
      return;
    }
    const { document } = this.submissions.replica;
    if (document !== this.#shown) {
      this.#shown = document;
      const { changed, edits } = change;
      this.events.emit("change", { document, changed, edits });
    }
    for (const event of change.events) this.events.emit("event", event);
    this.#checkSynced();
  }

  #checkSynced(): void {
    const target = this.#target;
    const { replica } = this.submissions;
    if (target === null) return;
    if (this.#follows) {
      // Also where it is loading already: more of it has come.
      if (!replica.loaded) return this.board.set("loading");
      if (replica.confirmed.seq < target) return;
    }
    if (this.board.state === "synced") return;
    // Before `ready`, which comes back here by way of the replica's change.
    this.board.set("synced");
    this.submissions.ready();
    this.events.emit("synced", this.submissions.replica.document);
  }

  #answered(done: Answered): void {
    const { ops, group, answer } = done;
    this.undoer.answered(done);
    this.events.emit("answer", done);
    if (answer.type === "nack") {
      this.events.emit("refused", { ops, group, nack: answer });
    } else if (answer.type === "ack" && answer.overrode.length > 0) {
      this.events.emit("overrode", answer.overrode);
    }
  }

  #onSaid(line: ServerMessageOf<"said">): void {
    if (line.ref !== undefined) this.chat.heard(String(line.ref));
    // After a reconnection the last lines come again.
    if (this.#heard.add(line.id)) this.events.emit("said", line);
  }

  #onError(error: ServerMessageOf<"error">): void {
    const { code, message, ref, cseq, retryAfterMs, life } = error;
    if (code === "replaced" && life !== undefined) {
      this.#life.outlive(life);
      return this.#connection.refused(message);
    }
    if (ref === "hello" || ref === "join") {
      if (HOPELESS.has(code)) void this.end(message);
      else this.#connection.refused(message, retryAfterMs);
    } else if (code === "same_number_other_body" && cseq !== undefined) {
      this.submissions.onForeignNumber(cseq, message);
    } else if (ref !== undefined) {
      this.chat.refused(String(ref), message);
      this.history.refused(String(ref), message, code);
    }
    this.events.emit("problem", `the server says: ${message}`);
  }

  #lost({ reason, isWord }: Loss): void {
    this.#disconnected(reason);
    const state = this.#epoch === null ? "connecting" : "offline";
    this.board.lost(state, reason, isWord);
    this.company.tellPresence();
  }

  #disconnected(reason: string): void {
    this.#target = null;
    this.submissions.disconnected();
    this.chat.disconnected();
    this.company.roster.disconnected();
    this.history.disconnected(reason);
  }
}
