import { STROKES } from "../../../shared/schema/properties.ts";
import { propsSchema } from "../../../shared/schema/shape.ts";
import type { Action, ActionArgument } from "./action.ts";
import { notify } from "../notice.ts";
import { openPicker } from "../style/picker.ts";
import { plain } from "../words/plain.ts";
import { pathsSelected, turnRoutes } from "../shapes/route.ts";
import { restyle } from "../style/style.ts";
import { styleChoices, type StyleProperty } from "../style/style_choices.ts";
import { pure } from "../update_type.ts";

/** `stroke heavy`, `color #ff8800`, `fill :`. */
function value(property: StyleProperty, kinds: string): ActionArgument {
  return {
    word: property === "stroke" ? "name" : "value",
    suggest: (model, typed) =>
      styleChoices(model, property).all
        .filter(({ name, value }) => value === typed || name.startsWith(typed))
        .map(({ value, name }) => ({
          word: value,
          text: name,
          help: property,
        })),
    run: (model, world, word) => {
      const parsed = propsSchema.safeParse({ [property]: word });
      if (parsed.success) {
        const value = parsed.data[property as keyof typeof parsed.data];
        return restyle(model, world, property, String(value));
      }
      const text = `There is no ${property} "${plain(word)}": take ${kinds}.`;
      return pure(notify(model, text, "warning", world.now));
    },
  };
}

const pickers = [
  ["stroke", "s", STROKES.join(", ")],
  ["color", "C", "a name, or #rrggbb"],
  ["fill", "b", "a character, a color, or none"],
] as const;

/** How shapes are drawn. */
export const STYLE_ACTIONS: readonly Action[] = [
  ...pickers.map(([property, key, kinds]): Action => ({
    name: property,
    group: "Style",
    keys: [key],
    help: `choose a ${property}`,
    family: "stroke, color, fill",
    argument: value(property, kinds),
    run: (model) => pure(openPicker(model, property)),
  })),
  {
    name: "route",
    group: "Style",
    keys: ["R"],
    help: "line straight, or not",
    when: (model) => pathsSelected(model).length > 0,
    whyNot: "No line or arrow is selected.",
    run: turnRoutes,
  },
];
