import type { KeyInput } from "../input/input.ts";
import type { Model } from "../model.ts";
import {
  pickedValue,
  pickerChoices,
  pickerLines,
  type PickerPanel,
} from "../style/picker.ts";
import { restyle } from "../style/style.ts";
import { styleChoices } from "../style/style_choices.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import { fieldKey, fieldOf, fieldPaste } from "./field.ts";
import type { PanelContext, PanelKind } from "./panel.ts";
import { closed } from "./scroll.ts";

/** The actions that open a picker are called like what they pick. */
const OPENING = new Set(["stroke", "color", "fill"]);

/** One key chooses; the key that opened it goes on to the next (T20). */
export const picker: PanelKind<PickerPanel> = {
  key(model, panel, input, context) {
    return panel.typed === null
      ? choose(model, panel, input, context)
      : type(model, panel, input, context.world);
  },
  wheel: (model, panel, by) => moved(model, panel, by),
  pick: (model, panel, at, { world }) =>
    done(model, world, { ...panel, at, typed: null }),
  paste: (model, panel, text) =>
    pure(
      panel.property === "stroke" ? model : shown(model, {
        ...panel,
        typed: fieldPaste(panel.typed ?? fieldOf(), text),
      }),
    ),
};

function choose(
  model: Model,
  panel: PickerPanel,
  { key }: KeyInput,
  { world, keys }: PanelContext,
): Update | null {
  const opens = keys.actionOf.get(key)?.name ?? "";
  if (opens === panel.property) return pure(next(model, panel));
  const choices = pickerChoices(model, panel.property);
  const keyed = choices.findIndex((choice) => choice.key === key);
  if (keyed >= 0) return done(model, world, { ...panel, at: keyed });
  if (OPENING.has(opens)) return null;
  switch (key) {
    case "escape":
      return pure(closed(model));
    case "enter":
    case "space":
      return done(model, world, panel);
    case "#":
      return pure(
        panel.property === "stroke"
          ? model
          : shown(model, { ...panel, typed: fieldOf("#") }),
      );
    case "left":
    case "shift+tab":
      return pure(moved(model, panel, -1));
    case "right":
    case "tab":
      return pure(moved(model, panel, 1));
    case "up":
      return pure(movedLines(model, panel, -1));
    case "down":
      return pure(movedLines(model, panel, 1));
    default:
      // A slip of the finger must not do something to the drawing.
      return pure(model);
  }
}

function type(
  model: Model,
  panel: PickerPanel,
  input: KeyInput,
  world: World,
): Update {
  const { key } = input;
  if (key === "escape") return pure(shown(model, { ...panel, typed: null }));
  if (key === "enter") return done(model, world, panel);
  const typed = fieldKey(panel.typed!, input);
  if (typed === null) return pure(model);
  return pure(
    shown(model, { ...panel, typed: typed.text === "" ? null : typed }),
  );
}

/** Takes what is at hand; what is no color yet is typed on. */
function done(model: Model, world: World, panel: PickerPanel): Update {
  const value = pickedValue(model, panel);
  return value === null
    ? pure(model)
    : restyle(closed(model), world, panel.property, value);
}

/** The next of all choices: those used lately change places whenever one is taken. */
function next(model: Model, panel: PickerPanel): Model {
  const { recent, all } = styleChoices(model, panel.property);
  const value = pickedValue(model, panel);
  const now = all.findIndex((choice) => choice.value === value);
  return shown(model, { ...panel, at: recent.length + (now + 1) % all.length });
}

function moved(model: Model, panel: PickerPanel, by: number): Model {
  const { length } = pickerChoices(model, panel.property);
  return shown(model, { ...panel, at: (panel.at + by + length) % length });
}

/** The choice above or below, or where that line is shorter, its last. */
function movedLines(model: Model, panel: PickerPanel, by: -1 | 1): Model {
  const lines = pickerLines(model, panel.property);
  const line = lines.findIndex((numbers) => numbers.includes(panel.at));
  const column = lines[line]?.indexOf(panel.at) ?? 0;
  const other = lines[line + by];
  const at = other?.[Math.min(column, other.length - 1)] ?? panel.at;
  return shown(model, { ...panel, at });
}

function shown(model: Model, panel: PickerPanel): Model {
  return { ...model, panel };
}
