import type { Model } from "../model.ts";

/** What somebody keeps in their hands and their head on the way to another room. */
export type Carried = Pick<
  Model,
  "style" | "keepTool" | "step" | "square" | "centred" | "clipboard" | "recent"
>;

/** What is carried out of a room. */
export function carriedFrom(model: Model): Carried {
  const { style, keepTool, step, square, centred, clipboard, recent } = model;
  return { style, keepTool, step, square, centred, clipboard, recent };
}
