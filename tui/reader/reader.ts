/**
 * A room for those who listen: plain lines tell what is there and what happens, and commands are
 * typed as lines (T44).
 *
 * @module
 */

import type { Answer, RoomClient } from "../../shared/client/mod.ts";
import { renderText } from "../../shared/raster/text_output.ts";
import type { RoomEvent } from "../../shared/schema/event.ts";
import type { Op, RegisterState } from "../../shared/schema/op.ts";
import { byOrder } from "../../shared/raster/scene.ts";
import { type Named, shownNames } from "../state/names/shown_names.ts";
import { plain } from "../state/words/plain.ts";
import { HELP, readCommand } from "./command.ts";
import { describeOp } from "./describe_event.ts";
import { describeShape } from "./describe_shape.ts";
import { Numbers } from "./numbers.ts";
import { opOf } from "./op_of.ts";

/** Shapes that are listed at the beginning. */
const FIRST_LIST = 20;
/** Letters are told together when nobody has typed for so long, in ms. */
const TYPING_PAUSE = 1_000;

/** The log is another one: what is there now was not told (E24). */
const RENEWED = "The server was put back, or began anew. " +
  "Type list for what it has.";

/** What a {@linkcode Reader} needs. */
export interface ReaderOptions {
  readonly client: RoomClient;
  readonly room: string;
  readonly server: string;
  /** Writes one line; it has no control characters. */
  tell(line: string): void;
  newId(): string;
  /** Runs `task` once, `ms` from now; calling what it returns prevents that. */
  after(ms: number, task: () => void): () => void;
  /** The user leaves. */
  onQuit(): void;
}

/** Tells of one room, and does what is typed. */
export class Reader {
  readonly #options: ReaderOptions;
  readonly #numbers = new Numbers();
  readonly #offs: (() => void)[];
  /** Names of all who were here, by user: who leaves is still to be named. */
  readonly #names = new Map<string, string>();
  /** Who is here, by `memberId`; `null` until the server has told. */
  #here: ReadonlyMap<string, Named> | null = null;
  #before;
  #welcomed = false;
  #state = "";
  /** The last line about somebody's typing, and what drops it. */
  #typing: { key: string; line: string; cancel(): void } | null = null;

  constructor(options: ReaderOptions) {
    this.#options = options;
    const { client } = options;
    this.#before = client.confirmed;
    this.#offs = [
      client.on("synced", () => this.#synced()),
      client.on("status", () => this.#status()),
      client.on("members", () => this.#members()),
      client.on("renewed", () => this.#tell(RENEWED)),
      client.on("event", (event) => this.#event(event)),
      client.on("said", ({ userId, name, text }) => {
        // What was said before we came would all be read out.
        if (client.status.state === "synced") {
          this.#tell(`${this.#shown({ userId, name })} says: ${plain(text)}`);
        }
      }),
      client.on("overrode", (registers) => this.#overrode(registers)),
    ];
    this.#tell(`Room ${plain(options.room)} on ${plain(options.server)}.`);
    this.#status();
    if (client.status.state === "synced") this.#synced();
  }

  /** Does what a typed line says. */
  line(text: string): void {
    const { client, newId, onQuit } = this.#options;
    const command = readCommand(text);
    switch (command.kind) {
      case "nothing":
        return;
      case "wrong":
        return this.#tell(command.text);
      case "help":
        return HELP.forEach((each) => this.#tell(each));
      case "list":
        return this.#list();
      case "show":
        return renderText(client.document).split("\n")
          .forEach((each) => this.#tell(each));
      case "who":
        return this.#who();
      case "quit":
        return onQuit();
      case "say":
        client.say(command.text)
          .catch((error: Error) => this.#tell(plain(error.message)));
        return;
      case "undo":
        return this.#report(client.undo(), "undo");
      case "redo":
        return this.#report(client.redo(), "redo");
    }
    const id = "shape" in command ? this.#numbers.idOf(command.shape) : newId();
    if (id === undefined || "shape" in command && !this.#lives(id)) {
      const number = "shape" in command ? command.shape : 0;
      return this.#tell(`There is no shape ${number}. Type list.`);
    }
    this.#submit(opOf(command, id));
  }

  /** Hears nothing more. The client stays open. */
  close(): void {
    this.#flushTyping();
    for (const off of this.#offs) off();
  }

  #tell(line: string): void {
    this.#options.tell(line);
  }

  #lives(id: string): boolean {
    return this.#options.client.document.shapes.has(id);
  }

  #submit(op: Op): void {
    const { client } = this.#options;
    const offline = client.status.state !== "synced";
    if (offline) this.#tell("Kept until the server is there.");
    client.submit([op]).then((answer: Answer) => {
      if (answer.type === "nack") {
        this.#tell(`Refused: ${plain(answer.message)}`);
      }
    });
  }

  #report(
    turn: ReturnType<RoomClient["undo"]>,
    verb: "undo" | "redo",
  ): void {
    turn.then((report) => {
      if (report === null) return this.#tell(`Nothing to ${verb}.`);
      if (report.skipped.length > 0) {
        this.#tell("Others changed some of it since: that is left as it is.");
      }
    }, (error) => this.#tell(`Cannot ${verb}: ${plain(error.message)}`));
  }

  #synced(): void {
    const { client } = this.#options;
    this.#before = client.confirmed;
    if (this.#welcomed) return;
    this.#members();
    this.#welcomed = true;
    this.#who();
    if (client.document.shapes.size <= FIRST_LIST) this.#list();
    else this.#tell(`${client.document.shapes.size} shapes. Type list.`);
    this.#tell("Type help for what you can do.");
  }

  #status(): void {
    const { state: now, reason } = this.#options.client.status;
    // A first connection that fails leaves the state as it is.
    const state = now === "connecting" && reason !== undefined
      ? "unreachable"
      : now;
    if (state === this.#state) return;
    this.#state = state;
    if (state === "offline") {
      this.#here = null;
      const why = reason === undefined ? "" : `: ${plain(reason)}`;
      this.#tell(`Offline${why}. What you draw is kept.`);
    } else if (state === "unreachable") {
      this.#tell(
        "Cannot reach the server yet. What you draw is kept; " +
          "`deno task serve` starts a server.",
      );
    } else if (state === "synced") {
      this.#tell(this.#welcomed ? "Connected again." : "Connected.");
    }
  }

  #members(): void {
    const { client } = this.#options;
    const before = this.#here;
    this.#here = new Map(
      client.members.map((member) => [member.memberId, member]),
    );
    for (const { userId, name } of client.members) {
      this.#names.set(userId, name);
    }
    // Who was here when we came, or came back, did not come in.
    if (!this.#welcomed || before === null) return;
    for (const [memberId, who] of this.#here) {
      if (!before.has(memberId)) this.#tell(`${this.#shown(who)} came in.`);
    }
    for (const [memberId, who] of before) {
      if (!this.#here.has(memberId)) this.#tell(`${this.#shown(who)} left.`);
    }
  }

  /** Names that sound alike are told apart as they are on a screen (L5). */
  #shown(person: Named): string {
    const met = [...this.#names].map(([userId, name]) => ({ userId, name }));
    return shownNames([...met, person])(person);
  }

  #nameOf(userId: string): string | null {
    const name = this.#names.get(userId);
    return name === undefined ? null : this.#shown({ userId, name });
  }

  #who(): void {
    const names = [...this.#here?.values() ?? []].map((who) =>
      this.#shown(who)
    );
    const here = names.length === 1 ? "1 person" : `${names.length} people`;
    this.#tell(`${here} here: ${names.join(", ")}.`);
  }

  #list(): void {
    const shapes = [...this.#options.client.document.shapes.values()]
      .map(({ shape }) => shape).sort(byOrder);
    if (shapes.length === 0) this.#tell("No shapes yet.");
    for (const shape of shapes) {
      this.#tell(`${this.#numbers.of(shape.id)}: ${describeShape(shape)}.`);
    }
  }

  #event({ userId, ops }: RoomEvent): void {
    const { client } = this.#options;
    const room = {
      before: this.#before,
      now: client.confirmed,
      number: (id: string) => this.#numbers.of(id),
    };
    this.#before = client.confirmed;
    if (!this.#welcomed) return;
    const who = userId === client.userId
      ? "You"
      : this.#nameOf(userId) ?? "Somebody";
    for (const op of ops) {
      const line = `${who} ${describeOp(op, room)}.`;
      if (op.op === "text") this.#typed(`${userId} ${op.id}`, line);
      else {
        this.#flushTyping();
        this.#tell(line);
      }
    }
  }

  /** Each letter is an event: they are told together. */
  #typed(key: string, line: string): void {
    if (this.#typing !== null && this.#typing.key !== key) this.#flushTyping();
    this.#typing?.cancel();
    const cancel = this.#options.after(
      TYPING_PAUSE,
      () => this.#flushTyping(),
    );
    this.#typing = { key, line, cancel };
  }

  #flushTyping(): void {
    const typing = this.#typing;
    if (typing === null) return;
    this.#typing = null;
    typing.cancel();
    this.#tell(typing.line);
  }

  #overrode(registers: readonly RegisterState[]): void {
    for (const { id, register, userId } of registers) {
      const who = this.#nameOf(userId) ?? "somebody";
      const number = this.#numbers.of(id);
      this.#tell(
        `Conflict: you wrote over what ${who} changed in ${number} (${register}).`,
      );
    }
  }
}
