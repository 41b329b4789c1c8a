/**
 * One person at one screen in one room, without the screen: the model, what changes it, and the
 * canvas it is drawn on.
 *
 * @module
 */

import type { RoomClient } from "../../shared/client/room_client.ts";
import type { UndoReport } from "../../shared/client/room_client_events.ts";
import { Canvas } from "../../shared/raster/canvas.ts";
import type { Charset } from "../../shared/raster/pen.ts";
import { Scene } from "../../shared/raster/scene.ts";
import { boxOfCells } from "../../shared/raster/view.ts";
import type { Op } from "../../shared/schema/op.ts";
import { makeShapeId } from "../../shared/schema/ids.ts";
import { Drafts } from "./drafts.ts";
import { hear } from "./hearing.ts";
import { copyToRoom } from "./copy_to_room.ts";
import { PastDesk } from "./past_desk.ts";
import type { DrawingFiles } from "../files/drawing_files.ts";
import { FilesDesk } from "./drawings/files_desk.ts";
import { askForRooms } from "./lobby_desk.ts";
import type { RoomsSource } from "./rooms_over_http.ts";
import type { Carried } from "../state/rooms/carried.ts";
import type { Effect } from "../state/effect.ts";
import type { Keymap } from "../state/input/keymap.ts";
import type { Message } from "../state/message.ts";
import { initialModel, type Model } from "../state/model.ts";
import { withNames } from "../state/names/people.ts";
import { presenceOf } from "../state/company/presence.ts";
import { nextTick, update } from "../state/update.ts";
import { canvasSize, moveCursor } from "../state/viewport.ts";
import type { World } from "../state/world.ts";
import type { Visit } from "./visits.ts";

/** What a {@linkcode Session} needs of the world. */
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

type DrawingMessage = Extract<Message, { type: "document" }>;

/** The model, the messages that change it, and the effects that follow. */
export class Session {
  readonly #options: SessionOptions;
  readonly #scene: Scene;
  readonly #canvas: Canvas;
  readonly #drafts = new Drafts();
  readonly #world: World;
  readonly #past: PastDesk;
  readonly #files: FilesDesk;
  #model: Model;
  #presence = "";
  /** What was heard of the drawing while several effects run; `null` while none do. */
  #held: DrawingMessage[] | null = null;
  #cancelTick: () => void = () => {};
  #tickAt: number | null = null;
  readonly #offs: (() => void)[];
  #closed = false;

  constructor(options: SessionOptions) {
    const { client, columns, rows, charset } = options;
    this.#options = options;
    this.#scene = new Scene(client.document);
    const start = initialModel(options);
    const size = canvasSize(start);
    // Above the lines in the middle of an empty room.
    const begin = {
      column: Math.floor(size.columns / 3),
      row: Math.floor(size.rows / 3),
    };
    this.#model = {
      ...moveCursor({ ...start, screen: { columns, rows } }, begin),
      ...options.carried,
      document: client.document,
      content: this.#scene.contentBox(),
      status: client.status,
      members: client.members,
      memberId: client.memberId,
      presences: client.presences,
    };
    this.#model = withNames(this.#model, client.members);
    this.#canvas = new Canvas({ ...size, view: start.view, charset });
    this.#canvas.setScene(this.#scene);
    this.#past = new PastDesk({
      source: options.past,
      present: () => client.confirmed,
      tell: (message) => this.dispatch(message),
      onDamage: (boxes) => this.#canvas.damage(boxes),
      after: options.after,
    });
    this.#world = this.#makeWorld();
    this.#files = new FilesDesk({
      ...options,
      newId: () => this.#world.newId(),
      tell: (message) => this.dispatch(message),
    });
    this.#offs = this.#listen();
    for (const text of options.warnings ?? []) {
      this.dispatch({ type: "told", text, tone: "warning" });
    }
  }

  /** What the client knows at this moment. */
  get model(): Model {
    return this.#model;
  }

  /** Changes the model by what has happened, and does what follows from it. */
  dispatch(message: Message): void {
    if (this.#closed) return;
    const { model, effects } = update(
      this.#model,
      message,
      this.#world,
      this.#options.keys,
    );
    const changed = model !== this.#model;
    this.#model = model;
    if (model.past === null) this.#past.leave();
    this.#runAll(effects);
    if (!changed) return;
    this.#keepTime();
    this.#options.onChange();
  }

  /** Brings the canvas up to date with the model, and tells the others what we do. */
  render(): Canvas {
    const { columns, rows } = canvasSize(this.#model);
    this.#canvas.setScene(this.#past.scene ?? this.#scene);
    this.#canvas.resize(columns, rows);
    this.#canvas.setView(this.#model.view);
    const isNow = this.#model.past === null;
    this.#canvas.setDrafts(isNow ? this.#drafts.of(this.#model) : []);
    this.#canvas.render();
    return this.#canvas;
  }

  /** Tells the others what we do, if that is something else than before. */
  tellPresence(): void {
    const presence = presenceOf(this.#model);
    const text = JSON.stringify(presence);
    if (text === this.#presence) return;
    this.#presence = text;
    this.#options.client.setPresence(presence);
  }

  /** Hears and does nothing more. The client stays open. */
  close(): void {
    this.#closed = true;
    this.#past.leave();
    this.#files.stop();
    this.#cancelTick();
    for (const off of this.#offs) off();
  }

  /**
   * Work in several transactions is one step: of the drawings in between, in which a part of it is
   * missing, the model does not hear.
   */
  #runAll(effects: readonly Effect[]): void {
    if (this.#held !== null || effects.length < 2) {
      return effects.forEach((effect) => this.#run(effect));
    }
    const held: DrawingMessage[] = this.#held = [];
    for (const effect of effects) this.#run(effect);
    this.#held = null;
    const { document } = this.#options.client;
    for (const message of held) this.dispatch({ ...message, document });
  }

  #makeWorld(): World {
    const { now, random, charset, client } = this.#options;
    const shown = () => this.#past.scene ?? this.#scene;
    return {
      get now() {
        return now();
      },
      newId: () => makeShapeId(now(), random),
      charset,
      hitTest: (point, zoom, options) =>
        shown().hitTest(point, zoom, { charset, ...options })?.id ?? null,
      touching: (cells, zoom) =>
        shown().query(boxOfCells(cells, zoom)).map(({ id }) => id),
      contentBox: () => shown().contentBox(),
      get head() {
        return client.head;
      },
      presentBox: () => this.#scene.contentBox(),
      past: this.#past.world,
    };
  }

  #listen(): (() => void)[] {
    const { client } = this.#options;
    return [
      client.on("change", ({ document, changed, edits }) => {
        const damage = this.#scene.update(document, changed);
        if (this.#past.scene === null) this.#canvas.damage(damage);
        const message = { type: "document", document, edits } as const;
        if (this.#held === null) this.dispatch(message);
        else this.#held.push(message);
      }),
      ...hear(this.#options, (message) => this.dispatch(message)),
    ];
  }

  #run(effect: Effect): void {
    const { client } = this.#options;
    switch (effect.type) {
      case "submit":
        void client.submit(
          effect.ops,
          effect.group === undefined ? {} : { group: effect.group },
        );
        return;
      case "undo":
        return this.#report(client.undo(), "undo");
      case "redo":
        return this.#report(client.redo(), "redo");
      case "recall":
        return this.#past.recall(effect.seq);
      case "blame":
        return void this.#past.blame(effect.id, effect.seq);
      case "copy-room":
        return void this.#copy(effect.room, effect.ops);
      case "say":
        return void this.#say(effect.key, effect.text);
      case "repaint":
        return this.#options.onRepaint();
      case "copy":
        return this.#options.onCopy(effect.text);
      case "rooms":
      case "picture":
        return void askForRooms(
          this.#options.rooms,
          effect,
          (message) => this.dispatch(message),
        );
      case "list-files":
      case "export":
      case "import":
      case "stop-work":
        return this.#files.run(effect);
      case "join":
        return this.#options.onJoin(effect.roomId);
      case "suspend":
        return this.#options.onSuspend();
      case "quit":
        return this.#options.onQuit();
    }
  }

  /** Makes a copy in another room, and tells how to go there. */
  async #copy(room: string, ops: readonly Op[]): Promise<void> {
    const tell = (text: string, tone: "info" | "warning") =>
      this.dispatch({ type: "told", text, tone });
    try {
      await copyToRoom(this.#options.openRoom(room), ops, (done) => {
        tell(`Copying into ${room}: ${done} of ${ops.length}.`, "info");
      });
      this.dispatch({ type: "copied", room });
    } catch (error) {
      tell(`Cannot copy into ${room}: ${(error as Error).message}.`, "warning");
    }
  }

  /** Says a line, and tells what became of it. */
  async #say(key: string, text: string): Promise<void> {
    try {
      await this.#options.client.say(text);
      this.dispatch({ type: "line-kept", key });
    } catch (error) {
      const { message: reason } = error as Error;
      this.dispatch({ type: "line-refused", key, reason });
    }
  }

  #report(turn: Promise<UndoReport | null>, verb: "undo" | "redo"): void {
    const tell = (text: string, tone: "info" | "warning") =>
      this.dispatch({ type: "told", text, tone });
    turn.then((report) => {
      if (report === null) return tell(`Nothing to ${verb}.`, "info");
      const shapes = new Set(report.skipped.map(({ id }) => id)).size;
      if (shapes === 0) return;
      const what = shapes === 1 ? "one shape" : `${shapes} shapes`;
      tell(`Others changed ${what} since: left as it is.`, "warning");
    }, (error) => tell(`Cannot ${verb}: ${error.message}`, "warning"));
  }

  /** Wakes up when the next notice is over. */
  #keepTime(): void {
    const at = nextTick(this.#model);
    if (at === this.#tickAt) return;
    this.#cancelTick();
    this.#tickAt = at;
    this.#cancelTick = at === null ? () => {} : this.#options.after(
      Math.max(0, at - this.#options.now()),
      () => {
        this.#tickAt = null;
        this.dispatch({ type: "tick" });
        this.#keepTime();
      },
    );
  }
}
