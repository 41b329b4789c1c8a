/**
 * From shapes to cells: `rasterize(cull(scene, region, zoom), region, lens)`.
 *
 * @module
 */

import type { Shape } from "../schema/shape.ts";
import { withEndsAt } from "./bound_ends.ts";
import { Layers, type Lens } from "./layers.ts";
import { penOf } from "./pen.ts";
import type { Scene } from "./scene.ts";
import type { Rasterizer } from "./shapes/rasterizer.ts";
import { RASTERIZERS } from "./shapes/shapes.ts";
import { boxOfCells, type CellBox, grown, slackAt, type Zoom } from "./view.ts";

/** A shape on its way to the cells. */
export interface Placed {
  readonly shape: Shape;
  /** Drawn dim: not settled yet, such as another's preview. */
  readonly dim: boolean;
}

/** The shapes that may have cells in a region, from back to front. */
export function cull(scene: Scene, region: CellBox, zoom: Zoom): Placed[] {
  const shapeOf = (id: string) => scene.get(id);
  const slack = slackAt(zoom);
  return scene.query(boxOfCells(grown(region, slack, slack), zoom))
    .map((shape) => ({ shape: withEndsAt(shape, zoom, shapeOf), dim: false }));
}

/** Lays shapes on the cells of a region, in the order given. */
export function rasterize(
  placed: readonly Placed[],
  region: CellBox,
  lens: Lens,
): Layers {
  const layers = new Layers(region, lens);
  for (const one of placed) layShape(one, layers);
  return layers;
}

/** Lays one more shape on the cells, in front of all others. */
export function layShape({ shape, dim }: Placed, layers: Layers): void {
  layers.begin(penOf(shape, layers.lens.charset, dim));
  rasterizerOf(shape).draw(shape, layers);
}

/** What draws a shape. */
export function rasterizerOf<S extends Shape>(
  shape: S,
): Rasterizer<S["type"]> {
  // The table has for each kind the rasterizer of that kind.
  return RASTERIZERS[shape.type] as unknown as Rasterizer<S["type"]>;
}
