/**
 * From shapes to cells: `rasterize(cull(scene, region, zoom), region, lens)`.
 *
 * @module
 */

import { isPath, type Shape } from "../schema/shape.ts";
import { Layers, type Lens } from "./layers.ts";
import { penOf } from "./pen.ts";
import type { Scene } from "./scene.ts";
import { rasterizerOf } from "./shapes/shapes.ts";
import type { Targets } from "./targets.ts";
import { tiesOf, UNTIED } from "./tie.ts";
import { boxOfCells, type CellBox, grown, slackAt, type Zoom } from "./view.ts";

/** A shape on its way to the cells. */
export interface Placed {
  readonly shape: Shape;
  /** Drawn dim: not settled yet, such as another's preview. */
  readonly dim: boolean;
  /** What its ends are bound to. */
  readonly targets: Targets;
}

/** The shapes that may have cells in a region, from back to front. */
export function cull(scene: Scene, region: CellBox, zoom: Zoom): Placed[] {
  const slack = slackAt(zoom);
  return scene.query(boxOfCells(grown(region, slack, slack), zoom))
    .map((shape) => ({
      shape,
      dim: false,
      targets: scene.targetsOf(shape.id),
    }));
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
export function layShape(
  { shape, dim, targets }: Placed,
  layers: Layers,
): void {
  const { lens } = layers;
  layers.begin(penOf(shape, lens.charset, dim));
  const ties = isPath(shape) ? tiesOf(shape, targets, lens) : UNTIED;
  rasterizerOf(shape).draw(shape, layers, ties);
}
