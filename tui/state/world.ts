import type { Charset } from "../../shared/raster/pen.ts";
import type { CellBox, Zoom } from "../../shared/raster/view.ts";
import type { HitOptions } from "../tools/tool.ts";
import type { Moment } from "../../shared/client/past/room_past.ts";
import type { LogIndex } from "../../shared/client/past/log_index.ts";
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
  /** The box around all shapes on the canvas; `null` if there are none. */
  contentBox(): Box | null;
  /** `seq` of the last event in the room. */
  readonly head: number;
  /** The box around all shapes of the present; `null` in an empty room. */
  presentBox(): Box | null;
  readonly past: PastWorld;
}

/** What is at hand of the room's past. */
export interface PastWorld
  extends Pick<LogIndex, "timeOf" | "authorOf" | "burstEnd"> {
  /** The earliest moment that is kept. */
  readonly floor: number;
  /**
   * The room after an event, if that is at hand. The questions about places are about that moment
   * from then on, until one is back in the present.
   */
  visit(seq: number): Moment | null;
}
