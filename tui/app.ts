/**
 * The terminal client on somebody's terminal: its events in, frames out.
 *
 * @module
 */

import { createElement } from "react";
import type { RoomClient } from "../shared/client/room_client.ts";
import type { Charset } from "../shared/raster/pen.ts";
import type { DrawingFiles } from "./files/drawing_files.ts";
import type { RoomsSource } from "./session/rooms_over_http.ts";
import type { Opening } from "./opening.ts";
import type { Screen } from "./screen/screen.ts";
import { Session } from "./session/session.ts";
import { type Carried, carriedFrom } from "./state/rooms/carried.ts";
import type { MouseInput } from "./state/input/input.ts";
import type { Keymap } from "./state/input/keymap.ts";
import { CANVAS_TOP } from "./state/viewport.ts";
import type { Clock } from "../shared/client/clock.ts";
import type { TerminalEvent } from "./terminal/events.ts";
import { type Job, NO_SHELL, Suspension } from "./terminal/suspension.ts";
import type { Terminal } from "./terminal/terminal.ts";
import { type Click, clickAt } from "./view/clicks.ts";
import { Chrome } from "./view/chrome.tsx";
import { chromeOf, type ChromeProps, sameChrome } from "./view/chrome_props.ts";
import type { Visit } from "./session/visits.ts";
import { decorationsOf } from "./view/decorations/decorations.ts";
import { panelsOf } from "./view/layout.ts";

/** On which screen, which room, and how it is shown. */
export interface AppOptions {
  readonly opening: Opening;
  /** The room to begin in. */
  readonly visit: Visit;
  /** Goes to another room, and leaves the one before. */
  goTo(room: string): Promise<Visit>;
  /** The rooms of the server. */
  readonly rooms: RoomsSource;
  /** The user's files of drawings. */
  readonly files: DrawingFiles;
  /** A client of another room on the same server, for a copy to be made there. */
  openRoom(roomId: string): RoomClient;
  readonly server: string;
  readonly keys: Keymap;
  readonly charset: Charset;
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  now(): number;
  /** Numbers in [0, 1), as `Math.random` gives. */
  random(): number;
  /** What suspending stops; left out where nobody could continue it, as on a terminal far away. */
  readonly job?: Job;
}

/** How it ended: the user left, or nobody is at the terminal any more. */
export type Ending = "left" | "hung up";

/**
 * Runs the client on an opened screen until the user leaves. The terminal stays taken over: whoever
 * opened it gives it back. The client stays open.
 *
 * @throws whatever a component threw.
 */
export async function runApp(options: AppOptions): Promise<Ending> {
  const app = new App(options);
  try {
    return await app.run();
  } finally {
    app.close();
  }
}

const NO_SIZE = { columns: 0, rows: 0 };

class App {
  readonly #options: AppOptions;
  readonly #ended = Promise.withResolvers<Ending>();
  #screen: Screen | null = null;
  #session: Session | null = null;
  #suspension: Suspension | null = null;
  #size: { readonly columns: number; readonly rows: number } = NO_SIZE;
  #isJoining = false;
  #shown: ChromeProps | null = null;
  /** Something has happened since the last frame. */
  #dirty = false;
  /** A frame will be asked for when all that came in one read has been dealt with. */
  #scheduled = false;

  constructor(options: AppOptions) {
    this.#options = options;
  }

  async run(): Promise<Ending> {
    const { opening } = this.#options;
    const { terminal, screen } = opening;
    this.#screen = screen;
    this.#size = terminal;
    this.#session = this.#visit(this.#options.visit, terminal);
    this.#suspension = this.#watchJob(terminal);
    this.#shown = chromeOf(this.#session.model, this.#options.keys);
    this.#dirty = true;
    screen.update(createElement(Chrome, this.#shown));
    this.#session.tellPresence();
    opening.handOver({
      onEvent: (event) => this.#onEvent(event),
      onFrame: () => this.#onFrame(),
      onError: (error) => this.#ended.reject(error),
    });
    return await this.#ended.promise;
  }

  close(): void {
    this.#suspension?.close();
    this.#session?.close();
    this.#screen?.close();
  }

  #visit(visit: Visit, terminal: Terminal, carried?: Carried): Session {
    const { columns, rows } = this.#size;
    return new Session({
      ...this.#options,
      ...visit,
      carried,
      columns,
      rows,
      after: (ms, task) => this.#options.clock.after(ms, task),
      onChange: () => this.#schedule(),
      onRepaint: () => this.#screen?.repaint(),
      onCopy: (text) => terminal.copy(text),
      onJoin: (room) => void this.#join(room, terminal),
      onSuspend: () => this.#suspend(),
      onQuit: () => this.#ended.resolve("left"),
    });
  }

  /** To another room; a second wish before one is there is not heard. */
  async #join(room: string, terminal: Terminal): Promise<void> {
    const before = this.#session;
    if (before === null || this.#isJoining) return;
    this.#isJoining = true;
    try {
      const visit = await this.#options.goTo(room);
      const { unsent, state } = before.model.status;
      before.close();
      this.#session = this.#visit(visit, terminal, carriedFrom(before.model));
      const text = unsent === 0 || state === "synced"
        ? `You are in ${room}.`
        : `You are in ${room}. What is unsent in ${before.model.room} is sent meanwhile.`;
      this.#session.dispatch({ type: "told", text, tone: "info" });
      this.#schedule();
    } catch (error) {
      this.#tell(`Cannot join ${room}: ${(error as Error).message}`);
    } finally {
      this.#isJoining = false;
    }
  }

  #watchJob(terminal: Terminal): Suspension | null {
    const { job } = this.#options;
    if (job === undefined) return null;
    return new Suspension(terminal, job, {
      onBack: () => this.#screen?.regained(),
      onRefused: (reason) => this.#tell(reason),
    });
  }

  #suspend(): void {
    if (this.#suspension !== null) void this.#suspension.suspend();
    else this.#tell(NO_SHELL);
  }

  #tell(text: string): void {
    this.#session?.dispatch({ type: "told", text, tone: "warning" });
  }

  #onEvent(event: TerminalEvent): void {
    switch (event.type) {
      case "hangup":
        return this.#ended.resolve("hung up");
      case "focus":
        return;
      case "mouse": {
        const click = this.#clicked(event);
        if (click === null) break;
        return this.#session?.dispatch(click);
      }
      case "resize":
        this.#size = event;
        this.#screen?.resize(event.columns, event.rows);
        this.#dirty = true;
        break;
    }
    this.#session?.dispatch(event);
  }

  /** What a click on the chrome means. */
  #clicked({ action, button, column, row }: MouseInput): Click | null {
    return this.#session !== null && action === "down" && button === "left"
      ? clickAt(this.#session.model, this.#options.keys, column, row)
      : null;
  }

  /** Many events of one read make one frame (T37). */
  #schedule(): void {
    this.#dirty = true;
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#session?.tellPresence();
      this.#screen?.requestFrame();
    });
  }

  /** Brings the screen up to date with the model; called just before it is painted. */
  #onFrame(): void {
    const session = this.#session, screen = this.#screen;
    if (!this.#dirty || session === null || screen === null) return;
    this.#dirty = false;
    const { model } = session;
    const canvas = session.render();
    screen.setCanvas(canvas.grid, 0, CANVAS_TOP);
    screen.setPanels(panelsOf(model, this.#options.keys));
    screen.setDecorations(decorationsOf(model, canvas.grid, session.touching));
    const chrome = chromeOf(model, this.#options.keys);
    if (this.#shown !== null && sameChrome(chrome, this.#shown)) return;
    this.#shown = chrome;
    screen.update(createElement(Chrome, chrome));
  }
}
