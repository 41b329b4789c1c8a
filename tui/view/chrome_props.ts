/**
 * What of the model the chrome shows, as plain values: while they are equal, nothing needs to be
 * laid out again.
 *
 * @module
 */

import type { Model } from "../state/model.ts";
import { plain } from "../state/words/plain.ts";
import { shownName } from "../state/names/people.ts";
import {
  CANVAS_TOP,
  canvasSize,
  SMALLEST,
  tooSmall,
} from "../state/viewport.ts";
import { clip, fitWords } from "./fit_words.ts";
import { memberColors } from "./member_color.ts";
import { type MessageLine, messageOf } from "./message_line.ts";
import { chatPicture } from "./panels/chat.ts";
import type { PanelPicture } from "./panels/picture.ts";
import { panelPicture } from "./panels/pictures.ts";
import type { Keymap } from "../state/input/keymap.ts";
import { type TimelineBar, timelineBar } from "./past/timeline_bar.ts";
import { type StatusWord, statusWords } from "./status_words.ts";
import { stripWidth, type ToolStrip, toolStrip } from "./tool_strip.ts";
import { lineWidth } from "../../shared/schema/width.ts";
import type { Paint } from "../../shared/schema/color.ts";

/** A member's name in the top bar. */
export interface NameTag {
  readonly name: string;
  readonly color: Paint;
  readonly self: boolean;
}

/** All that the chrome shows. */
export interface ChromeProps {
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
  /** The bar of the past; `null` in the present. */
  readonly timeline: TimelineBar | null;
  readonly words: readonly StatusWord[];
  /** Over the canvas's last row. */
  readonly message: (MessageLine & { readonly row: number }) | null;
  readonly panel: PanelPicture | null;
  /** Beside the canvas, or below it; `null` while it is closed. */
  readonly chat: PanelPicture | null;
}

/** Cells between the chrome's words and the rim of the screen. */
export const MARGIN = 1;
/** Cells between the words of the status line. */
export const WORD_GAP = 3;
/** Cells between the room's name, the tools and the members' names. */
export const STRIP_GAP = 3;
/** Where the screen is narrower, names are told before tools. */
const NARROW = 60;

/** What the chrome shows of a model. */
export function chromeOf(model: Model, keys: Keymap): ChromeProps {
  const { columns, rows } = model.screen;
  const inner = Math.max(0, columns - 2 * MARGIN);
  const room = clip(plain(model.room), Math.max(1, inner - 4));
  const left = inner - lineWidth(room) - STRIP_GAP;
  const least = toolStrip(model, keys, 0.5 * left);
  const kept = columns < NARROW || least === null
    ? 0
    : stripWidth(least) + STRIP_GAP;
  const named = namesOf(model, left - kept);
  const message = messageOf(model);
  const canvas = canvasSize(model);
  return {
    columns,
    rows,
    tooSmall: tooSmall(model)
      ? `too small: ${SMALLEST.columns}x${SMALLEST.rows} needed`
      : null,
    room,
    ...named,
    strip: toolStrip(model, keys, left - STRIP_GAP - namesWidth(named)),
    timeline: timelineBar(model),
    words: fitWords(statusWords(model, keys), inner, WORD_GAP),
    message: message && {
      ...message,
      text: messageText(message.text, canvas.columns, model.panel !== null),
      row: CANVAS_TOP + canvas.rows - 1,
    },
    panel: panelPicture(model, keys),
    chat: chatPicture(model, keys),
  };
}

/** A message as wide as the canvas at most; as wide as that where it could lie over a panel. */
function messageText(text: string, columns: number, isOver: boolean): string {
  const room = Math.max(0, columns - 2 * MARGIN);
  const line = clip(text, room);
  return isOver ? line + " ".repeat(room - lineWidth(line)) : line;
}

/** Are they the same picture? */
export function sameChrome(a: ChromeProps, b: ChromeProps): boolean {
  return same(a, b);
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return false;
  const keys = Object.keys(a) as (keyof typeof a)[];
  return keys.length === Object.keys(b).length &&
    keys.every((key) => same(a[key], b[key]));
}

/** As many names as there is room for, our own first. */
function namesOf(
  model: Model,
  columns: number,
): { names: NameTag[]; unnamed: number } {
  const members = [...model.members].sort((a, b) =>
    Number(b.memberId === model.memberId) -
    Number(a.memberId === model.memberId)
  );
  const colors = memberColors(model.members);
  const names: NameTag[] = [];
  let left = columns - lineWidth(` +${members.length}`);
  for (const member of members) {
    const name = shownName(model, member);
    left -= lineWidth(name) + 3;
    if (left < 0) break;
    names.push({
      name,
      color: colors.get(member.memberId)!,
      self: member.memberId === model.memberId,
    });
  }
  return { names, unnamed: members.length - names.length };
}

/** Cells that the names take in the top bar. */
export function namesWidth(
  { names, unnamed }: Pick<ChromeProps, "names" | "unnamed">,
): number {
  const named = names.map(({ name }) => `${name} *`);
  const rest = unnamed > 0 ? [`+${unnamed}`] : [];
  return lineWidth([...named, ...rest].join(" "));
}
