import { diamondInsets } from "../../geometry/insets.ts";
import { closedKind, type ClosedLook } from "../closed_shape.ts";
import type { Rasterizer } from "./rasterizer.ts";

const look: ClosedLook = {
  insets: diamondInsets,
  slopes: {
    unicode: {
      vertical: "arms",
      rising: "╱",
      falling: "╲",
      upper: ["╱", "⎺", "⎺"],
      lower: ["╲", "⎽", "⎽"],
      sides: ["‹", "›"],
      tips: ["∧", "∨"],
    },
    ascii: {
      vertical: "|",
      rising: "/",
      falling: "\\",
      upper: [".", "-", "'"],
      lower: ["'", "-", "."],
      sides: ["<", ">"],
      tips: ["^", "v"],
    },
  },
  single: { unicode: "⋄", ascii: "o" },
};

/** Four slopes, with points at the sides where the number of rows is odd. */
export const diamond: Rasterizer<"diamond"> = closedKind(look);
