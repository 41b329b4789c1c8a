import { closedKind, type ClosedLook } from "../closed_shape.ts";
import type { Rasterizer } from "./rasterizer.ts";

const look: ClosedLook = {
  insets: (_columns, rows) => new Array<number>(rows).fill(0),
  slopes: { unicode: null, ascii: null },
  single: { unicode: "▫", ascii: "o" },
};

/** A box of arms, so that it joins whatever it meets. */
export const rectangle: Rasterizer<"rectangle"> = closedKind(look);
