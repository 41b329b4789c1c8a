import type { Member } from "../../../shared/schema/presence.ts";
import { lineWidth } from "../../../shared/schema/width.ts";
import { agoWords } from "../../state/words/ago.ts";
import { isBot, isReader, othersOf } from "../../state/company/others.ts";
import type { Model } from "../../state/model.ts";
import { memberLine, type MembersPanel } from "../../state/panels/members.ts";
import { shownName } from "../../state/names/people.ts";
import { clip } from "../fit_words.ts";
import { memberColors } from "../member_color.ts";
import {
  columnsForLine,
  firstShown,
  footOfCanvas,
  type PanelLine,
  type PanelView,
  rowsForLines,
  textLine,
} from "./picture.ts";

/** Rows of the list, where the screen has as many. */
const MOST_ROWS = 12;
/** Cells for a name, and for a tool. */
const NAME = 24, TOOL = 9;

/** The others: their color, tool, place, and how long ago they did something (T11). */
export const members: PanelView<MembersPanel> = (model, panel) => {
  const others = othersOf(model);
  const box = footOfCanvas(
    model,
    Math.min(MOST_ROWS, Math.max(1, others.length) + 2),
  );
  const rows = rowsForLines(box), width = columnsForLine(box);
  const at = memberLine(model, panel);
  const from = firstShown(at, others.length, rows);
  const colors = memberColors(model.members);
  return {
    box,
    title: "Here",
    word: others.length === 0 ? "you alone" : `you and ${others.length} more`,
    lines: others.length === 0
      ? [textLine("I shows the command by which others join.", { dim: true })]
      : others.slice(from, from + rows).map((member, line) => ({
        spans: [
          { text: "* ", color: colors.get(member.memberId)! },
          ...spansOf(model, panel, member, width - 2),
        ],
        isAt: from + line === at,
        pick: from + line,
      })),
    keys: "Enter follows   g goes there   arrows: others   Esc closes",
  };
};

function spansOf(
  model: Model,
  { now }: MembersPanel,
  member: Member,
  width: number,
): PanelLine["spans"] {
  const name = clip(shownName(model, member), Math.min(NAME, width));
  const presence = model.presences.get(member.memberId);
  const isFollowed = model.following?.memberId === member.memberId;
  const bot = isBot(model, member);
  const cursor = presence?.cursor ?? null;
  const place = cursor === null
    ? ""
    : `at ${Math.round(cursor.x)},${Math.round(cursor.y)}`;
  const what = bot
    ? "script"
    : isReader(model, member)
    ? "reader"
    : presence?.viewport === null
    ? "in the past"
    : presence?.tool ?? "";
  const stirring = model.stirrings.get(member.memberId);
  const ago = stirring === undefined ? "" : agoWords(stirring.at, now);
  return [
    { text: filled(name, Math.min(NAME, width) + 2), bold: true },
    { text: filled(what, TOOL + 2) },
    { text: filled(place, 16), dim: true },
    { text: isFollowed ? "followed" : ago, dim: true },
  ];
}

function filled(text: string, width: number): string {
  return text + " ".repeat(Math.max(1, width - lineWidth(text)));
}
