/**
 * The table of tools: a new tool is a file beside this one, a line here and its label.
 *
 * @module
 */

import { arrow } from "./arrow.ts";
import { circle } from "./circle.ts";
import { diamond } from "./diamond.ts";
import { ellipse } from "./ellipse.ts";
import { eraser } from "./eraser.ts";
import { hand } from "./hand.ts";
import type { ToolName } from "./labels.ts";
import { line } from "./line.ts";
import { pencil } from "./pencil.ts";
import { rectangle } from "./rectangle.ts";
import { select } from "./select/select.ts";
import { text } from "./text.ts";
import type { Tool } from "./tool.ts";

/** All tools, in the order of the help. */
export const TOOLS = {
  select,
  rectangle,
  circle,
  ellipse,
  diamond,
  line,
  arrow,
  pencil,
  text,
  eraser,
  hand,
} as const satisfies Record<ToolName, Tool>;
