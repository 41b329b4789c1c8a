/**
 * A room for those who listen: plain lines tell what is there and what happens, and commands are
 * typed as lines (T44).
 *
 * @module
 */

import type { Answer, RoomClient } from "../../shared/client/mod.ts";
import { renderText } from "../../shared/raster/text_output.ts";
import type { CanonicalOp, RoomEvent } from "../../shared/schema/event.ts";
import type { Op } from "../../shared/schema/op.ts";
import { presenceSchema } from "../../shared/schema/presence.ts";
import { byOrder } from "../../shared/raster/scene.ts";
import type { PastSource } from "../../shared/client/past/past_source.ts";
import type { Named } from "../state/names/shown_names.ts";
import { plain } from "../state/words/plain.ts";
import { HELP, readCommand } from "./command.ts";
import { ConflictList } from "./conflict_list.ts";
import { deedOf, describeOp, type Room, together } from "./describe_event.ts";
import { describeShape } from "./describe_shape.ts";
import { Numbers } from "./numbers.ts";
import { opOf } from "./op_of.ts";
import { PastTeller } from "./past_teller.ts";
import { People } from "./people.ts";

/** Shapes that are listed at the beginning. */
const FIRST_LIST = 20;
/** Letters, and steps of a way, are told together after a pause of so long, in ms. */
const PAUSE = 1_000;
/** Who makes no pause is told of after so long, in ms. */
const PATIENCE = 5_000;

/** What somebody is doing: told when they pause, or when something else happens. */
interface Deed {
  readonly op: CanonicalOp;
  readonly line: string;
  readonly cancelPause: () => void;
  readonly cancelPatience: () => void;
}

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
  /** Where the room's past can be read. */
  readonly past: PastSource;
  /** Milliseconds since 1970. */
  now(): number;
  /** The rooms of the server, the one changed last first. */
  rooms(): Promise<readonly ToldRoom[]>;
  /** Writes the drawing to a file; resolves with what is to be told of it. */
  export(name: string, replace: boolean): Promise<string>;
  /** The user goes to another room. */
  onJoin(room: string): void;
  /** The user leaves. */
  onQuit(): void;
}

/** What is told of a room. */
export interface ToldRoom {
  readonly roomId: string;
  /** `null` where that is not known. */
  readonly shapes: number | null;
  readonly members: number;
}

/** Tells of one room, and does what is typed. */
export class Reader {
  readonly #options: ReaderOptions;
  readonly #numbers = new Numbers();
  readonly #people: People;
  readonly #past: PastTeller;
  readonly #conflicts: ConflictList;
  readonly #offs: (() => void)[];
  /** Who is here, by `memberId`; `null` until the server has told. */
  #here: ReadonlyMap<string, Named> | null = null;
  #before;
  #welcomed = false;
  #state = "";
  /** What is going on, by who does what with which shapes. */
  readonly #deeds = new Map<string, Deed>();

  constructor(options: ReaderOptions) {
    this.#options = options;
    const { client } = options;
    this.#people = new People(options.past);
    const shared = {
      ...options,
      numbers: this.#numbers,
      people: this.#people,
    };
    this.#past = new PastTeller(shared);
    this.#conflicts = new ConflictList(shared);
    this.#before = client.confirmed;
    // Else the others would take us for a script.
    client.setPresence(presenceSchema.parse({ tool: "reader" }));
    this.#offs = [
      client.on("synced", () => this.#synced()),
      client.on("status", () => this.#status()),
      client.on("members", () => this.#members()),
      client.on("renewed", () => this.#tell(RENEWED)),
      client.on("event", (event) => this.#event(event)),
      client.on("said", ({ userId, name, text }) => {
        // What was said before we came would all be read out.
        if (client.status.state === "synced") {
          this.#tell(
            `${this.#people.shown({ userId, name })} says: ${plain(text)}`,
          );
        }
      }),
      client.on("overrode", (registers) => this.#conflicts.add(registers)),
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
      case "history":
        return void this.#past.history(command.until);
      case "then":
        return void this.#past.then(command.seq);
      case "conflicts":
        return void this.#conflicts.list();
      case "put-back":
        return this.#conflicts.putBack(command.conflict);
      case "rooms":
        return void this.#rooms();
      case "join":
        return this.#options.onJoin(command.room);
      case "export":
        return void this.#export(command.name, command.replace);
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
    if (command.kind === "bring" && command.shape === null) {
      return void this.#past.bring(null, command.seq);
    }
    const number = "shape" in command ? command.shape : null;
    const id = number === null ? newId() : this.#numbers.idOf(number);
    // What is gone can be brought back, and nothing else be done with it.
    const isThere = number === null || command.kind === "bring" ||
      id !== undefined && this.#lives(id);
    if (id === undefined || !isThere) {
      return this.#tell(`There is no shape ${number}. Type list.`);
    }
    switch (command.kind) {
      case "bring":
        return void this.#past.bring(id, command.seq);
      case "blame":
        return void this.#past.blame(id);
      default:
        return this.#submit(opOf(command, id));
    }
  }

  /** Hears nothing more. The client stays open. */
  close(): void {
    this.#tellDeeds();
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
    const { state: now, reason, isRefused } = this.#options.client.status;
    // A first connection that fails leaves the state as it is.
    const state = isRefused
      ? `refused: ${reason}`
      : now === "connecting" && reason !== undefined
      ? "unreachable"
      : now;
    if (state === this.#state) return;
    this.#state = state;
    if (isRefused) {
      this.#here = null;
      this.#tell(`The server says: ${plain(reason ?? "")}. Trying again.`);
    } else if (state === "offline") {
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
      this.#people.meet({ userId, name });
    }
    // Who was here when we came, or came back, did not come in.
    if (!this.#welcomed || before === null) return;
    for (const [memberId, who] of this.#here) {
      if (!before.has(memberId)) {
        this.#tell(`${this.#people.shown(who)} came in.`);
      }
    }
    for (const [memberId, who] of before) {
      if (!this.#here.has(memberId)) {
        this.#tell(`${this.#people.shown(who)} left.`);
      }
    }
  }

  #who(): void {
    const names = [...this.#here?.values() ?? []].map((who) =>
      this.#people.shown(who)
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

  async #rooms(): Promise<void> {
    try {
      const rooms = await this.#options.rooms();
      for (const { roomId, shapes, members } of rooms) {
        const drawn = shapes === null ? "" : `, ${counted(shapes, "shape")}`;
        this.#tell(`${plain(roomId)}${drawn}, ${members} here.`);
      }
      this.#tell("join and a name goes to a room, or makes one.");
    } catch (error) {
      this.#tell(`No list of rooms: ${plain((error as Error).message)}.`);
    }
  }

  async #export(name: string, replace: boolean): Promise<void> {
    this.#tell(plain(await this.#options.export(name, replace)));
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
      : this.#people.nameOf(userId) ?? "Somebody";
    for (const op of ops) {
      const deed = deedOf(op);
      if (deed !== null) this.#goesOn(`${userId} ${deed}`, who, op, room);
      else {
        this.#tellDeeds();
        this.#tell(`${who} ${describeOp(op, room)}.`);
      }
    }
    // Who has typed a command waits for what became of it.
    if (userId === client.userId) this.#tellDeeds();
  }

  /** Each letter is an event, and each step of an arrow key: they are told together. */
  #goesOn(key: string, who: string, op: CanonicalOp, room: Room): void {
    const { after } = this.#options;
    const before = this.#deeds.get(key);
    before?.cancelPause();
    const all = before === undefined ? op : together(before.op, op);
    const done = () => this.#tellDeed(key);
    this.#deeds.set(key, {
      op: all,
      line: `${who} ${describeOp(all, room)}.`,
      cancelPause: after(PAUSE, done),
      cancelPatience: before?.cancelPatience ?? after(PATIENCE, done),
    });
  }

  #tellDeeds(): void {
    for (const key of [...this.#deeds.keys()]) this.#tellDeed(key);
  }

  #tellDeed(key: string): void {
    const deed = this.#deeds.get(key);
    if (deed === undefined) return;
    this.#deeds.delete(key);
    deed.cancelPause();
    deed.cancelPatience();
    this.#tell(deed.line);
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
