/**
 * One person at one screen in one room, without the screen: the model, what changes it, and the
 * canvas it is drawn on.
 *
 * @module
 */

import { Canvas } from "../../shared/raster/canvas.ts";
import { Scene } from "../../shared/raster/scene.ts";
import {
  boxOfCells,
  type CellBox,
  type Zoom,
} from "../../shared/raster/view.ts";
import { makeShapeId } from "../../shared/schema/ids.ts";
import { Drafts } from "./drafts.ts";
import { hear } from "./hearing.ts";
import { copyInto, followLine, followUnsaid, takeBack } from "./errands.ts";
import { PastDesk } from "./past_desk.ts";
import { NameDesk } from "./name_desk.ts";
import { FilesDesk } from "./drawings/files_desk.ts";
import { askForRooms } from "./lobby_desk.ts";
import { firstCursor } from "../state/beginning.ts";
import type { Effect } from "../state/effect.ts";
import type { Message } from "../state/message.ts";
import { initialModel, type Model } from "../state/model.ts";
import { withNames } from "../state/names/people.ts";
import { strangersIn } from "../state/names/strangers.ts";
import { presenceOf } from "../state/company/presence.ts";
import { nextTick, update } from "../state/update.ts";
import { canvasSize, moveCursor } from "../state/viewport.ts";
import type { World } from "../state/world.ts";
import type { SessionOptions } from "./session_options.ts";

type DrawingMessage = Extract<Message, { type: "document" }>;

/** The model, the messages that change it, and the effects that follow. */
export class Session {
  readonly #options: SessionOptions;
  readonly #scene: Scene;
  readonly #canvas: Canvas;
  readonly #drafts = new Drafts();
  readonly #world: World;
  readonly #past: PastDesk;
  readonly #names: NameDesk;
  readonly #files: FilesDesk;
  #model: Model;
  #presence = "";
  /** What was heard of the drawing while several effects run; `null` while none do. */
  #held: DrawingMessage[] | null = null;
  #cancelTick: () => void = () => {};
  #tickAt: number | null = null;
  readonly #offs: (() => void)[];
  #closed = false;
  /** Ids of the shapes on the canvas that touch some cells, in no particular order. */
  readonly touching = (cells: CellBox, zoom: Zoom): readonly string[] =>
    (this.#past.scene ?? this.#scene).idsIn(boxOfCells(cells, zoom));
  readonly #tell = (message: Message) => this.dispatch(message);

  constructor(options: SessionOptions) {
    const { client, columns, rows, charset } = options;
    this.#options = options;
    this.#scene = new Scene(client.document);
    const start = initialModel(options);
    const size = canvasSize(start);
    this.#model = {
      ...moveCursor({ ...start, screen: { columns, rows } }, firstCursor(size)),
      ...options.carried,
      isUnsentKept: options.isUnsentKept ?? false,
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
      tell: this.#tell,
      onDamage: (boxes) => this.#canvas.damage(boxes),
      after: options.after,
    });
    this.#world = this.#makeWorld();
    this.#names = new NameDesk({
      source: options.past,
      strangers: () => strangersIn(this.#model),
      tell: this.#tell,
      after: options.after,
    });
    this.#files = new FilesDesk({
      ...options,
      newId: () => this.#world.newId(),
      tell: this.#tell,
    });
    this.#offs = this.#listen();
    for (const each of [client, ...options.couriers ?? []]) {
      followUnsaid(each, () => this.#world.newId(), this.#tell);
    }
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
    this.#names.look();
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
    this.#names.stop();
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
      ...hear(this.#options, this.#tell),
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
        return void takeBack(client.undo(), "undo", this.#tell);
      case "redo":
        return void takeBack(client.redo(), "redo", this.#tell);
      case "recall":
        return this.#past.recall(effect.seq);
      case "blame":
        return void this.#past.blame(effect.id, effect.seq);
      case "copy-room":
        return void copyInto(
          effect.room,
          this.#options.openRoom,
          effect.ops,
          this.#tell,
        );
      case "say":
        return void followLine(
          client.say(effect.text),
          effect.key,
          this.#tell,
        );
      case "repaint":
        return this.#options.onRepaint();
      case "copy":
        return this.#options.onCopy(effect.text);
      case "rooms":
      case "picture":
        return void askForRooms(this.#options.rooms, effect, this.#tell);
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
