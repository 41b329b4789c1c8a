import { lineWidth } from "../../../shared/schema/width.ts";
import {
  LIST_COLUMNS,
  type LobbyLine,
  lobbyLines,
  type LobbyPanel,
  pictureSize,
  type RoomFacts,
} from "../../state/rooms/lobby.ts";
import type { Model } from "../../state/model.ts";
import { plain } from "../../state/words/plain.ts";
import { clip } from "../fit_words.ts";
import {
  columnsForLine,
  firstShown,
  type PanelView,
  rowsForLines,
  type Span,
  wholeCanvas,
} from "./picture.ts";

/** The rooms, and beside them what the one at hand looks like (T13). */
export const lobby: PanelView<LobbyPanel> = (model, panel) => {
  const box = wholeCanvas(model);
  const rows = rowsForLines(box, true);
  const hasPicture = pictureSize(model) !== null;
  const width = hasPicture ? LIST_COLUMNS - 2 : columnsForLine(box);
  const lines = lobbyLines(model, panel);
  const from = firstShown(panel.at, lines.length, rows);
  const list = lines.slice(from, from + rows).map((line, row) => ({
    span: lineOf(model, panel, line, width, from + row === panel.at),
    pick: from + row,
  }));
  const picture = hasPicture ? pictureOf(panel, lines[panel.at]) : [];
  const height = Math.min(rows, Math.max(list.length, picture.length));
  return {
    box,
    title: "Rooms",
    word: wordOf(model, panel),
    field: { prompt: "room ", field: panel.field },
    lines: Array.from({ length: height }, (_, row) => {
      const left = list[row];
      const gap = { text: left === undefined ? " ".repeat(width + 2) : "  " };
      return {
        spans: [
          ...(left === undefined ? [] : [left.span]),
          ...(hasPicture ? [gap, { text: picture[row] ?? "" }] : []),
        ],
        ...(left === undefined ? {} : { pick: left.pick }),
      };
    }),
    keys: "Enter joins   a new name makes a room   arrows: others   Esc closes",
  };
};

function wordOf(
  { server }: Model,
  { rooms, state, reason }: LobbyPanel,
): string {
  switch (state) {
    case "loading":
      return "loading";
    case "failed":
      return `no list: ${plain(reason)}. Ctrl+R asks again, ${plain(server)}`;
    case "there":
      return `${rooms.size} on ${plain(server)}`;
  }
}

function lineOf(
  model: Model,
  panel: LobbyPanel,
  line: LobbyLine,
  width: number,
  isAt: boolean,
): Span {
  const [left, told] = wordsOf(model, panel, line);
  // Where there is no room for both, the name of the room is what one is here for.
  const room = width - lineWidth(told) - 2;
  const right = room < LEAST_NAME ? "" : told;
  const name = clip(left, right === "" ? width : room);
  const text = name + " ".repeat(width - lineWidth(name + right)) + right;
  return { text, inverse: isAt, dim: line.kind === "wrong" };
}

function wordsOf(
  { room }: Model,
  { toldAt, state }: LobbyPanel,
  line: LobbyLine,
): [string, string] {
  switch (line.kind) {
    case "new":
      return [line.roomId, state === "there" ? "a new room" : "join it"];
    case "wrong":
      return [line.why, ""];
    case "room": {
      const { roomId, members, changedAt } = line.facts;
      const who = members === 0 ? contentOf(line.facts) : `${members} here`;
      const when = roomId === room ? "you are here" : age(toldAt - changedAt);
      return [roomId, who + when.padStart(WHEN_COLUMNS)];
    }
  }
}

/** What there is in a room that nobody is in. */
function contentOf({ shapes }: RoomFacts): string {
  if (shapes === null) return "";
  if (shapes === 0) return "empty";
  return shapes === 1 ? "1 shape" : `${shapes} shapes`;
}

/** So many cells of a room's name are shown at least. */
const LEAST_NAME = 6;
/** Cells that "you are here" and a space before it take. */
const WHEN_COLUMNS = 14;

const UNITS = [
  [24 * 60 * 60_000, "d"],
  [60 * 60_000, "h"],
  [60_000, "min"],
] as const;

/** How long ago, in its largest unit. */
function age(ms: number): string {
  for (const [unit, name] of UNITS) {
    if (ms >= unit) return `${Math.floor(ms / unit)} ${name} ago`;
  }
  return "just now";
}

/** What a server sends is a stranger's word: each line is made fit to be shown. */
function pictureOf(
  { pictures, asked }: LobbyPanel,
  line: LobbyLine | undefined,
): readonly string[] {
  if (line?.kind !== "room") return [];
  const { roomId } = line.facts;
  const lines = pictures.get(roomId);
  if (lines === null) return ["(no picture)"];
  if (lines === undefined) return asked === roomId ? ["..."] : [];
  return lines.every((text) => text.trim() === "")
    ? ["(nothing is drawn here yet)"]
    : lines.map(plain);
}
