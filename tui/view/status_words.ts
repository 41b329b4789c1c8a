/**
 * The words of the status line (T12).
 *
 * @module
 */

import { corner } from "../tools/geometry/cells.ts";
import type { ToolName } from "../tools/tools.ts";
import type { Model } from "../state/model.ts";
import { type Keymap, showKey } from "../state/input/keymap.ts";
import { pastWords } from "./past/past_words.ts";
import { followed } from "../state/company/follow.ts";
import { shownName } from "../state/names/people.ts";
import { toolOf } from "../state/tool_step.ts";
import type { Ranked } from "./fit_words.ts";

/** A word of the status line. */
export interface StatusWord extends Ranked {
  /** The action that a click does. */
  readonly action?: string;
  readonly tone: "strong" | "plain" | "dim" | "good" | "warning" | "bad";
}

/** The words of the status line, from left to right. */
export function statusWords(model: Model, keys: Keymap): StatusWord[] {
  const connection = { ...connectionWord(model), rank: 0 };
  if (model.past !== null) return pastWords(model, model.past, connection);
  const hint = (action: string, word: string) => {
    const key = keys.keysOf.get(action)?.[0];
    return { text: key === undefined ? "" : `${showKey(key)} ${word}`, action };
  };
  const { x, y } = corner(model.cursor, model.view.zoom);
  const here = model.members.length;
  return [
    { text: toolWord(model), rank: 1, tone: "strong" },
    { text: styleWord(model), rank: 5, tone: "plain" },
    { text: selectionWord(model), rank: 4, tone: "plain" },
    { text: `${x},${y}`, rank: 3, tone: "plain" },
    {
      text: `${model.view.zoom}%`,
      rank: 6,
      tone: "plain",
      action: "zoom-reset",
    },
    { ...followWord(model), rank: 1, tone: "plain", action: "follow" },
    { ...chatWord(model, keys), rank: 2, action: "chat" },
    {
      text: here > 0 ? `${here} here` : "",
      rank: 7,
      tone: "plain",
      action: "members",
    },
    connection,
    { ...hint("help", "keys"), rank: 2, tone: "dim" },
    { ...hint("commands", "commands"), rank: 8, tone: "dim" },
    { ...hint("leave", "leave"), rank: 9, tone: "dim" },
  ];
}

/** Tools that stay in hand anyway. */
const LASTING: ReadonlySet<ToolName> = new Set(["select", "eraser"]);

function toolWord(model: Model): string {
  if (model.entry !== null) return "TYPING";
  const { title } = toolOf(model);
  const held = [
    model.keepTool
      ? LASTING.has(model.inHand.name) ? "tools stay" : "stays"
      : "",
    model.square ? "square" : "",
    model.centred ? "centred" : "",
  ].filter(Boolean);
  return held.length === 0 ? title : `${title} (${held.join(", ")})`;
}

/** The style of what is selected, or of what is drawn next. */
function styleWord(model: Model): string {
  const selected = model.document.shapes.get(model.selection[0] ?? "")?.shape;
  const { stroke, color, fill } = selected ?? model.style;
  const words = [stroke];
  return [
    ...words,
    ...(color === "default" ? [] : [color]),
    ...(fill === "none" ? [] : [fill === " " ? "opaque" : `fill ${fill}`]),
  ].join(" ");
}

function selectionWord(model: Model): string {
  const { length } = model.selection;
  return length === 0 ? "" : `${length} selected`;
}

function followWord(model: Model): { text: string } {
  const member = followed(model);
  return {
    text: member === undefined ? "" : `following ${shownName(model, member)}`,
  };
}

/** How many lines of chat are unread, and how to read them. */
function chatWord(
  { chat: { unread, isCalled } }: Model,
  keys: Keymap,
): { text: string; tone: StatusWord["tone"] } {
  if (unread === 0) return { text: "", tone: "plain" };
  const key = keys.keysOf.get("chat")?.[0];
  const read = key === undefined ? "" : `: ${showKey(key)}`;
  const called = isCalled ? ", for you" : "";
  return {
    text: `${unread} new${called}${read}`,
    tone: isCalled ? "warning" : "plain",
  };
}

function loadingWord({ percent }: Model["status"]): string {
  return percent === undefined ? "loading" : `loading ${percent}%`;
}

/** How it stands between us and the server, and how much it does not have yet. */
function connectionWord(
  { status, lagging, chat }: Model,
): { text: string; tone: StatusWord["tone"] } {
  const count = status.unsent + chat.unsent.length;
  const unsent = count > 0 ? `${count} unsent` : "";
  const and = (word: string) => [word, unsent].filter(Boolean).join(", ");
  switch (status.state) {
    case "connecting":
      return { text: and("connecting"), tone: "warning" };
    case "loading":
      return { text: and(loadingWord(status)), tone: "warning" };
    case "offline":
      return {
        text: and(
          status.attempt === undefined
            ? "offline"
            : `offline, try ${status.attempt}`,
        ),
        tone: "bad",
      };
    case "closed":
      return { text: and("closed"), tone: "bad" };
    case "synced":
      if (status.readOnly) return { text: and("read-only"), tone: "warning" };
      return unsent === "" || !lagging
        ? { text: "synced", tone: "good" }
        : { text: unsent, tone: "warning" };
  }
}
