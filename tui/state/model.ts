/**
 * Everything that the client knows, as one immutable value. What is on the screen, and what
 * others see of us, is computed from it.
 *
 * @module
 */

import {
  type Document,
  EMPTY_DOCUMENT,
} from "../../shared/document/document.ts";
import type { ClientStatus } from "../../shared/client/room_client_events.ts";
import type { Charset } from "../../shared/raster/pen.ts";
import type { View } from "../../shared/raster/view.ts";
import type { RegisterState } from "../../shared/schema/op.ts";
import type { Member, MemberPresence } from "../../shared/schema/presence.ts";
import type { Box } from "../../shared/schema/units.ts";
import type { Cell, Fresh, Style } from "../tools/tool.ts";
import type { ToolName } from "../tools/labels.ts";
import { TOOLS } from "../tools/tools.ts";
import { FIRST_STYLE, FIRST_TOOL, FIRST_VIEW } from "./beginning.ts";
import { type Chat, EMPTY_CHAT } from "./chat/chat.ts";
import type { Following } from "./company/follow.ts";
import type { Stirring } from "./company/stirring.ts";
import type { Entry } from "./typing/entry.ts";
import type { Work } from "./files/work.ts";
import type { Clipboard } from "./shapes/clipboard.ts";
import type { Offer } from "./shapes/offer.ts";
import type { Seen } from "./names/people.ts";
import type { Notice } from "./notice.ts";
import type { Panel } from "./panels/panels.ts";
import type { Past } from "./past/past.ts";
import { NOTHING_RECENT, type Recent } from "./style/recent.ts";

/** The tool in hand, and how far its work has come. */
export interface InHand {
  readonly name: ToolName;
  /** Only the tool itself looks into it. */
  readonly state: unknown;
}

/** How far one step of an arrow key goes; `.` cycles. */
export const STEPS = [1, 5, 20] as const;

/** The client's whole state. */
export interface Model {
  readonly room: string;
  /** Where the server is, for those who want to join. */
  readonly server: string;
  readonly charset: Charset;
  /** Size of the terminal. */
  readonly screen: { readonly columns: number; readonly rows: number };
  /** What is on the canvas: the room's drawing, with our own unanswered work; or as it once was. */
  readonly document: Document;
  /** The box around all shapes, in world units; `null` in an empty room. */
  readonly content: Box | null;
  /** How it stands between us and the server (T12). */
  readonly status: ClientStatus;
  /** Since when there is work without an answer, in milliseconds since 1970. */
  readonly waitingSince: number | null;
  /** Has that been so for longer than a good line needs? */
  readonly lagging: boolean;
  /** Is unsent work on disk, so that it is sent later, whatever becomes of the program (T41)? */
  readonly isUnsentKept: boolean;
  /** Our own connection among the members; `null` before we are in. */
  readonly memberId: string | null;
  readonly members: readonly Member[];
  /** All who are, or were, seen here, by `userId`. */
  readonly people: ReadonlyMap<string, Seen>;
  /** What the others are doing, by their `memberId`. */
  readonly presences: ReadonlyMap<string, MemberPresence>;
  /** When they last did something, by their `memberId`. */
  readonly stirrings: ReadonlyMap<string, Stirring>;
  /** Whose view ours goes with; `null` for nobody's. */
  readonly following: Following | null;
  /** What was said here. */
  readonly chat: Chat;

  readonly view: View;
  /** The view before the terminal was resized, and the one that came of it. */
  readonly resizing: { readonly from: View; readonly to: View } | null;
  /** The cell cursor, in cells of the view's zoom. */
  readonly cursor: Cell;
  readonly step: typeof STEPS[number];
  readonly inHand: InHand;
  /** Does a drawing tool stay in hand after a shape? */
  readonly keepTool: boolean;
  readonly style: Style;
  /** Are boxes kept square on screen, and lines level or upright? */
  readonly square: boolean;
  /** Do boxes grow from their centre? */
  readonly centred: boolean;
  /** Live shapes, in the order in which they were selected. */
  readonly selection: readonly string[];
  /** The past in which one looks around; `null` in the present. */
  readonly past: Past | null;
  /** A closed shape that was just drawn: a letter begins its label. */
  readonly fresh: Fresh | null;
  /** The arrow tool was taken with this shape selected: an arrow key draws another beside it. */
  readonly offer: Offer | null;
  /** What was copied last. */
  readonly clipboard: Clipboard | null;
  /** Until when a paste is looked at for boxes, in milliseconds since 1970. */
  readonly boxesUntil: number;
  /** Work on a file that is under way. */
  readonly work: Work | null;
  /** Names of the files in the folder of drawings, as they were when one looked last. */
  readonly files: readonly string[];
  /** Text that is being typed. */
  readonly entry: Entry | null;
  /** Steps that repeat at once, such as a held arrow key, are undone as one. */
  readonly row: { readonly group: string; readonly until: number } | null;
  /** The middle button holds this cell of the canvas. */
  readonly grabbed: Cell | null;
  readonly lastPress: { readonly cell: Cell; readonly at: number } | null;

  /** What lies over the canvas. */
  readonly panel: Panel | null;
  /** What was chosen in panels. */
  readonly recent: Recent;
  /** The newest last. */
  readonly notices: readonly Notice[];
  /** Others' values that we wrote over, the newest last (E18). */
  readonly conflicts: readonly RegisterState[];
  /** Until when a second Ctrl+C, or `q`, leaves. */
  readonly leaving: number;
}

/** The state before anything was heard from the server. */
export function initialModel(
  start: {
    readonly room: string;
    readonly server: string;
    readonly charset: Charset;
    readonly columns: number;
    readonly rows: number;
  },
): Model {
  return {
    room: start.room,
    server: start.server,
    charset: start.charset,
    screen: { columns: start.columns, rows: start.rows },
    document: EMPTY_DOCUMENT,
    content: null,
    status: { state: "connecting", unsent: 0, readOnly: false },
    waitingSince: null,
    lagging: false,
    isUnsentKept: false,
    memberId: null,
    members: [],
    people: new Map(),
    presences: new Map(),
    stirrings: new Map(),
    following: null,
    chat: EMPTY_CHAT,
    view: FIRST_VIEW,
    resizing: null,
    cursor: { column: 0, row: 0 },
    step: 1,
    inHand: { name: FIRST_TOOL, state: TOOLS[FIRST_TOOL].idle },
    keepTool: false,
    style: FIRST_STYLE,
    selection: [],
    square: false,
    centred: false,
    past: null,
    fresh: null,
    offer: null,
    clipboard: null,
    boxesUntil: 0,
    work: null,
    files: [],
    entry: null,
    row: null,
    grabbed: null,
    lastPress: null,
    panel: null,
    recent: NOTHING_RECENT,
    notices: [],
    conflicts: [],
    leaving: 0,
  };
}
