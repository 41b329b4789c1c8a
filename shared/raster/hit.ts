/**
 * What is at a point.
 *
 * @module
 */

import { isClosed, type Shape } from "../schema/shape.ts";
import type { Point } from "../schema/units.ts";
import { Layers, type Lens } from "./layers.ts";
import type { Charset } from "./pen.ts";
import { cull, layShape, type Placed } from "./rasterize.ts";
import type { Scene } from "./scene.ts";
import { rasterizerOf } from "./shapes/shapes.ts";
import { cellOfPoint, type Zoom } from "./view.ts";

/** How to look. */
export interface HitOptions {
  /** The viewer's; an outline may have other cells in ASCII. */
  readonly charset?: Charset;
  /** Shapes to see; all when left out. */
  readonly where?: (shape: Shape) => boolean;
  /** Does the inside of a closed shape without a fill count? It does, when left out. */
  readonly inside?: boolean;
}

/**
 * The topmost shape at a point of the world, or `null`: of those that draw something in its
 * cell (outline, label, fill), else of those that have it inside.
 */
export function hitTest(
  scene: Scene,
  point: Point,
  zoom: Zoom,
  { charset = "unicode", where = () => true, inside = true }: HitOptions = {},
): Shape | null {
  const cell = cellOfPoint(point, zoom);
  const lens: Lens = { zoom, charset };
  const box = { ...cell, columns: 1, rows: 1 };
  const near = cull(scene, box, zoom).filter(({ shape }) => where(shape))
    .reverse();

  const draws = (placed: Placed) => {
    const layers = new Layers(box, lens);
    layShape(placed, layers);
    return layers.touched(cell.column, cell.row);
  };
  const contains = ({ shape }: Placed) =>
    (inside || !isClosed(shape)) &&
    (rasterizerOf(shape).contains?.(shape, cell, lens) ?? false);
  const hit = near.find(draws) ?? near.find(contains);
  return hit === undefined ? null : scene.get(hit.shape.id)!;
}
