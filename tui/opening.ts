/**
 * The screen before its room: opened by little, so that it is there at once, and handed over to the
 * client when that is loaded (T40). Looks into nothing that a room needs.
 *
 * @module
 */

import { createElement } from "react";
import type { Clock } from "../shared/client/clock.ts";
import { Screen } from "./screen/screen.ts";
import type { KeyOf } from "./state/actions/first_keys.ts";
import type { ColorDepth } from "./terminal/color_depth.ts";
import type { TerminalEvent } from "./terminal/events.ts";
import type { TerminalStreams } from "./terminal/streams.ts";
import { openTerminal, type Terminal } from "./terminal/terminal.ts";
import { Frame } from "./view/frame.tsx";
import { firstFrame } from "./view/frame_props.ts";

/** Whose terminal, and what is shown at first. */
export interface OpeningOptions {
  readonly streams: TerminalStreams;
  readonly depth: ColorDepth;
  readonly clock: Clock;
  readonly room: string;
  readonly keyOf: KeyOf;
  /** The terminal is taken over from now on: time to watch over it. */
  onTerminal?(terminal: Terminal): void;
}

/** Who goes on with an opened screen; its size is the terminal's. */
export interface Heir {
  onEvent(event: TerminalEvent): void;
  /** As `ScreenOptions` has it, and the next one. */
  onFrame(): void;
  onError(error: unknown): void;
}

/** A terminal and a screen that show the frame of a room, and keep what is typed for their heir. */
export interface Opening {
  readonly terminal: Terminal;
  readonly screen: Screen;
  /**
   * Settles when the terminal has taken the first frame, or lets us wait for that: what is loaded
   * before holds it up.
   */
  readonly painted: Promise<void>;
  /** Gives both away, with all that has happened meanwhile. */
  handOver(heir: Heir): void;
}

/** A terminal that has not taken the first frame by now, in ms, is not waited for. */
const PAINTING_TIME = 100;
const NOTHING = new Uint8Array();

/**
 * Takes a terminal over, and shows the first frame there.
 *
 * @throws {TypeError} where no screen can be opened; and whatever a component threw.
 */
export async function openScreen(options: OpeningOptions): Promise<Opening> {
  const { streams, depth, clock } = options;
  const kept: TerminalEvent[] = [];
  let failed: { readonly error: unknown } | null = null;
  let heir: Heir = {
    onEvent(event) {
      if (event.type !== "resize") return void kept.push(event);
      screen.resize(event.columns, event.rows);
      screen.update(frame());
    },
    onFrame: () => {},
    onError: (error) => failed = { error },
  };
  const terminal = await openTerminal(streams, {
    clock,
    onEvent: (event) => heir.onEvent(event),
  });
  options.onTerminal?.(terminal);
  const frame = () => {
    const { columns, rows } = terminal;
    return createElement(Frame, firstFrame({ ...options, columns, rows }));
  };
  const screen = new Screen(terminal, {
    depth,
    clock,
    onError: (error) => heir.onError(error),
    onFrame: () => heir.onFrame(),
  });
  screen.mount(frame());
  // The frame is made in a microtask; this is written after it.
  const painted = Promise.resolve().then(() => terminal.write(NOTHING));
  return {
    terminal,
    screen,
    painted: Promise.race([painted, late(clock)]),
    handOver(to) {
      heir = to;
      if (failed !== null) to.onError(failed.error);
      for (const event of kept) to.onEvent(event);
    },
  };
}

function late(clock: Clock): Promise<void> {
  return new Promise((settle) => void clock.after(PAINTING_TIME, settle));
}
