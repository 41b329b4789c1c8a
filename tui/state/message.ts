/**
 * Everything that can happen to the client.
 *
 * @module
 */

import type { Document } from "../../shared/document/document.ts";
import type { RegisterState } from "../../shared/schema/op.ts";
import type { Member, MemberPresence } from "../../shared/schema/presence.ts";
import type { Status } from "./model.ts";

/** What hands do, as the terminal tells it. */
export type InputMessage =
  /** `key` names it (`a`, `A`, `enter`, `shift+up`, `ctrl+z`); `text` is what it would type. */
  | { readonly type: "key"; readonly key: string; readonly text?: string }
  /** `column` and `row` are of the screen, from 0. */
  | {
    readonly type: "mouse";
    readonly action: "down" | "drag" | "move" | "up" | "wheel";
    readonly button: "left" | "middle" | "right" | "none";
    readonly column: number;
    readonly row: number;
    readonly ctrl: boolean;
    readonly meta: boolean;
    readonly shift: boolean;
    /** Wheel: rows, or columns where `sideways`; negative is up or left. */
    readonly delta?: number;
    readonly sideways?: boolean;
  }
  | { readonly type: "paste"; readonly text: string }
  | {
    readonly type: "resize";
    readonly columns: number;
    readonly rows: number;
  };

/** What comes from the room. */
export type RoomMessage =
  | { readonly type: "document"; readonly document: Document }
  | { readonly type: "status"; readonly status: Status }
  | {
    readonly type: "members";
    readonly members: readonly Member[];
    readonly memberId: string | null;
  }
  | {
    readonly type: "presences";
    readonly presences: ReadonlyMap<string, MemberPresence>;
  }
  | { readonly type: "refused"; readonly message: string }
  | {
    readonly type: "overrode";
    readonly registers: readonly RegisterState[];
  }
  | { readonly type: "said"; readonly name: string; readonly text: string }
  /** What the shell has to tell, such as "nothing to undo". */
  | {
    readonly type: "told";
    readonly text: string;
    readonly tone: "info" | "warning" | "error";
  };

/** Everything that can happen to the client. */
export type Message =
  | InputMessage
  | RoomMessage
  /** Time has passed. */
  | { readonly type: "tick" };
