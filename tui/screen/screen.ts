/**
 * The screen as the rest of the client sees it: chrome by Ink, a canvas of cells, and someone who
 * paints both when there is something new.
 *
 * @module
 */

import chalk from "chalk";
import { type Instance, render } from "ink";
import type { ReactNode } from "react";
import { Grid } from "../../shared/raster/grid.ts";
import type { Clock } from "../../shared/client/clock.ts";
import type { ColorDepth } from "../terminal/color_depth.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { Chrome } from "./chrome.ts";
import {
  type CellRect,
  compose,
  type Decoration,
  type PlacedGrid,
} from "./compositor.ts";
import { InkSink, SilentInput } from "./ink_sink.ts";
import { Pacer } from "./pacer.ts";
import { Painter } from "./painter.ts";

// Ink's colors are those of chalk, process-wide, and off where the process itself has no color
// terminal. They are always on here: the painter reduces them by viewer.
chalk.level = 3;

/** What a {@linkcode Screen} needs beside a terminal. */
export interface ScreenOptions {
  readonly depth: ColorDepth;
  readonly clock: Clock;
  /** Gets what a component threw: Ink is dead after that, and so must the program be. */
  onError(error: unknown): void;
  /**
   * Called before each frame is put together, and never more than 30 times a second: the moment to
   * bring the canvas up to date. What is set here, or in a layout effect, is in that frame.
   */
  onFrame?(): void;
}

/** The one way to the terminal. */
export class Screen {
  readonly #terminal: Terminal;
  readonly #options: ScreenOptions;
  readonly #painter: Painter;
  readonly #pacer: Pacer;
  readonly #sink: InkSink;
  readonly #chrome: Chrome;
  #target: Grid;
  #ink: Instance | null = null;
  #element: { readonly next: ReactNode } | null = null;
  #canvas: PlacedGrid | null = null;
  #panels: readonly CellRect[] = [];
  #decorations: readonly Decoration[] = [];
  #building = false;
  #closed = false;

  constructor(
    terminal: Terminal,
    options: ScreenOptions,
  ) {
    this.#terminal = terminal;
    this.#options = options;
    const { columns, rows } = terminal;
    this.#painter = new Painter({ columns, rows, depth: options.depth });
    this.#chrome = new Chrome(columns, rows);
    this.#target = new Grid(columns, rows);
    this.#sink = new InkSink(columns, rows, () => this.#chromeChanged());
    this.#pacer = new Pacer({
      clock: options.clock,
      build: (limit) => this.#build(limit),
      write: (bytes) => terminal.write(bytes),
    });
    terminal.onReady(() => this.#pacer.answered());
    void terminal.learned.then((known) => {
      this.#painter.synchronized = known.synchronizedOutput;
      this.#pacer.learned(known.answersReady, known.latency);
    });
  }

  /** Columns of the whole screen. */
  get columns(): number {
    return this.#target.columns;
  }

  /** Rows of the whole screen. */
  get rows(): number {
    return this.#target.rows;
  }

  /**
   * Shows an Ink element as the chrome. It lays itself out before this returns, so that layout
   * effects can place the canvas.
   */
  mount(element: ReactNode): void {
    this.#ink = render(element, {
      stdout: this.#sink as unknown as NodeJS.WritableStream,
      stderr: this.#sink as unknown as NodeJS.WritableStream,
      stdin: new SilentInput() as unknown as NodeJS.ReadableStream,
      // Each write is one whole frame, at once and without cursor moves.
      debug: true,
      interactive: true,
      patchConsole: false,
      exitOnCtrlC: false,
    });
    this.#ink.waitUntilExit().catch((error) => {
      if (!this.#closed) this.#options.onError(error);
    });
    this.requestFrame();
  }

  /** Shows another element, or the same with other properties, from the next frame on. */
  update(element: ReactNode): void {
    this.#element = { next: element };
    this.requestFrame();
  }

  /** Puts the canvas, of which this keeps a reference, on the screen; its size is its box's. */
  setCanvas(grid: Grid, column: number, row: number): void {
    this.#canvas = { grid, column, row };
    this.requestFrame();
  }

  /** Tells where the chrome hides the canvas. */
  setPanels(panels: readonly CellRect[]): void {
    this.#panels = panels;
    this.requestFrame();
  }

  /** Puts cursors, handles and the like over the canvas; all of them, each time. */
  setDecorations(decorations: readonly Decoration[]): void {
    this.#decorations = decorations;
    this.requestFrame();
  }

  /** Paints what has changed, as soon as there may be a frame; costs nothing if nothing has. */
  requestFrame(): void {
    // What changes while a frame is put together is in that frame.
    if (!this.#closed && !this.#building) this.#pacer.request();
  }

  /** Writes every cell anew: something else has written to the terminal. */
  repaint(): void {
    this.#painter.repaint();
    this.requestFrame();
  }

  /** Others had the terminal for a while: paints all anew, without waiting for what was before. */
  regained(): void {
    this.#pacer.regained();
    this.repaint();
  }

  /** Takes the terminal's new size, and has Ink lay out in it before this returns. */
  resize(columns: number, rows: number): void {
    this.#painter.resize(columns, rows);
    this.#chrome.resize(columns, rows);
    this.#target = new Grid(columns, rows);
    this.#sink.resize(columns, rows);
    this.requestFrame();
  }

  /** Paints no more, and unmounts the chrome. The terminal stays open. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#pacer.close();
    this.#ink?.unmount();
  }

  #chromeChanged(): void {
    // Ink tells in the middle of React's commit, before layout effects have placed the canvas.
    if (!this.#building) queueMicrotask(() => this.requestFrame());
  }

  #build(limit: number): Uint8Array {
    this.#building = true;
    try {
      this.#options.onFrame?.();
      const element = this.#element;
      this.#element = null;
      if (element !== null) this.#ink?.rerender(element.next);
    } finally {
      this.#building = false;
    }
    this.#chrome.read(this.#sink.frame);
    compose(this.#target, {
      chrome: this.#chrome.grid,
      canvas: this.#canvas,
      panels: this.#panels,
      decorations: this.#decorations,
    });
    const frame = this.#painter.frame(this.#target, limit);
    if (this.#painter.incomplete) this.#pacer.request();
    return frame;
  }
}
