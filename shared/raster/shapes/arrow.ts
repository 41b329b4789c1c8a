import { drawPath } from "../path.ts";
import { pathLabel } from "../path_label.ts";
import type { Rasterizer } from "./rasterizer.ts";

/** A line that ends in heads. */
export const arrow: Rasterizer<"arrow"> = {
  draw: drawPath,
  label: pathLabel,
};
