/**
 * Hands for tests: a session in a room without a server, and a short way to write what fingers do.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { EMPTY_DOCUMENT } from "../../shared/document/document.ts";
import { FakeClock } from "../../shared/client/testing/fake_clock.ts";
import type { RoomClient } from "../../shared/client/room_client.ts";
import { graphemeOf } from "../../shared/raster/grid.ts";
import type { Shape } from "../../shared/schema/shape.ts";
import { offlineClient } from "./offline_client.ts";
import type { RoomsSource } from "../session/rooms_over_http.ts";
import { type MemoryFiles, memoryFiles } from "./memory_files.ts";
import { Session } from "../session/session.ts";
import type { SessionOptions } from "../session/session_options.ts";
import type { MouseInput } from "../state/input/input.ts";
import { type Keymap, keymap } from "../state/input/keymap.ts";
import type { Message } from "../state/message.ts";
import type { Model } from "../state/model.ts";
import { CANVAS_TOP } from "../state/viewport.ts";

/** Keys that type nothing, or not what they are called. */
const NAMED = new Set([
  "enter",
  "escape",
  "tab",
  "backspace",
  "delete",
  "up",
  "down",
  "left",
  "right",
  "home",
  "end",
]);

/** A room for hands. */
export type HandsRoom =
  & Pick<SessionOptions, "client" | "past" | "openRoom">
  & Partial<Pick<SessionOptions, "rooms" | "isUnsentKept">>;

/** A server that tells of no rooms. */
export const NO_ROOMS: RoomsSource = {
  list: () => Promise.resolve({ rooms: [], next: null }),
  picture: () => Promise.resolve(null),
};

function emptyRoom(clock: FakeClock): HandsRoom {
  return roomOf(offlineClient(clock));
}

/** The room that a client is in, without a past. */
export function roomOf(client: RoomClient): HandsRoom {
  const past = {
    events: () => Promise.resolve({ events: [], next: null }),
    async *log() {},
    stateAt: () => Promise.resolve(EMPTY_DOCUMENT),
    horizon: () => Promise.resolve(0),
    people: () => Promise.resolve([]),
    blame: () => Promise.resolve(null),
  };
  return { client, past, openRoom: () => offlineClient() };
}

/** A person's hands at a screen of 40 × 14 cells, its canvas 12 rows high. */
export class Hands {
  readonly clock = new FakeClock();
  readonly client: RoomClient;
  readonly session: Session;
  /** What the session asked of its shell. */
  readonly asked: string[] = [];
  /** The folder of drawings. */
  readonly files: MemoryFiles = memoryFiles();
  changes = 0;

  constructor(
    { columns = 40, rows = 14, keys = keymap(), room = emptyRoom }: {
      readonly columns?: number;
      readonly rows?: number;
      readonly keys?: Keymap;
      /** The room in which they are; one without a server, and without a past, if left out. */
      readonly room?: (clock: FakeClock) => HandsRoom;
    } = {},
  ) {
    let seed = 1;
    const given = room(this.clock);
    this.client = given.client;
    this.session = new Session({
      rooms: NO_ROOMS,
      files: this.files,
      ...given,
      room: "lobby",
      server: "ws://127.0.0.1:4650",
      columns,
      rows,
      keys,
      charset: "unicode",
      now: () => this.clock.now(),
      // Park and Miller's generator: the same ids in every run.
      random: () => (seed = seed * 16_807 % 0x7fff_ffff) / 0x7fff_ffff,
      after: (ms, task) => this.clock.after(ms, task),
      onChange: () => this.changes++,
      onRepaint: () => this.asked.push("repaint"),
      onJoin: (room) => this.asked.push(`join ${room}`),
      onCopy: (text) => this.asked.push(`copy ${text}`),
      onSuspend: () => this.asked.push("suspend"),
      onQuit: () => this.asked.push("quit"),
    });
    // The cursor begins in the middle; pictures are easier to count from a corner.
    const { column, row } = this.model.cursor;
    this.do(`left*${column}`, `up*${row}`);
  }

  /** What the client knows. */
  get model(): Model {
    return this.session.model;
  }

  /** The live shapes, from back to front. */
  get shapes(): Shape[] {
    const { order, shapes } = this.model.document;
    return [...order].map(({ id }) => shapes.get(id)!.shape);
  }

  /**
   * Does things one after the other: a key (`r`, `space`, `shift+up`), many times (`right*10`),
   * text (`type:hello`), a paste (`paste:hello`), or the mouse at a column and row of the canvas
   * (`press@3,2`, `drag@9,4`, `release@9,4`, `click@3,2`, `ctrl+click@3,2`, `wheel-down@0,0`).
   */
  do(...script: string[]): this {
    for (const word of script) this.#do(word);
    return this;
  }

  /** Lets the session hear a message. */
  hear(message: Message): this {
    this.session.dispatch(message);
    return this;
  }

  /** Settles what waits for promises, such as undo. */
  async rest(): Promise<this> {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    return this;
  }

  /** The canvas as text, without trailing spaces and empty lines at the end. */
  get picture(): string {
    const { grid } = this.session.render();
    const lines = Array.from({ length: grid.rows }, (_, row) => {
      let line = "";
      for (let column = 0; column < grid.columns; column++) {
        line += graphemeOf(grid.glyphs[row * grid.columns + column]!);
      }
      return line.trimEnd();
    });
    return lines.join("\n").trimEnd();
  }

  /**
   * Asserts what the canvas looks like: the picture's top left is the canvas's. The picture's first
   * and last line are not part of it; `|` stands for the left edge.
   */
  looks(expected: string): this {
    assertEquals(`\n${this.picture}\n`, `\n${drawing(expected)}\n`);
    return this;
  }

  #do(word: string): void {
    const typed = /^type:([^]*)$/.exec(word);
    if (typed !== null) {
      for (const character of typed[1]!) this.#key(character);
      return;
    }
    const pasted = /^paste:([^]*)$/.exec(word);
    if (pasted !== null) {
      return void this.hear({ type: "paste", text: pasted[1]! });
    }
    const mouse = /^((?:ctrl\+)?)([a-z-]+)@(-?\d+),(-?\d+)$/.exec(word);
    if (mouse !== null) {
      const [, ctrl, what, column, row] = mouse;
      return this.#mouse(what!, ctrl !== "", Number(column), Number(row));
    }
    const [, key, times] = /^(.+?)(?:\*(\d+))?$/.exec(word)!;
    for (let n = Number(times ?? 1); n > 0; n--) this.#key(key!);
  }

  #key(name: string): void {
    const key = name === " " ? "space" : name;
    const text = key === "space"
      ? " "
      : NAMED.has(key) || key.length > 2 && key.includes("+")
      ? null
      : key;
    this.hear({ type: "key", key, text });
  }

  #mouse(what: string, ctrl: boolean, column: number, row: number): void {
    const at = {
      type: "mouse",
      column,
      row: row + CANVAS_TOP,
      ctrl,
      meta: false,
      shift: false,
    } as const;
    const tell = (
      action: MouseInput["action"],
      button: MouseInput["button"] = "left",
    ) => this.hear({ ...at, action, button });
    switch (what) {
      case "press":
        return void tell("down");
      case "drag":
        return void tell("drag");
      case "release":
        return void tell("up");
      case "click":
        tell("down");
        return void tell("up");
      case "right-click":
        tell("down", "right");
        return void tell("up", "right");
      case "middle-press":
        return void tell("down", "middle");
      case "middle-drag":
        return void tell("drag", "middle");
      case "middle-release":
        return void tell("up", "middle");
      case "wheel-up":
      case "wheel-down":
        return void this.hear({
          ...at,
          action: "wheel",
          button: "none",
          delta: what === "wheel-up" ? -1 : 1,
          axis: "vertical",
        });
      default:
        throw new TypeError(`Cannot do "${what}": no such gesture`);
    }
  }
}

/** A picture of a test without the indentation that its `|` marks. */
export function drawing(picture: string): string {
  return picture.split("\n").slice(1, -1)
    .map((line) => line.replace(/^ *\|/, "").trimEnd())
    .join("\n").trimEnd();
}
