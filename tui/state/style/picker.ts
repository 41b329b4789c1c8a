/**
 * Choosing a stroke, a color or a fill, and seeing at once what it looks like.
 *
 * @module
 */

import type { Preview } from "../../../shared/schema/presence.ts";
import type { Model } from "../model.ts";
import type { Field } from "../panels/field.ts";
import { restylePreviews, styleNow } from "./style.ts";
import {
  paintIn,
  type StyleChoice,
  styleChoices,
  type StyleProperty,
} from "./style_choices.ts";
import { canvasSize } from "../viewport.ts";

/** An open picker. */
export interface PickerPanel {
  readonly kind: "picker";
  readonly property: StyleProperty;
  /** The choice at hand: of those used lately, and then of all. */
  readonly at: number;
  /** A color that is being typed. */
  readonly typed: Field | null;
}

/** Opens the picker of a property, with what is there now at hand. */
export function openPicker(model: Model, property: StyleProperty): Model {
  const now = styleNow(model, property);
  const choices = pickerChoices(model, property);
  const at = choices.findLastIndex(({ value }) => value === now);
  const panel = { kind: "picker", property, at, typed: null } as const;
  return { ...model, panel };
}

/** What there is to choose, in the order in which the arrow keys go through it. */
export function pickerChoices(
  model: Model,
  property: StyleProperty,
): readonly StyleChoice[] {
  const { recent, all } = styleChoices(model, property);
  return [...recent, ...all];
}

/** The value at hand: chosen, or typed; `null` where that is none yet. */
export function pickedValue(model: Model, panel: PickerPanel): string | null {
  if (panel.typed !== null) return paintIn(panel.typed.text);
  return pickerChoices(model, panel.property)[panel.at]?.value ?? null;
}

/** Selected shapes of which a preview is made. */
const MOST_PREVIEWS = 256;

/** What the selection would look like with the value at hand. */
export function pickerPreviews(model: Model): Preview[] {
  const { panel } = model;
  if (panel?.kind !== "picker" || model.selection.length > MOST_PREVIEWS) {
    return [];
  }
  const value = pickedValue(model, panel);
  return value === null ? [] : restylePreviews(model, panel.property, value);
}

/** Cells that a choice takes in a line. */
export const CHOICE_COLUMNS = 19;

/** Choices side by side. */
export function choicesInLine(model: Model): number {
  const { columns } = canvasSize(model);
  return Math.max(1, Math.floor((columns - 2) / CHOICE_COLUMNS));
}

/**
 * The choices in lines, by their numbers: those used lately have lines of their own.
 */
export function pickerLines(
  model: Model,
  property: StyleProperty,
): readonly (readonly number[])[] {
  const { recent, all } = styleChoices(model, property);
  const inLine = choicesInLine(model);
  const lines: number[][] = [];
  for (
    const [from, count] of [[0, recent.length], [
      recent.length,
      all.length,
    ]] as const
  ) {
    for (let at = from; at < from + count; at += inLine) {
      const length = Math.min(inLine, from + count - at);
      lines.push(Array.from({ length }, (_, n) => at + n));
    }
  }
  return lines;
}
