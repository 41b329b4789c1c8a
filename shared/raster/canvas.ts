/**
 * The cells of one viewer's canvas, kept up to date at a cost by what changed (R4).
 *
 * @module
 */

import type { Box } from "../schema/units.ts";
import { Grid } from "./grid.ts";
import type { Draft } from "./draft.ts";
import type { Charset } from "./pen.ts";
import { Overlay } from "./overlay.ts";
import { cull, rasterize } from "./rasterize.ts";
import { Scene } from "./scene.ts";
import {
  around,
  type CellBox,
  cellsSeen,
  grown,
  overlap,
  type View,
} from "./view.ts";

export type { Draft };

/** How a canvas looks at a drawing. */
export interface CanvasOptions {
  readonly columns: number;
  readonly rows: number;
  readonly view: View;
  readonly charset: Charset;
}

/** What the last rendering cost; for tests and measurements. */
export interface RenderWork {
  /** Shapes that were laid on cells, once for each damaged rectangle they are in. */
  shapes: number;
  /** Cells that were rasterized. */
  cells: number;
}

// More rectangles than this cost more by their overlaps than one around them all.
const MAX_DAMAGE = 32;

/**
 * A grid that shows a part of a scene. Tell it what changed, then {@linkcode Canvas.render}.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { Canvas } from "./canvas.ts";
 *
 * const view = { column: 0, row: 0, zoom: 100 } as const;
 * const canvas = new Canvas({ columns: 80, rows: 24, view, charset: "unicode" });
 * assertEquals(canvas.render(), [{ column: 0, row: 0, columns: 80, rows: 24 }]);
 * assertEquals(canvas.render(), []);
 * ```
 */
export class Canvas {
  #grid: Grid;
  #view: View;
  #charset: Charset;
  #scene = new Scene();
  readonly #overlay = new Overlay();
  /** Rectangles of the grid to be drawn anew. */
  #damage: CellBox[] = [];
  /** The cells were moved since the last rendering. */
  #moved = false;
  readonly work: RenderWork = { shapes: 0, cells: 0 };

  constructor({ columns, rows, view, charset }: CanvasOptions) {
    this.#grid = new Grid(columns, rows);
    this.#view = view;
    this.#charset = charset;
    this.damageAll();
  }

  /** The cells, as of the last {@linkcode render}. A new object after a change of size. */
  get grid(): Grid {
    return this.#grid;
  }

  /** What is looked at. */
  get view(): View {
    return this.#view;
  }

  /** The drawing; whoever updates it hands the damage to {@linkcode damage}. */
  get scene(): Scene {
    return this.#scene;
  }

  /** Shows another drawing. */
  setScene(scene: Scene): void {
    if (scene === this.#scene) return;
    this.#scene = scene;
    this.damageAll();
  }

  /** Shows with other characters. */
  setCharset(charset: Charset): void {
    if (charset === this.#charset) return;
    this.#charset = charset;
    this.damageAll();
  }

  /** Takes another size; the cell at the top left stays. */
  resize(columns: number, rows: number): void {
    if (columns === this.#grid.columns && rows === this.#grid.rows) return;
    this.#grid = new Grid(columns, rows);
    this.damageAll();
  }

  /** Looks elsewhere. What stays in sight at the same zoom is moved, not drawn again. */
  setView(view: View): void {
    const before = this.#view;
    this.#view = view;
    const { columns, rows } = this.#grid;
    const right = view.column - before.column, down = view.row - before.row;
    const stays = view.zoom === before.zoom && Math.abs(right) < columns &&
      Math.abs(down) < rows;
    if (!stays) return this.damageAll();
    if (right === 0 && down === 0) return;
    this.#grid.shift(-right, -down);
    this.#moved = true;
    const waiting = this.#damage;
    this.#damage = [];
    for (const box of waiting) {
      this.#add({
        ...box,
        column: box.column - right,
        row: box.row - down,
      });
    }
    if (right !== 0) {
      const column = right > 0 ? columns - right : 0;
      this.#add({ column, row: 0, columns: Math.abs(right), rows });
    }
    if (down !== 0) {
      const row = down > 0 ? rows - down : 0;
      this.#add({ column: 0, row, columns, rows: Math.abs(down) });
    }
  }

  /** Something looks different in these boxes of the world, as `Scene.update` tells. */
  damage(boxes: Iterable<Box>): void {
    for (const box of boxes) {
      const cells = cellsSeen(box, this.#view.zoom);
      this.#add({
        ...cells,
        column: cells.column - this.#view.column,
        row: cells.row - this.#view.row,
      });
    }
  }

  /** Everything looks different. */
  damageAll(): void {
    const { columns, rows } = this.#grid;
    this.#damage = [];
    this.#add({ column: 0, row: 0, columns, rows });
  }

  /** Shows these drafts, and no longer those from before. */
  setDrafts(drafts: readonly Draft[]): void {
    this.#overlay.set(drafts);
  }

  /**
   * Draws what changed.
   *
   * @returns the rectangles of the grid that may look different now; they may overlap.
   */
  render(): CellBox[] {
    const { columns, rows } = this.#grid;
    const all = { column: 0, row: 0, columns, rows };
    this.work.shapes = this.work.cells = 0;
    this.damage(this.#overlay.follow(this.#scene));
    const boxes = this.#damage;
    this.#damage = [];
    for (const box of boxes) this.#draw(box);
    const changed = this.#moved ? [all] : boxes;
    this.#moved = false;
    return columns > 0 && rows > 0 ? changed : [];
  }

  #add(box: CellBox): void {
    const { columns, rows } = this.#grid;
    // One column more on each side: a wide grapheme may lose its half there (R4).
    const visible = overlap(grown(box, 1, 0), {
      column: 0,
      row: 0,
      columns,
      rows,
    });
    if (visible === null) return;
    if (this.#damage.some((other) => covers(other, visible))) return;
    this.#damage.push(visible);
    if (this.#damage.length > MAX_DAMAGE) {
      this.#damage = [this.#damage.reduce(around)];
    }
  }

  #draw(box: CellBox): void {
    const { column, row, zoom } = this.#view;
    const target = {
      ...box,
      column: box.column + column,
      row: box.row + row,
    };
    const region = grown(target, 1, 0);
    const placed = this.#overlay.over(
      cull(this.#scene, region, zoom),
      region,
      zoom,
    );
    const lens = { zoom, charset: this.#charset };
    rasterize(placed, region, lens).copyTo(this.#grid, target, column, row);
    this.work.shapes += placed.length;
    this.work.cells += region.columns * region.rows;
  }
}

function covers(outer: CellBox, inner: CellBox): boolean {
  return inner.column >= outer.column && inner.row >= outer.row &&
    inner.column + inner.columns <= outer.column + outer.columns &&
    inner.row + inner.rows <= outer.row + outer.rows;
}
