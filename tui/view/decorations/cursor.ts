import { ATTRIBUTE, PLAIN } from "../../../shared/raster/grid.ts";
import { pointOfWork } from "../../state/typing/caret.ts";
import type { Model } from "../../state/model.ts";
import type { Brush } from "./brush.ts";

const CURSOR = { ...PLAIN, attributes: ATTRIBUTE.inverse };

/** Our own cell cursor; where text is typed, the caret. */
export function cursorMark(model: Model, brush: Brush): void {
  brush.restyle(pointOfWork(model), CURSOR);
}
