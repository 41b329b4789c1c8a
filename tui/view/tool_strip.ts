/**
 * The tools in the top bar: which is in hand, the key of each, and where a click takes it.
 *
 * @module
 */

import { lineWidth } from "../../shared/schema/width.ts";
import type { Keymap } from "../state/input/keymap.ts";
import type { Model } from "../state/model.ts";
import { PAST_ACTIONS } from "../state/past/past_actions.ts";
import { toolAction } from "../state/actions/tool_actions.ts";
import { type ToolName, TOOLS } from "../tools/tools.ts";

/** A tool in the top bar. */
export interface ToolChip {
  /** The action that takes it in hand. */
  readonly action: string;
  readonly text: string;
  readonly inHand: boolean;
}

/** The tools side by side. */
export interface ToolStrip {
  readonly chips: readonly ToolChip[];
  /** Cells between two of them. */
  readonly gap: number;
}

/** Keys and names of the tools where both fit into `columns` cells; keys alone; or nothing. */
export function toolStrip(
  model: Model,
  keys: Keymap,
  columns: number,
): ToolStrip | null {
  if (model.past !== null) return pastStrip(columns);
  const names = Object.keys(TOOLS) as ToolName[];
  const chipsOf = (named: boolean): ToolChip[] =>
    names.map((name) => {
      const action = toolAction(name);
      const key = keys.keysOf.get(action)?.[0] ?? "";
      const title = named ? ` ${TOOLS[name].title.toLowerCase()}` : "";
      const inHand = model.inHand.name === name;
      return { action, text: key + title, inHand };
    });
  const forms = [
    { chips: chipsOf(true), gap: 2 },
    { chips: chipsOf(false), gap: 1 },
  ];
  return forms.find((form) => stripWidth(form) <= columns) ?? null;
}

/** In the past, what can be done there stands in the tools' place: what is guessed first, goes. */
function pastStrip(columns: number): ToolStrip | null {
  const chips = PAST_ACTIONS.flatMap(({ name, chip }): ToolChip[] =>
    chip === undefined ? [] : [{ action: name, text: chip, inHand: false }]
  );
  while (chips.length > 0 && stripWidth({ chips, gap: 2 }) > columns) {
    chips.shift();
  }
  return chips.length === 0 ? null : { chips, gap: 2 };
}

/** Cells that the tools take. */
export function stripWidth({ chips, gap }: ToolStrip): number {
  return chips.reduce((sum, { text }) => sum + lineWidth(text) + gap, -gap);
}
