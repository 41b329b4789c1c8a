/**
 * What a tool is: a pure machine that is told what hand and keys do, in cells, and answers with
 * its next state and with operations. One file a tool stands beside this one, and one line in
 * `tools.ts`.
 *
 * Keyboard and mouse come as the same events: Space presses and presses again, a mouse button
 * presses and releases. So whatever can be done with one can be done with the other.
 *
 * @module
 */

import type { Document } from "../../shared/document/document.ts";
import type { CellBox, Zoom } from "../../shared/raster/view.ts";
import type { Paint } from "../../shared/schema/color.ts";
import type { Op } from "../../shared/schema/op.ts";
import type { Preview } from "../../shared/schema/presence.ts";
import type { ClosedShape, Shape } from "../../shared/schema/shape.ts";
import type { Stroke } from "../../shared/schema/properties.ts";
import type { ToolLabel } from "./labels.ts";

/** A cell of the world, counted in cells of the zoom in use. */
export interface Cell {
  readonly column: number;
  readonly row: number;
}

/** A distance in cells of the zoom in use. */
export interface CellVector {
  readonly columns: number;
  readonly rows: number;
}

/** How the next shape will be drawn. */
export interface Style {
  readonly stroke: Stroke;
  readonly color: Paint | "default";
  /** `none`, a character, or a color. */
  readonly fill: string;
}

/** What a tool sees. */
export interface ToolView {
  readonly document: Document;
  readonly zoom: Zoom;
  /** The cell cursor; after a mouse event, the cell under the mouse. */
  readonly cursor: Cell;
  readonly style: Style;
  readonly selection: readonly string[];
  /** Boxes are kept square on screen, lines level or upright. */
  readonly square: boolean;
  /** Boxes grow from their centre. */
  readonly centred: boolean;
}

/** Which shapes a hit test sees. */
export interface HitOptions {
  /** Does the inside of a shape without a fill count? It does, if left out. */
  readonly inside?: boolean;
  /** Shapes that count; all, if left out. */
  readonly where?: (shape: Shape) => boolean;
}

/** What a tool may ask when something happens. */
export interface ToolContext extends ToolView {
  /** The front shape at a cell, or `null`. */
  hitTest(cell: Cell, options?: HitOptions): string | null;
  /** Shapes that may touch a rectangle of cells, from back to front. */
  touching(box: CellBox): readonly Shape[];
  /** Shapes that lie wholly inside of a rectangle of cells. */
  enclosedBy(box: CellBox): readonly string[];
  /** Closed shapes that a cell is in or beside. */
  closedNear(cell: Cell): readonly ClosedShape[];
  /** A new shape id. */
  newId(): string;
}

/** What happens to a tool. Where is told by the context's cursor. */
export type ToolEvent =
  | {
    readonly type: "press";
    readonly by: "key" | "mouse";
    /** Adds to or takes from the selection instead of replacing it. */
    readonly toggle: boolean;
    /** The second press of a double click. */
    readonly double: boolean;
  }
  /** The cursor went to another cell, by keys or with a button held. */
  | { readonly type: "move" }
  /** The mouse button was let go. */
  | { readonly type: "release" }
  /** An arrow key, before the cursor moves. */
  | { readonly type: "nudge"; readonly by: CellVector }
  /** Enter: finish, or go into what is selected. */
  | { readonly type: "confirm" }
  /** Tab, Shift+Tab: to the next of what the tool offers, or the one before. */
  | { readonly type: "next"; readonly by: 1 | -1 }
  /** From shape to shape: the next one that way; `null` makes the arrow keys do so. */
  | { readonly type: "walk"; readonly by: CellVector | null }
  /** `w`: take what is selected by a handle. */
  | { readonly type: "resize" }
  /** A joined shape is wanted on a side of another. */
  | {
    readonly type: "sprout";
    readonly from: string;
    readonly by: CellVector;
  }
  /** An arrow is wanted from a shape to another one that is there: the next, or the one before. */
  | { readonly type: "join"; readonly from: string; readonly by: 1 | -1 }
  /** Esc: drop what was begun. */
  | { readonly type: "cancel" };

/** Where text is to be typed. */
export type EntryTarget =
  /** The label or text of a live shape. */
  | {
    readonly kind: "shape";
    readonly id: string;
    /** How the text may make its shape larger; as its size tells, if left out. */
    readonly grows?: Growth;
  }
  /** A text that does not exist yet, its first cell at the cursor. */
  | { readonly kind: "new" };

/**
 * How a label may make its box larger: as wide as its longest line where nobody chose a size; else
 * by rows, and as wide as its longest word.
 */
export type Growth = "lines" | "words";

/** A closed shape that was just drawn. */
export interface Fresh {
  readonly id: string;
  readonly grows: Growth;
}

/** What a tool answers. */
export interface Step<S> {
  readonly state: S;
  /** One transaction. */
  readonly ops?: readonly Op[];
  /** Operations of such a row of steps are undone together. */
  readonly repeats?: boolean;
  /** The new selection. */
  readonly select?: readonly string[];
  /** A closed shape was just drawn: typing begins its label. */
  readonly fresh?: Fresh;
  /** Text is to be typed. */
  readonly edit?: EntryTarget;
  /** How far the view shall go. */
  readonly pan?: CellVector;
  /** Where the cursor shall go instead of where the arrow key would take it. */
  readonly cursor?: Cell;
  /** What the user should be told. */
  readonly tell?: string;
  /** The work is done: the select tool comes back, unless the tool is kept. */
  readonly done?: boolean;
}

/** A tool of the editor. */
export interface Tool<S = unknown> extends ToolLabel {
  /** Nothing begun. */
  readonly idle: S;
  /** Answers an event; `null` when it means nothing to the tool in this state. */
  handle(state: S, event: ToolEvent, context: ToolContext): Step<S> | null;
  /** What others see of unfinished work, and its owner as a draft. */
  preview?(state: S, view: ToolView): Preview | null;
  /** A rubber band that only its owner sees. */
  marquee?(state: S, view: ToolView): CellBox | null;
  /** What can be done now, in a few words. */
  hint(state: S, view: ToolView): string;
  /** A letter begins a text at the cursor instead of an action. */
  readonly typing?: boolean;
}

/**
 * Declares a tool, and forgets the type of its state: only the tool itself ever looks into it.
 */
export function defineTool<S>(tool: Tool<S>): Tool {
  return tool as unknown as Tool;
}
