/**
 * What of the model the chrome shows, as plain values: while they are equal, nothing needs to be
 * laid out again.
 *
 * @module
 */

import type { Model } from "../state/model.ts";
import { shownName } from "../state/names/people.ts";
import { CANVAS_TOP, canvasSize } from "../state/viewport.ts";
import { clip, fitWords } from "./fit_words.ts";
import {
  type FrameProps,
  type NameTag,
  roomTitle,
  tooSmallWords,
} from "./frame_props.ts";
import { MARGIN, STRIP_GAP, WORD_GAP } from "./measures.ts";
import { memberColors } from "./member_color.ts";
import { type MessageLine, messageOf } from "./message_line.ts";
import { chatPicture } from "./panels/chat.ts";
import type { PanelPicture } from "./panels/picture.ts";
import { panelPicture } from "./panels/pictures.ts";
import type { Keymap } from "../state/input/keymap.ts";
import { type TimelineBar, timelineBar } from "./past/timeline_bar.ts";
import { pastStrip } from "./past/past_strip.ts";
import { statusWords } from "./status_words.ts";
import { stripWidth, toolStrip } from "./tool_strip.ts";
import { lineWidth } from "../../shared/schema/width.ts";

/** All that the chrome shows. */
export interface ChromeProps extends FrameProps {
  /** The bar of the past; `null` in the present. */
  readonly timeline: TimelineBar | null;
  /** Over the canvas's last row. */
  readonly message: (MessageLine & { readonly row: number }) | null;
  readonly panel: PanelPicture | null;
  /** Beside the canvas, or below it; `null` while it is closed. */
  readonly chat: PanelPicture | null;
}

/** Where the screen is narrower, names are told before tools. */
const NARROW = 60;

/** What the chrome shows of a model. */
export function chromeOf(model: Model, keys: Keymap): ChromeProps {
  const { columns, rows } = model.screen;
  const keyOf = (action: string) => keys.keysOf.get(action)?.[0];
  const inner = Math.max(0, columns - 2 * MARGIN);
  const room = roomTitle(model.room, inner);
  const left = inner - lineWidth(room) - STRIP_GAP;
  const strip = (cells: number) =>
    model.past === null
      ? toolStrip(model.inHand.name, keyOf, cells)
      : pastStrip(model, model.past, cells);
  const least = strip(0.5 * left);
  const kept = columns < NARROW || least === null
    ? 0
    : stripWidth(least) + STRIP_GAP;
  const named = namesOf(model, left - kept);
  const message = messageOf(model);
  const canvas = canvasSize(model);
  return {
    columns,
    rows,
    tooSmall: tooSmallWords(columns, rows),
    room,
    ...named,
    strip: strip(left - STRIP_GAP - namesWidth(named)),
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
