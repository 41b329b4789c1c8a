/**
 * Commands as somebody types them, one a line.
 *
 * @module
 */

import { type Color, colorSchema } from "../../shared/schema/color.ts";
import { roomIdSchema } from "../../shared/schema/ids.ts";

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
  /** Ten events, up to one of them; `null`: the last ones. */
  | { readonly kind: "history"; readonly until: number | null }
  /** The room as it was after an event. */
  | { readonly kind: "then"; readonly seq: number }
  /** Who made a shape what it is. */
  | { readonly kind: "blame"; readonly shape: number }
  /** A shape as it was after an event; `null`: all of them. */
  | {
    readonly kind: "bring";
    readonly shape: number | null;
    readonly seq: number;
  }
  /** The other's value of a conflict is to be there again. */
  | { readonly kind: "put-back"; readonly conflict: number }
  | { readonly kind: "join"; readonly room: string }
  | {
    readonly kind: "export";
    readonly name: string;
    readonly replace: boolean;
  }
  | {
    readonly kind:
      | "list"
      | "show"
      | "who"
      | "conflicts"
      | "rooms"
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
  "history: who did what last. history 118: the same, up to event 118. blame 3: who changed what of shape 3.",
  "then 118: the shapes as they were after event 118. bring 3 118: shape 3 as it was then. bring all 118: the whole room.",
  "conflicts: what you wrote over. put back 1: the other's value again.",
  "rooms: the rooms of the server. join plans: go to another one.",
  "export plan.svg: the drawing as a file; or .txt, .json, .ans, and .cast for the history.",
  "say hello. undo. redo. help. quit.",
];

const PLAIN = [
  ...["list", "show", "who", "conflicts", "rooms"] as const,
  ...["undo", "redo", "help", "quit"] as const,
];

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
    case "history":
    case "then":
    case "blame":
    case "bring":
    case "put":
      return readPast(word, rest);
    case "join": {
      const room = roomIdSchema.safeParse(rest);
      return room.success
        ? { kind: "join", room: room.data }
        : wrong(`Join needs a room: join plans. ${sentence(room.error)}`);
    }
    case "export": {
      const [, name, replace] = /^(.*?)(\s+replace)?$/.exec(rest)!;
      return name === ""
        ? wrong("Export needs a file: export plan.svg.")
        : { kind: "export", name: name!, replace: replace !== undefined };
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

function readPast(word: string, rest: string): Command {
  const { numbers } = take(rest, 1);
  const [number] = numbers ?? [];
  switch (word) {
    case "history":
      if (rest !== "" && number === undefined) {
        return wrong("History may have the number of an event: history 118.");
      }
      return { kind: "history", until: number ?? null };
    case "then":
      return number === undefined
        ? wrong("Then needs the number of an event: then 118.")
        : { kind: "then", seq: number };
    case "blame":
      return number === undefined
        ? wrong("Blame needs a shape: blame 3.")
        : { kind: "blame", shape: number };
    case "put": {
      const back = /^back\s+(\d{1,6})$/.exec(rest);
      return back === null
        ? wrong("Put back needs the number of a conflict: put back 1.")
        : { kind: "put-back", conflict: Number(back[1]) };
    }
    default: {
      const bring = /^(all|\d{1,6})[\s,]+(\d{1,15})$/.exec(rest);
      if (bring === null) {
        return wrong(
          "Bring needs a shape, or all, and an event: bring 3 118.",
        );
      }
      const [, what, seq] = bring;
      const shape = what === "all" ? null : Number(what);
      return { kind: "bring", shape, seq: Number(seq) };
    }
  }
}

/** What is wrong, with a capital letter and a full stop. */
function sentence(
  { issues }: { issues: readonly { message: string }[] },
): string {
  const { message } = issues[0]!;
  return `${message[0]!.toUpperCase()}${message.slice(1)}.`;
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
