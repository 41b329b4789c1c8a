import { drawPath } from "../path.ts";
import type { Rasterizer } from "./rasterizer.ts";

/** A line that ends in heads. */
export const arrow: Rasterizer<"arrow"> = {
  draw: drawPath,
};
