/**
 * What the tools are called, and the keys that take them in hand: all that is shown of them before
 * any is used.
 *
 * @module
 */

/** What is shown of a tool. */
export interface ToolLabel {
  /** For presence and actions; a-z and -. */
  readonly name: string;
  /** In the status line, in capitals. */
  readonly title: string;
  /** In the help. */
  readonly help: string;
  /** Keys that take it in hand. */
  readonly keys: readonly string[];
}

/** All tools, in the order of the help. */
export const LABELS = {
  select: {
    name: "select",
    title: "SELECT",
    help: "select, move, resize",
    keys: ["v", "1"],
  },
  rectangle: {
    name: "rectangle",
    title: "RECT",
    help: "rectangle",
    keys: ["r", "2"],
  },
  circle: {
    name: "circle",
    title: "CIRCLE",
    help: "circle",
    keys: ["c", "3"],
  },
  ellipse: {
    name: "ellipse",
    title: "ELLIPSE",
    help: "ellipse",
    keys: ["o", "4"],
  },
  diamond: {
    name: "diamond",
    title: "DIAMOND",
    help: "diamond",
    keys: ["d", "5"],
  },
  line: { name: "line", title: "LINE", help: "line", keys: ["l", "6"] },
  arrow: { name: "arrow", title: "ARROW", help: "arrow", keys: ["a", "7"] },
  pencil: {
    name: "pencil",
    title: "PENCIL",
    help: "pencil, freehand",
    keys: ["p", "8"],
  },
  text: { name: "text", title: "TEXT", help: "text", keys: ["t", "9"] },
  eraser: {
    name: "eraser",
    title: "ERASE",
    help: "eraser",
    keys: ["e", "0"],
  },
  hand: {
    name: "hand",
    title: "HAND",
    help: "hand: move the view",
    keys: ["z"],
  },
} as const satisfies Record<string, ToolLabel>;

/** The name of a tool. */
export type ToolName = keyof typeof LABELS;
