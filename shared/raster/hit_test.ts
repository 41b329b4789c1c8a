/**
 * What is at a point.
 *
 * @module
 */

import type { Shape } from "../schema/shape.ts";
import type { Point } from "../schema/units.ts";
import { Layers, type Lens } from "./layers.ts";
import type { Charset } from "./pen.ts";
import { layShape, rasterizerOf } from "./rasterize.ts";
import type { Scene } from "./scene.ts";
import { boxOfCells, cellOfPoint, grown, type Zoom } from "./view.ts";

/** How to look. */
export interface HitOptions {
  /** The viewer's; an outline may have other cells in ASCII. */
  readonly charset?: Charset;
  /** Shapes to see; all when left out. */
  readonly where?: (shape: Shape) => boolean;
}

/**
 * The topmost shape at a point of the world, or `null`: of those that draw something in its
 * cell (outline, label, fill), else of those that have it inside.
 */
export function hitTest(
  scene: Scene,
  point: Point,
  zoom: Zoom,
  { charset = "unicode", where = () => true }: HitOptions = {},
): Shape | null {
  const cell = cellOfPoint(point, zoom);
  const lens: Lens = { zoom, charset };
  const box = { ...cell, columns: 1, rows: 1 };
  const near = scene.query(boxOfCells(grown(box, 1, 1), zoom)).filter(where)
    .reverse();

  const draws = (shape: Shape) => {
    const layers = new Layers(box, lens);
    layShape({ shape, dim: false }, layers);
    return layers.touched(cell.column, cell.row);
  };
  const contains = (shape: Shape) =>
    rasterizerOf(shape).contains?.(shape, cell, lens) ?? false;
  return near.find(draws) ?? near.find(contains) ?? null;
}
