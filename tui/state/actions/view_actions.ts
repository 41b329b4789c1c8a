import type { Action } from "../action.ts";
import { pure } from "../update_type.ts";
import { fit, zoomBy, zoomTo } from "../viewport.ts";

/** Where one looks. */
export const VIEW_ACTIONS: readonly Action[] = [
  {
    name: "zoom-in",
    group: "View",
    keys: ["+", "="],
    help: "zoom in",
    family: "zoom in, out",
    run: (model) => pure(zoomBy(model, 1, model.cursor)),
  },
  {
    name: "zoom-out",
    group: "View",
    keys: ["-"],
    help: "zoom out",
    family: "zoom in, out",
    run: (model) => pure(zoomBy(model, -1, model.cursor)),
  },
  {
    name: "zoom-reset",
    group: "View",
    keys: ["\\"],
    help: "100 %",
    run: (model) => pure(zoomTo(model, 100, model.cursor)),
  },
  {
    name: "zoom-fit",
    group: "View",
    keys: ["Z"],
    help: "everything in sight",
    run: (model, world) => {
      const content = world.contentBox();
      return pure(content === null ? model : fit(model, content));
    },
  },
  {
    name: "repaint",
    group: "View",
    keys: ["ctrl+l"],
    help: "paint anew",
    run: (model) => ({ model, effects: [{ type: "repaint" }] }),
  },
];
