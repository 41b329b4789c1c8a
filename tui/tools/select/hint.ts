import { isClosed } from "../../../shared/schema/shape.ts";
import { wholeGroup } from "../shapes/groups.ts";
import { unlocked } from "../shapes/locked.ts";
import type { ToolView } from "../tool.ts";
import type { SelectState } from "./state.ts";

/** What can be done now with what is selected. */
export function hintFor(state: SelectState, view: ToolView): string {
  switch (state.kind) {
    case "walking":
      return "arrows go from shape to shape, Enter labels, a adds beside. Esc: that is all";
    case "choosing":
      return "arrows or Tab go on, , adds or takes out. Space: that is all";
    case "carrying":
      return "arrows carry it, Space puts it down. Esc puts it back";
    case "marquee":
      return "arrows stretch the frame, Space or , selects what is inside";
    case "resizing":
      return "arrows pull the handle, Tab the next, ' square, \" centre. " +
        "Space done, Esc back";
    case "sprouting":
      return "Enter draws it, then type its label. Arrows move it. Esc cancels";
    case "joining":
      return "Enter joins them. Tab or an arrow key: another one. Esc cancels";
    case "idle":
      return view.selection.length > 0 ? forSelection(view) : "";
  }
}

function forSelection({ document, selection }: ToolView): string {
  if (unlocked(document, selection).length === 0) {
    return "locked: :lock unlocks";
  }
  const [only, ...more] = selection;
  const shape = document.shapes.get(only ?? "")?.shape;
  if (wholeGroup(document, selection) !== null) {
    return "a group: arrows move, Enter goes in, G ungroups, x deletes, y copies";
  }
  const text = shape === undefined || more.length > 0 || !("text" in shape)
    ? ""
    : shape.type === "text"
    ? "Enter edits, "
    : "Enter labels, ";
  const size = shape?.type === "text" && more.length === 0 ? "" : "w resizes, ";
  const joined = text !== "" && shape !== undefined && isClosed(shape)
    ? "a adds beside, "
    : "";
  const group = more.length > 0 ? "g groups, " : "";
  return `arrows move, ${text}${size}${joined}${group}x deletes, s C b style`;
}
