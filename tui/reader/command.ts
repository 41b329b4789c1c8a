/**
 * Commands as somebody types them, one a line.
 *
 * @module
 */

import { type Color, colorSchema } from "../../shared/schema/color.ts";

/** Closed shapes that are drawn in a rectangle of cells. */
export const BOXES = ["rectangle", "ellipse", "diamond"] as const;
/** Shapes that are drawn from one cell to another. */
export const PATHS = ["line", "arrow"] as const;

/** What somebody wants. Places and sizes are in cells at 100 %; shapes go by their numbers. */
export type Command =
  | {
    readonly kind: "box";
    readonly type: typeof BOXES[number];
    readonly at: readonly [column: number, row: number];
    readonly size: readonly [columns: number, rows: number];
    readonly label: string;
  }
  | {
    readonly kind: "path";
    readonly type: typeof PATHS[number];
    readonly from: readonly [column: number, row: number];
    readonly to: readonly [column: number, row: number];
  }
  | {
    readonly kind: "text";
    readonly at: readonly [column: number, row: number];
    readonly text: string;
  }
  | {
    readonly kind: "move";
    readonly shape: number;
    readonly by: readonly [columns: number, rows: number];
  }
  | { readonly kind: "label"; readonly shape: number; readonly text: string }
  | { readonly kind: "color"; readonly shape: number; readonly color: Color }
  | { readonly kind: "delete"; readonly shape: number }
  | { readonly kind: "say"; readonly text: string }
  | {
    readonly kind:
      | "list"
      | "show"
      | "who"
      | "undo"
      | "redo"
      | "help"
      | "quit"
      | "nothing";
  }
  /** One sentence that says what is wrong, and what to type. */
  | { readonly kind: "wrong"; readonly text: string };

/** What can be typed, for people. */
export const HELP: readonly string[] = [
  "draw rectangle 10 5 20 4 gateway: at column 10, row 5, 20 columns by 4 rows, with a label.",
  "draw ellipse, draw diamond: the same.",
  "draw arrow 10 5 30 8: from column 10, row 5 to column 30, row 8. draw line: the same.",
  "text 10 5 hello: words at column 10, row 5.",
  "move 3 5 -2: shape 3 goes 5 columns right, 2 rows up.",
  "label 3 gateway. color 3 red. delete 3.",
  "list: all shapes with their numbers. show: the drawing, line by line. who: people here.",
  "say hello. undo. redo. help. quit.",
];

const PLAIN = ["list", "show", "who", "undo", "redo", "help", "quit"] as const;

/**
 * Reads one line.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readCommand } from "./command.ts";
 *
 * assertEquals(readCommand("move 3 5 -2"), { kind: "move", shape: 3, by: [5, -2] });
 * ```
 */
export function readCommand(line: string): Command {
  const { word, rest } = firstWord(line);
  const plain = PLAIN.find((name) => name === word);
  if (plain !== undefined) return { kind: plain };
  switch (word) {
    case "":
      return { kind: "nothing" };
    case "draw":
      return readDraw(rest);
    case "text": {
      const { numbers, text } = take(rest, 2);
      return numbers === null || text === ""
        ? wrong("Text needs a place and words: text 10 5 hello.")
        : { kind: "text", at: pair(numbers), text };
    }
    case "move": {
      const { numbers } = take(rest, 3);
      return numbers === null
        ? wrong("Move needs a shape, columns and rows: move 3 5 -2.")
        : { kind: "move", shape: numbers[0]!, by: pair(numbers, 1) };
    }
    case "label": {
      const { numbers, text } = take(rest, 1);
      return numbers === null
        ? wrong("Label needs a shape and words: label 3 gateway.")
        : { kind: "label", shape: numbers[0]!, text };
    }
    case "color": {
      const { numbers, text } = take(rest, 1);
      const color = colorSchema.safeParse(text);
      return numbers === null || !color.success
        ? wrong("Color needs a shape and a color: color 3 red.")
        : { kind: "color", shape: numbers[0]!, color: color.data };
    }
    case "delete": {
      const { numbers } = take(rest, 1);
      return numbers === null
        ? wrong("Delete needs a shape: delete 3.")
        : { kind: "delete", shape: numbers[0]! };
    }
    case "say":
      return rest === ""
        ? wrong("Say needs words: say hello.")
        : { kind: "say", text: rest };
  }
  return wrong("Unknown command. Type help for what there is.");
}

function readDraw(line: string): Command {
  const { word, rest } = firstWord(line);
  const { numbers, text } = take(rest, 4);
  const box = BOXES.find((name) => name === word);
  if (box !== undefined) {
    if (numbers === null || numbers[2]! < 1 || numbers[3]! < 1) {
      return wrong(
        `Draw needs column, row, columns, rows: draw ${box} 10 5 20 4 gateway.`,
      );
    }
    const at = pair(numbers), size = pair(numbers, 2);
    return { kind: "box", type: box, at, size, label: text };
  }
  const path = PATHS.find((name) => name === word);
  if (path !== undefined) {
    return numbers === null
      ? wrong(`Draw needs two places: draw ${path} 10 5 30 8.`)
      : { kind: "path", type: path, from: pair(numbers), to: pair(numbers, 2) };
  }
  return wrong("Draw what? rectangle, ellipse, diamond, line or arrow.");
}

function wrong(text: string): Command {
  return { kind: "wrong", text };
}

function firstWord(line: string): { word: string; rest: string } {
  const [, word, rest] = /^\s*(\S*)\s*([^]*?)\s*$/.exec(line)!;
  return { word: word!.toLowerCase(), rest: rest! };
}

/** `count` whole numbers, commas between them or not, and the text after them without its quotes. */
function take(
  line: string,
  count: number,
): { numbers: number[] | null; text: string } {
  const numbers: number[] = [];
  let rest = line;
  while (numbers.length < count) {
    const match = /^(-?\d{1,6})(?=[\s,]|$)[\s,]*/.exec(rest);
    if (match === null) return { numbers: null, text: "" };
    numbers.push(Number(match[1]));
    rest = rest.slice(match[0].length);
  }
  return { numbers, text: /^"([^]*)"$/.exec(rest)?.[1] ?? rest };
}

function pair(numbers: readonly number[], from = 0): [number, number] {
  return [numbers[from]!, numbers[from + 1]!];
}
