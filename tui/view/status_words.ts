/**
 * The words of the status line (T12).
 *
 * @module
 */

import { corner } from "../tools/geometry/cells.ts";
import type { ToolName } from "../tools/labels.ts";
import type { Model } from "../state/model.ts";
import type { Keymap } from "../state/input/keymap.ts";
import { showKey } from "../state/input/show_key.ts";
import { pastWords } from "./past/past_words.ts";
import { followed } from "../state/company/follow.ts";
import { shownName } from "../state/names/people.ts";
import { toolOf } from "../state/tool_step.ts";
import { type StatusWord, type Told, wordsOf } from "./status_facts.ts";

/** The words of the status line, from left to right. */
export function statusWords(model: Model, keys: Keymap): StatusWord[] {
  const connection = connectionWord(model);
  if (model.past !== null) {
    return pastWords(model, model.past, { ...connection, rank: 0 });
  }
  const keyOf = (action: string) => keys.keysOf.get(action)?.[0];
  const { x, y } = corner(model.cursor, model.view.zoom);
  const here = model.members.length;
  return wordsOf({
    tool: toolWord(model),
    style: styleWord(model),
    selection: selectionWord(model),
    place: `${x},${y}`,
    zoom: `${model.view.zoom}%`,
    following: followWord(model),
    chat: chatWord(model, keys),
    here: here > 0 ? `${here} here` : "",
    connection,
  }, keyOf);
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

function followWord(model: Model): string {
  const member = followed(model);
  return member === undefined ? "" : `following ${shownName(model, member)}`;
}

/** How many lines of chat are unread, and how to read them. */
function chatWord(
  { chat: { unread, isCalled } }: Model,
  keys: Keymap,
): Told {
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
): Told {
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
