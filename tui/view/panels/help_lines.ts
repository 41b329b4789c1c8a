/**
 * The help, made from the action table and the key map (T17): what has no key stands in the palette.
 *
 * @module
 */

import { type Action, ACTION_GROUPS } from "../../state/actions/action.ts";
import { ACTIONS } from "../../state/actions/actions.ts";
import { PAST_ACTIONS } from "../../state/past/past_actions.ts";
import { TYPING_ACTIONS } from "../../state/typing/typing_actions.ts";
import type { Keymap } from "../../state/input/keymap.ts";
import { showKey } from "../../state/input/show_key.ts";

/** A line of the help. */
export type HelpLine =
  | { readonly kind: "heading"; readonly text: string }
  | {
    readonly kind: "action";
    /** Names of the actions that it tells of. */
    readonly actions: readonly string[];
    readonly keys: string;
    readonly text: string;
  };

/** What the mouse does, in one line. */
export const MOUSE_HELP =
  "Mouse: drag draws, moves; click selects, Ctrl adds; " +
  "wheel pans, Ctrl zooms";

/** The whole help, one line an action or family of actions, by group. */
export function helpLines(keys: Keymap): HelpLine[] {
  const keysOf = ({ name }: Action) => keys.keysOf.get(name)!;
  const groups = ACTION_GROUPS.flatMap((group) => [
    { kind: "heading", text: group } as const,
    ...linesOf(
      ACTIONS.filter((action) =>
        action.group === group && keysOf(action).length > 0
      ),
      keysOf,
    ),
  ]);
  const [back] = keys.keysOf.get("history")!;
  return [
    ...groups,
    { kind: "heading", text: "While typing" },
    ...linesOf(TYPING_ACTIONS, ({ keys }) => keys),
    { kind: "heading", text: back ? `Back in time (${back})` : "Back in time" },
    ...linesOf(PAST_ACTIONS, ({ keys }) => keys),
  ];
}

function linesOf<A extends Pick<Action, "name" | "help" | "family">>(
  actions: readonly A[],
  keysOf: (action: A) => readonly string[],
): HelpLine[] {
  const lines: HelpLine[] = [];
  const told = new Set<string>();
  for (const action of actions) {
    if (told.has(action.name)) continue;
    const family = action.family === undefined
      ? [action]
      : actions.filter((other) => other.family === action.family);
    family.forEach((member) => told.add(member.name));
    lines.push({
      kind: "action",
      actions: family.map((member) => member.name),
      keys: showKeys(family.map(keysOf)),
      text: action.family ?? action.help,
    });
  }
  return lines;
}

const ARROWS = ["left", "right", "up", "down"];

/** The keys of a family: those of one action together. */
function showKeys(families: readonly (readonly string[])[]): string {
  const keys = families.flat();
  for (const prefix of ["", "shift+", "ctrl+"] as const) {
    const arrows = ARROWS.map((arrow) => prefix + arrow);
    if (!arrows.every((arrow) => keys.includes(arrow))) continue;
    const others = keys.filter((key) => !arrows.includes(key));
    const shift = others.length === 0 ? "Shift+" : "S-";
    const shown = {
      "": "arrows",
      "shift+": `${shift}arrows`,
      "ctrl+": "Ctrl+arrows",
    }[prefix];
    return [shown, others.map(showKey).sort().join("")].filter(Boolean).join(
      " ",
    );
  }
  const shown = keys.map(showKey).join(" ");
  return shown.length < HELP_KEYS ? shown : shown.replaceAll("Shift+", "S-");
}

/**
 * The help in pages, each of some columns side by side: as few pages as show all lines, and on the
 * last of them as few columns.
 */
export function helpPages(
  lines: readonly HelpLine[],
  columns: number,
  rows: number,
): HelpLine[][][] {
  const most = Math.max(1, Math.floor(columns / HELP_COLUMN));
  const pages: HelpLine[][][] = [];
  for (let from = 0; from < lines.length;) {
    const page = helpColumns(lines.slice(from), most, rows);
    pages.push(page);
    from += page.flat().length;
  }
  return pages;
}

/** As many lines as fit on one page; where all do, columns of about the same height. */
function helpColumns(
  lines: readonly HelpLine[],
  most: number,
  rows: number,
): HelpLine[][] {
  const count = Math.min(most, Math.ceil(lines.length / rows));
  const height = Math.min(rows, Math.ceil(lines.length / count));
  const filled: HelpLine[][] = [];
  for (let from = 0; from < lines.length && filled.length < most;) {
    const column = lines.slice(from, from + height);
    // A heading stands above what it heads, not at the foot of the column before.
    if (column.length > 1 && column.at(-1)?.kind === "heading") column.pop();
    filled.push(column);
    from += column.length;
  }
  return filled;
}

/** Cells that a column of the help takes. */
export const HELP_COLUMN = 39;
/** Of these, cells for the keys. */
export const HELP_KEYS = 16;
