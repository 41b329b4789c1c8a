import type { Tool } from "../../tools/tool.ts";
import type { ToolName } from "../../tools/labels.ts";
import { TOOLS } from "../../tools/tools.ts";
import type { Action } from "./action.ts";
import { toolAction } from "./first_keys.ts";
import { takeArrow } from "../shapes/offer.ts";
import { takeTool } from "../tool_step.ts";
import { pure } from "../update_type.ts";

/** Taking tools in hand: the table of tools is the table of these. */
export const TOOL_ACTIONS: readonly Action[] =
  (Object.entries(TOOLS) as [ToolName, Tool][])
    .map(([name, tool]) => ({
      name: toolAction(name),
      group: "Tools",
      keys: tool.keys,
      help: tool.help,
      run: (model) =>
        pure(name === "arrow" ? takeArrow(model) : takeTool(model, name)),
    }));
