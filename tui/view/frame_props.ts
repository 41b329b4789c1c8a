/**
 * The frame around the canvas as plain values: the bar above and the line below it. What is shown
 * before anything is known of a room is a frame, too (T40); so this looks into nothing large.
 *
 * @module
 */

import { lineWidth } from "../../shared/schema/width.ts";
import type { Paint } from "../../shared/schema/color.ts";
import type { KeyOf } from "../state/actions/first_keys.ts";
import {
  FIRST_STYLE,
  FIRST_TOOL,
  FIRST_VIEW,
  firstCursor,
} from "../state/beginning.ts";
import { CHROME_ROWS, SMALLEST } from "../state/viewport.ts";
import { plain } from "../state/words/plain.ts";
import { corner } from "../tools/geometry/cells.ts";
import { LABELS } from "../tools/labels.ts";
import { clip, fitWords } from "./fit_words.ts";
import { MARGIN, STRIP_GAP, WORD_GAP } from "./measures.ts";
import { type StatusWord, wordsOf } from "./status_facts.ts";
import { type ToolStrip, toolStrip } from "./tool_strip.ts";

/** A member's name in the top bar. */
export interface NameTag {
  readonly name: string;
  readonly color: Paint;
  readonly self: boolean;
}

/** What is above and below the canvas. */
export interface FrameProps {
  readonly columns: number;
  readonly rows: number;
  /** Stands for everything else where there is no room to draw. */
  readonly tooSmall: string | null;
  readonly room: string;
  readonly names: readonly NameTag[];
  /** The tools; `null` where there is no room for them. */
  readonly strip: ToolStrip | null;
  /** Members for whose names there is no room. */
  readonly unnamed: number;
  readonly words: readonly StatusWord[];
}

/** Where and how one begins. */
export interface Beginning {
  readonly room: string;
  readonly columns: number;
  readonly rows: number;
  readonly keyOf: KeyOf;
}

/** The frame while nothing is known of the room: as it is to stay when that comes. */
export function firstFrame(
  { room, columns, rows, keyOf }: Beginning,
): FrameProps {
  const inner = Math.max(0, columns - 2 * MARGIN);
  const title = roomTitle(room, inner);
  const left = inner - lineWidth(title) - STRIP_GAP;
  const { x, y } = corner(
    firstCursor({ columns, rows: Math.max(1, rows - CHROME_ROWS) }),
    FIRST_VIEW.zoom,
  );
  const words = wordsOf({
    tool: LABELS[FIRST_TOOL].title,
    style: FIRST_STYLE.stroke,
    selection: "",
    place: `${x},${y}`,
    zoom: `${FIRST_VIEW.zoom}%`,
    following: "",
    chat: { text: "", tone: "plain" },
    here: "",
    connection: { text: "connecting", tone: "warning" },
  }, keyOf);
  return {
    columns,
    rows,
    tooSmall: tooSmallWords(columns, rows),
    room: title,
    names: [],
    strip: toolStrip(FIRST_TOOL, keyOf, left - STRIP_GAP),
    unnamed: 0,
    words: fitWords(words, inner, WORD_GAP),
  };
}

/** A room's name, in a bar with so many cells between its margins. */
export function roomTitle(room: string, inner: number): string {
  return clip(plain(room), Math.max(1, inner - 4));
}

/** What a terminal is told in which nobody can draw; `null` for all others. */
export function tooSmallWords(columns: number, rows: number): string | null {
  return columns < SMALLEST.columns || rows < SMALLEST.rows
    ? `too small: ${SMALLEST.columns}x${SMALLEST.rows} needed`
    : null;
}
