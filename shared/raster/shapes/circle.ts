import { closedKind } from "../closed_shape.ts";
import { ellipseLook } from "./ellipse.ts";
import type { Rasterizer } from "./rasterizer.ts";

/** An ellipse in a box twice as many cells wide as high. */
export const circle: Rasterizer<"circle"> = closedKind(ellipseLook);
