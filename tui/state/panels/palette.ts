import { act } from "../actions/act.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { type Command, commandsFor } from "../palette/commands.ts";
import { withRecent } from "../style/recent.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import { type Field, fieldKey, fieldOf, fieldPaste } from "./field.ts";
import type { PanelKind } from "./panel.ts";
import { closed, linesBesideField, movedLine, WHEEL_LINES } from "./scroll.ts";

/** The command palette; `at` is the line that Enter does. */
export interface PalettePanel {
  readonly kind: "palette";
  readonly field: Field;
  readonly at: number;
}

/** Every action, by some letters of its name (T17). */
export const palette: PanelKind<PalettePanel> = {
  key(model, panel, input, { world }) {
    const { key } = input;
    const { field } = panel;
    if (key === "escape" || (key === "backspace" && field.text === "")) {
      return pure(closed(model));
    }
    const commands = commandsFor(model, field.text);
    const chosen = commands[panel.at];
    if (key === "enter") return run(model, world, chosen);
    if (key === "tab") {
      return pure(chosen === undefined ? model : typed(model, whole(chosen)));
    }
    const by = linesBesideField(key);
    if (by !== null) {
      return pure(at(model, panel, movedLine(panel.at, by, commands.length)));
    }
    const next = fieldKey(field, input);
    return pure(next === null ? model : typed(model, next));
  },
  wheel(model, panel, by) {
    const count = commandsFor(model, panel.field.text).length;
    return at(model, panel, movedLine(panel.at, by * WHEEL_LINES, count));
  },
  pick: (model, panel, line, { world }) =>
    run(model, world, commandsFor(model, panel.field.text)[line]),
  paste: (model, { field }, text) =>
    pure(typed(model, fieldPaste(field, text))),
};

function at(model: Model, panel: PalettePanel, line: number): Model {
  return { ...model, panel: { ...panel, at: line } };
}

/** What is typed decides anew which line is the likeliest. */
function typed(model: Model, field: Field): Model {
  return { ...model, panel: { kind: "palette", field, at: 0 } };
}

/** A command as Tab writes it: what is left is the word that goes with it. */
function whole({ action, word, text }: Command): Field {
  if (word !== undefined) return fieldOf(text);
  return fieldOf(action.name + (action.argument === undefined ? "" : " "));
}

function run(
  model: Model,
  world: World,
  command: Command | undefined,
): Update {
  if (command === undefined) return pure(model);
  const { action, word, whyNot } = command;
  if (whyNot !== null) {
    const text = `Cannot do that: ${whyNot}`;
    return pure(notify(model, text, "warning", world.now));
  }
  return act(
    withRecent(model, "command", action.name),
    world,
    action.name,
    word,
  );
}
