import type { Action } from "../action.ts";
import { pathsSelected, turnRoutes } from "../route.ts";
import { cycleStyle } from "../style.ts";

/** How shapes are drawn. */
export const STYLE_ACTIONS: readonly Action[] = [
  {
    name: "stroke",
    group: "Style",
    keys: ["s"],
    help: "next stroke",
    family: "stroke, color, fill",
    run: (model, world) => cycleStyle(model, world, "stroke"),
  },
  {
    name: "color",
    group: "Style",
    keys: ["C"],
    help: "next color",
    family: "stroke, color, fill",
    run: (model, world) => cycleStyle(model, world, "color"),
  },
  {
    name: "fill",
    group: "Style",
    keys: ["b"],
    help: "next fill",
    family: "stroke, color, fill",
    run: (model, world) => cycleStyle(model, world, "fill"),
  },
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
