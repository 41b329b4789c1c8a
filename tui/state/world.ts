import type { Charset } from "../../shared/raster/pen.ts";
import type { CellBox, Zoom } from "../../shared/raster/view.ts";
import type { HitOptions } from "../tools/tool.ts";
import type { Box, Point } from "../../shared/schema/units.ts";

/** What the shell lends to `update`: time, ids, and questions to the index over the document. */
export interface World {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A new shape id. */
  newId(): string;
  /** The front shape at a world point, or `null`. */
  hitTest(point: Point, zoom: Zoom, options?: HitOptions): string | null;
  /** Shapes whose cells may touch a rectangle of cells at a zoom. */
  touching(cells: CellBox, zoom: Zoom): readonly string[];
  /** What the viewer's terminal can show. */
  readonly charset: Charset;
  /** The box around all shapes; `null` in an empty room. */
  contentBox(): Box | null;
}
