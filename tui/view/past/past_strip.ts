import { PAST_ACTIONS } from "../../state/past/past_actions.ts";
import { stripWidth, type ToolChip, type ToolStrip } from "../tool_strip.ts";

/** In the past, what can be done there stands in the tools' place: what is guessed first, goes. */
export function pastStrip(columns: number): ToolStrip | null {
  const chips = PAST_ACTIONS.flatMap(({ name, chip }): ToolChip[] =>
    chip === undefined ? [] : [{ action: name, text: chip, inHand: false }]
  );
  while (chips.length > 0 && stripWidth({ chips, gap: 2 }) > columns) {
    chips.shift();
  }
  return chips.length === 0 ? null : { chips, gap: 2 };
}
