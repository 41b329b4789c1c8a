import type { Model } from "../../state/model.ts";
import type { Past } from "../../state/past/past.ts";
import { PAST_ACTIONS } from "../../state/past/past_actions.ts";
import { stripWidth, type ToolChip, type ToolStrip } from "../tool_strip.ts";

/** In the past, what can be done there stands in the tools' place: what is guessed first, goes. */
export function pastStrip(
  model: Model,
  past: Past,
  columns: number,
): ToolStrip | null {
  const chips = PAST_ACTIONS.flatMap(({ name, chip }): ToolChip[] => {
    if (chip === undefined) return [];
    const text = typeof chip === "string" ? chip : chip(model, past);
    return [{ action: name, text, inHand: false }];
  });
  while (chips.length > 0 && stripWidth({ chips, gap: 2 }) > columns) {
    chips.shift();
  }
  return chips.length === 0 ? null : { chips, gap: 2 };
}
