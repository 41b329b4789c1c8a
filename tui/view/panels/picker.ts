import { lineWidth } from "../../../shared/schema/width.ts";
import { showKey } from "../../state/input/show_key.ts";
import type { Model } from "../../state/model.ts";
import {
  CHOICE_COLUMNS,
  pickedValue,
  pickerChoices,
  pickerLines,
  type PickerPanel,
} from "../../state/style/picker.ts";
import {
  paintIn,
  type StyleProperty,
} from "../../state/style/style_choices.ts";
import {
  awayFromWork,
  firstShown,
  type PanelLine,
  type PanelView,
  rowsForLines,
  type Span,
} from "./picture.ts";
import { SAMPLE_COLUMNS, sampleOf } from "./samples.ts";

const TITLES: Readonly<Record<StyleProperty, string>> = {
  stroke: "Stroke",
  color: "Color",
  fill: "Fill",
};

/** Samples with their keys, beside what is selected, which shows the one at hand. */
export const picker: PanelView<PickerPanel> = (model, panel, keys) => {
  const { property, at, typed } = panel;
  const numbers = pickerLines(model, property);
  const hasField = typed !== null;
  const box = awayFromWork(model, numbers.length + 2 + (hasField ? 1 : 0));
  const rows = rowsForLines(box, hasField);
  const here = numbers.findIndex((line) => line.includes(at));
  const from = firstShown(here, numbers.length, rows);
  const [key] = keys.keysOf.get(property)!;
  return {
    box,
    title: TITLES[property],
    word: wordOf(model, panel),
    ...(typed === null ? {} : { field: { prompt: "color ", field: typed } }),
    lines: numbers.slice(from, from + rows)
      .map((line) => lineOf(model, panel, line)),
    keys: typed !== null
      ? "# and six of 0-9 a-f, then Enter   Esc leaves it"
      : [
        "a key or Enter takes it",
        ...(key === undefined ? [] : [`${showKey(key)} next`]),
        ...(property === "stroke" ? [] : ["# any color"]),
        "Esc closes",
      ].join("   "),
  };
};

function wordOf(model: Model, panel: PickerPanel): string {
  const { length } = model.selection;
  const what = length === 0
    ? "of the next shape"
    : length === 1
    ? "of the selected shape"
    : `of ${length} shapes`;
  return pickedValue(model, panel) === null ? `${what}: no color yet` : what;
}

function lineOf(
  model: Model,
  { property, at, typed }: PickerPanel,
  numbers: readonly number[],
): PanelLine {
  const choices = pickerChoices(model, property);
  return {
    spans: numbers.flatMap((number) => {
      const choice = choices[number]!;
      const isAt = typed === null && number === at;
      const spans: Span[] = [
        { text: isAt ? ">" : " ", bold: true },
        { text: `${choice.key} `, bold: true },
        ...sampleSpans(model, property, choice.value),
        { text: ` ${choice.name}`, bold: isAt },
      ];
      const width = spans.reduce((sum, { text }) => sum + lineWidth(text), 0);
      const rest = " ".repeat(Math.max(0, CHOICE_COLUMNS - width));
      return [...spans, { text: rest }]
        .map((span) => ({ ...span, pick: number }));
    }),
  };
}

/** A color as it is; of the terminal's own and of no fill there is nothing to show. */
function sampleSpans(
  { charset }: Model,
  property: StyleProperty,
  value: string,
): Span[] {
  const paint = paintIn(value);
  if (paint !== null && paint !== "default") {
    return [{ text: SWATCH, background: paint }];
  }
  const text = property === "color"
    ? SWATCH
    : sampleOf(property, value, charset);
  return [{ text }];
}

const SWATCH = " ".repeat(SAMPLE_COLUMNS.fill);
