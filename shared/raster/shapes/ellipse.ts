import { ellipseInsets } from "../../geometry/insets.ts";
import { closedKind, type ClosedLook } from "../closed_shape.ts";
import type { Rasterizer } from "./rasterizer.ts";

/** A path of arms along an ellipse; in ASCII slopes of `.-'`, `/` and `|` (R20). */
export const ellipseLook: ClosedLook = {
  insets(columns, rows, joined) {
    const insets = ellipseInsets(columns, rows, joined);
    // The cell at each side of an odd middle row must touch the rows beside it.
    const beside = rows % 2 === 1 ? insets[(rows - 3) / 2] ?? 0 : 0;
    return beside > 1 ? ellipseInsets(columns, rows, true) : insets;
  },
  slopes: {
    unicode: null,
    ascii: {
      vertical: "|",
      rising: "/",
      falling: "\\",
      upper: [".", "-", "'"],
      lower: ["'", "-", "."],
      sides: ["(", ")"],
      tips: null,
    },
  },
  single: { unicode: "◦", ascii: "o" },
};

/** Round on screen, where cells are twice as high as wide. */
export const ellipse: Rasterizer<"ellipse"> = closedKind(ellipseLook);
