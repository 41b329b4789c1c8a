import { drawPath } from "../path.ts";
import type { Rasterizer } from "./rasterizer.ts";

/** Straight or in right angles through its points. */
export const line: Rasterizer<"line"> = {
  draw: drawPath,
};
