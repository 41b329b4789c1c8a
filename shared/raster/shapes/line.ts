import { drawPath } from "../path.ts";
import { pathLabel } from "../path_label.ts";
import type { Rasterizer } from "./rasterizer.ts";

/** Straight or in right angles through its points. */
export const line: Rasterizer<"line"> = {
  draw: drawPath,
  label: pathLabel,
};
