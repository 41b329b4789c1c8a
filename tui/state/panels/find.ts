import type { Model } from "../model.ts";
import {
  type FindPanel,
  foundShape,
  lookFor,
  showFound,
  wentBack,
} from "../search/find.ts";
import { goToShape } from "../search/go_to.ts";
import { pure } from "../update_type.ts";
import { fieldKey, fieldPaste } from "./field.ts";
import type { PanelKind } from "./panel.ts";
import { closed, linesBesideField, movedLine, WHEEL_LINES } from "./scroll.ts";

/** Text in shapes: what is found comes into sight while one types (T16). */
export const find: PanelKind<FindPanel> = {
  key(model, panel, input) {
    const { key } = input;
    const { field } = panel;
    if (key === "escape" || (key === "backspace" && field.text === "")) {
      return pure(closed(wentBack(model, panel)));
    }
    if (key === "enter") return pure(chosen(model));
    const by = stepOf(key);
    if (by !== null) return pure(moved(model, panel, by));
    const next = fieldKey(field, input);
    return pure(next === null ? model : lookFor(model, panel, next));
  },
  wheel: (model, panel, by) => moved(model, panel, by * WHEEL_LINES),
  pick: (model, panel, line) => pure(chosen(showFound(model, panel, line))),
  paste: (model, panel, text) =>
    pure(lookFor(model, panel, fieldPaste(panel.field, text))),
};

function stepOf(key: string): number | null {
  if (key === "tab") return 1;
  return key === "shift+tab" ? -1 : linesBesideField(key);
}

/** From the last to the first, and back. */
function moved(model: Model, panel: FindPanel, by: number): Model {
  const { length } = panel.found.ids;
  const at = panel.at + by;
  if (Math.abs(by) > 1) {
    return showFound(model, panel, movedLine(panel.at, by, length));
  }
  return length === 0 ? model : showFound(model, panel, (at + length) % length);
}

/** It stays in sight, and is selected; others may have deleted it meanwhile. */
function chosen(model: Model): Model {
  const id = foundShape(model);
  const rest = closed(model);
  return id === null || !model.document.shapes.has(id)
    ? rest
    : goToShape(rest, id);
}
