import type { Action } from "./action.ts";
import { ZOOMS } from "../../../shared/raster/view.ts";
import { notify } from "../notice.ts";
import { askFor } from "../palette/ask_for.ts";
import { plain } from "../words/plain.ts";
import { beginFind } from "../search/find.ts";
import { goTo, placesFor } from "../search/go_to.ts";
import { askBlame } from "../past/blame.ts";
import { openPast, openPastAt } from "../past/past.ts";
import { pure } from "../update_type.ts";
import { fit, zoomBy, zoomTo } from "../viewport.ts";

/** Where one looks. */
export const VIEW_ACTIONS: readonly Action[] = [
  {
    name: "zoom-in",
    group: "View",
    keys: ["+", "="],
    help: "zoom in",
    family: "zoom in, out, 100 %",
    run: (model) => pure(zoomBy(model, 1, model.cursor)),
  },
  {
    name: "zoom-out",
    group: "View",
    keys: ["-"],
    help: "zoom out",
    family: "zoom in, out, 100 %",
    run: (model) => pure(zoomBy(model, -1, model.cursor)),
  },
  {
    name: "zoom-reset",
    group: "View",
    keys: ["\\"],
    help: "100 %",
    family: "zoom in, out, 100 %",
    run: (model) => pure(zoomTo(model, 100, model.cursor)),
  },
  {
    name: "zoom-fit",
    group: "Draw and move",
    keys: ["Z"],
    help: "everything in sight",
    run: (model, world) => {
      const content = world.contentBox();
      return pure(content === null ? model : fit(model, content));
    },
  },
  {
    name: "zoom",
    group: "View",
    keys: [],
    help: "zoom to 25, 50, 100 or 200 %",
    argument: {
      word: "percent",
      suggest: (_model, typed) =>
        ZOOMS.map(String).filter((zoom) => zoom.startsWith(typed))
          .map((zoom) => ({ word: zoom, text: zoom, help: `${zoom} %` })),
      run: (model, world, word) => {
        const zoom = ZOOMS.find((zoom) =>
          zoom === Number(word.replace("%", ""))
        );
        if (zoom !== undefined) {
          return pure(zoomTo(model, zoom, model.cursor));
        }
        const text = `Cannot zoom to ${
          plain(word)
        }: there are 25, 50, 100 and 200 %.`;
        return pure(notify(model, text, "warning", world.now));
      },
    },
    run: (model) => pure(askFor(model, "zoom ")),
  },
  {
    name: "find",
    group: "View",
    keys: ["/"],
    help: "find text",
    argument: {
      word: "text",
      run: (model, _world, word) => pure(beginFind(model, word)),
    },
    run: (model) => pure(beginFind(model, "")),
  },
  {
    name: "go",
    group: "View",
    keys: [],
    help: "go to a place, a person, a shape",
    argument: { word: "where", suggest: placesFor, run: goTo },
    run: (model) => pure(askFor(model, "go ")),
  },
  {
    name: "history",
    group: "View",
    keys: ["T"],
    help: "go back in time",
    family: "history; whose is it",
    argument: { word: "event", run: openPastAt },
    run: (model, world) => openPast(model, world),
  },
  {
    name: "blame",
    group: "View",
    keys: ["B"],
    help: "whose is the shape",
    family: "history; whose is it",
    run: askBlame,
  },
  {
    name: "repaint",
    group: "View",
    keys: ["ctrl+l"],
    help: "paint anew",
    run: (model) => ({ model, effects: [{ type: "repaint" }] }),
  },
];
