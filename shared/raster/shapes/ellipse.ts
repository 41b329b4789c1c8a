import { ellipseInsets } from "../../geometry/insets.ts";
import {
  closedContains,
  type ClosedLook,
  drawClosed,
} from "../closed_shape.ts";
import type { Rasterizer } from "./rasterizer.ts";

/** A path of arms along an ellipse; in ASCII slopes of `.-'`, `/` and `|` (R20). */
export const ellipseLook: ClosedLook = {
  insets: ellipseInsets,
  style: (ascii) => ascii ? "slopes" : "arms",
  turns: { unicode: "‹›", ascii: "()" },
  single: { unicode: "◦", ascii: "o" },
};

/** Round on screen, where cells are twice as high as wide. */
export const ellipse: Rasterizer<"ellipse"> = {
  draw: (shape, layers) => drawClosed(shape, ellipseLook, layers),
  contains: (shape, cell, lens) =>
    closedContains(shape, ellipseLook, cell, lens),
};
