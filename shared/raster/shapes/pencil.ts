import { drawSamples } from "../freehand.ts";
import type { Rasterizer } from "./rasterizer.ts";

/** The samples of a stroke, joined by straight lines (R33). */
export const pencil: Rasterizer<"pencil"> = {
  draw: (shape, layers) => drawSamples(shape, layers),
};
