/**
 * The forms in which a drawing can be had (P20), as it is now or as it was (P26).
 *
 * @module
 */

import type { Document } from "../../shared/document/document.ts";
import { snapshotPages } from "../../shared/document/snapshot.ts";
import type { Scene } from "../../shared/raster/scene.ts";
import { MAX_SVG_SHAPES, renderSvg } from "../../shared/raster/svg_output.ts";
import { renderText } from "../../shared/raster/text_output.ts";
import { fitView } from "../../shared/raster/view.ts";
import { boundingBox, choice, integer } from "./query.ts";
import { HttpError } from "./http_error.ts";
import { jsonParts, type Reply } from "./route.ts";

/** Columns and rows that can be asked for. */
const SIDE = { least: 1, most: 1_000 };

/** Cells of a text: as many are drawn in some 60 ms, in which nobody else is served. */
const MAX_CELLS = 250_000;

/** A room to be drawn. */
export interface Sitter {
  readonly roomId: string;
  readonly document: Document;
  /** Its shapes by place, which not every form needs. */
  readonly scene: () => Scene;
}

/** Draws a room in one form. */
export type Drawing = (sitter: Sitter, query: URLSearchParams) => Reply;

/** Forms by the ending of the path. */
export const DRAWINGS: Readonly<Record<string, Drawing>> = {
  txt: ({ scene }, query) => {
    const color = choice(query, "color", ["0", "1"]) === "1";
    return asText(scene(), query, color);
  },
  ans: ({ scene }, query) => asText(scene(), query, true),
  svg: asSvg,
  json: ({ roomId, document }) => jsonParts(asJson(roomId, document)),
};

/**
 * From the room's origin if a size is asked for, or with `fit` all of it in that size, as small as
 * need be; else as large as its content.
 */
function asText(scene: Scene, query: URLSearchParams, color: boolean): Reply {
  const columns = integer(query, "cols", SIDE);
  const rows = integer(query, "rows", SIDE);
  const charset = choice(query, "charset", ["unicode", "ascii"]);
  const hasSize = columns !== undefined || rows !== undefined;
  const isFit = choice(query, "fit", ["0", "1"]) === "1";
  const content = isFit ? scene.contentBox() : null;
  const view = content === null
    ? { column: 0, row: 0, zoom: 100 } as const
    : fitView(content, sizeFor(columns, rows));
  const draw = () =>
    renderText(scene, {
      charset,
      color,
      maxCells: MAX_CELLS,
      ...columns === undefined ? {} : { columns },
      ...rows === undefined ? {} : { rows },
      ...hasSize ? { view } : {},
    });
  const tooLarge =
    `the drawing is larger than ${MAX_CELLS} cells; ask for a part of it with cols and rows`;
  const type = "text/plain; charset=utf-8";
  return { status: 200, type, body: unlessTooLarge(draw, tooLarge) };
}

function sizeFor(
  columns: number | undefined,
  rows: number | undefined,
): { columns: number; rows: number } {
  if (columns !== undefined && rows !== undefined) return { columns, rows };
  throw new HttpError(400, "fit needs both cols and rows");
}

function asSvg({ scene }: Sitter, query: URLSearchParams): Reply {
  const box = boundingBox(query);
  const draw = () => renderSvg(scene(), box === undefined ? {} : { box });
  const tooLarge =
    `the drawing has more than ${MAX_SVG_SHAPES} shapes; ask for a part of it with bbox=x0,y0,x1,y1`;
  const type = "image/svg+xml";
  return { status: 200, type, body: unlessTooLarge(draw, tooLarge) };
}

/** All shapes from back to front, and the `seq` at which they are so. */
function* asJson(roomId: string, document: Document): Generator<string> {
  yield `{"roomId":"${roomId}","seq":${document.seq},"shapes":[`;
  let separator = "";
  for (const shapes of snapshotPages(document)) {
    if (shapes.length === 0) continue;
    yield separator + shapes.map((shape) => JSON.stringify(shape)).join(",");
    separator = ",";
  }
  yield "]}\n";
}

function unlessTooLarge<T>(draw: () => T, message: string): T {
  try {
    return draw();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new HttpError(413, message);
  }
}
