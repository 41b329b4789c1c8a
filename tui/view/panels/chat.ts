import { chatHeight, type ChatRow, chatRows } from "../../state/chat/rows.ts";
import type { Model } from "../../state/model.ts";
import { plain } from "../../state/words/plain.ts";
import type { Keymap } from "../../state/input/keymap.ts";
import { showKey } from "../../state/input/show_key.ts";
import { CANVAS_TOP, canvasSize, chatSize } from "../../state/viewport.ts";
import { codePointLength } from "../../../shared/schema/safe_text.ts";
import { MAX_CHAT } from "../../../shared/schema/limits.ts";
import { lastCells } from "../fit_words.ts";
import { colorOfPerson } from "../member_color.ts";
import { orFaulty } from "./faulty.ts";
import {
  columnsForLine,
  type PanelLine,
  type PanelPicture,
  type PanelPlace,
  textLine,
} from "./picture.ts";

/** From so many characters on, how many there are is told. */
const MANY = 900;

/** The chat beside the canvas, or below it (T14); `null` while it is closed. */
export function chatPicture(model: Model, keys: Keymap): PanelPicture | null {
  return model.chat.isOpen
    ? orFaulty(() => placeOf(model), () => openPicture(model, keys))
    : null;
}

function openPicture(model: Model, keys: Keymap): PanelPicture {
  const { chat } = model;
  const box = placeOf(model);
  const height = chatHeight(model);
  const rows = chatRows(model);
  const end = Math.max(Math.min(height, rows.length), rows.length - chat.up);
  const shown = rows.slice(Math.max(0, end - height), end);
  const lines = rows.length === 0
    ? [textLine("Nobody has said anything yet.", { dim: true })]
    : shown.map((row) => lineOf(model, row));
  // The newest stands right above what is being written.
  const above = Array.from(
    { length: height - lines.length },
    () => textLine(" "),
  );
  const isWriting = model.panel?.kind === "chat";
  const key = keys.keysOf.get("chat")?.[0];
  const word = wordOf(model);
  return {
    box,
    title: "Chat",
    word: isWriting ? word || "Enter says   Tab: canvas   Esc closes" : word ||
      (key === undefined ? "" : `${showKey(key)} writes, then Esc closes`),
    lines: isWriting
      ? [...above, ...lines]
      : [...above, ...lines, draftLine(chat.field.text, columnsForLine(box))],
    ...(isWriting
      ? { field: { prompt: "> ", field: chat.field }, isFieldLast: true }
      : {}),
    keys: "",
  };
}

/** At the right of the canvas, or at its foot. */
function placeOf(model: Model): PanelPlace {
  const canvas = canvasSize(model);
  const isBeside = canvas.columns < model.screen.columns;
  return {
    column: isBeside ? canvas.columns : 0,
    row: CANVAS_TOP + (isBeside ? 0 : canvas.rows),
    ...chatSize(model),
    isWhole: false,
    isBeside,
  };
}

function wordOf({ chat }: Model): string {
  const length = codePointLength(chat.field.text);
  if (length > MANY) return `${length} of ${MAX_CHAT} characters`;
  if (chat.up === 0) return "";
  return chat.unread > 0 ? `${chat.unread} new below` : "older lines";
}

function lineOf(model: Model, row: ChatRow): PanelLine {
  const { clock, name, text, by, isCall, isUnsent } = row;
  const color = colorOfPerson(model, by.userId, by.name);
  return {
    spans: [
      { text: clock, dim: true },
      { text: name, color, bold: true },
      {
        text,
        dim: isUnsent,
        ...(isCall ? { bold: true, color: "yellow" as const } : {}),
      },
    ],
  };
}

/** What waits in the field while the keys are the canvas's. */
function draftLine(text: string, width: number): PanelLine {
  return textLine(
    text === "" ? " " : `> ${lastCells(plain(text), width - 2)}`,
    {
      dim: true,
    },
  );
}
