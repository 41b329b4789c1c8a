/**
 * The tools in the top bar: which is in hand, the key of each, and where a click takes it.
 *
 * @module
 */

import { lineWidth } from "../../shared/schema/width.ts";
import { type KeyOf, toolAction } from "../state/actions/first_keys.ts";
import { LABELS, type ToolName } from "../tools/labels.ts";

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
  inHand: ToolName,
  keyOf: KeyOf,
  columns: number,
): ToolStrip | null {
  const chipsOf = (named: boolean): ToolChip[] =>
    Object.values(LABELS).map(({ name, title }) => {
      const action = toolAction(name);
      const word = named ? ` ${title.toLowerCase()}` : "";
      const text = (keyOf(action) ?? "") + word;
      return { action, text, inHand: inHand === name };
    });
  const forms = [
    { chips: chipsOf(true), gap: 2 },
    { chips: chipsOf(false), gap: 1 },
  ];
  return forms.find((form) => stripWidth(form) <= columns) ?? null;
}

/** Cells that the tools take. */
export function stripWidth({ chips, gap }: ToolStrip): number {
  return chips.reduce((sum, { text }) => sum + lineWidth(text) + gap, -gap);
}
