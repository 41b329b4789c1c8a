import type { Tool } from "../../tools/tool.ts";
import { type ToolName, TOOLS } from "../../tools/tools.ts";
import type { Action } from "./action.ts";
import { takeArrow } from "../shapes/offer.ts";
import { takeTool } from "../tool_step.ts";
import { pure } from "../update_type.ts";

/** The name of the action that takes a tool in hand. */
export function toolAction(tool: ToolName): string {
  return `tool-${tool}`;
}

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
