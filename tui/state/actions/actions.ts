/**
 * Everything that the user can do, in one table: the key map, the help and the hints are made
 * from it, so they can't disagree (T17).
 *
 * @module
 */

import type { Action } from "./action.ts";
import { ARRANGE_ACTIONS } from "./arrange_actions.ts";
import { COPY_ACTIONS } from "./copy_actions.ts";
import { FILE_ACTIONS } from "./file_actions.ts";
import { LINE_ACTIONS } from "./line_actions.ts";
import { MOTION_ACTIONS } from "./motion_actions.ts";
import { ROOM_ACTIONS } from "./room_actions.ts";
import { SHAPE_ACTIONS } from "./shape_actions.ts";
import { STYLE_ACTIONS } from "./style_actions.ts";
import { TOOL_ACTIONS } from "./tool_actions.ts";
import { VIEW_ACTIONS } from "./view_actions.ts";

/** Everything that the user can do, in the order of the help. */
export const ACTIONS: readonly Action[] = [
  ...TOOL_ACTIONS,
  ...MOTION_ACTIONS,
  ...SHAPE_ACTIONS,
  ...COPY_ACTIONS,
  ...FILE_ACTIONS,
  ...ARRANGE_ACTIONS,
  ...STYLE_ACTIONS,
  ...LINE_ACTIONS,
  ...VIEW_ACTIONS,
  ...ROOM_ACTIONS,
];
