/**
 * Text as cells, between which strokes run: what recognising works on.
 *
 * @module
 */

import { WEIGHT } from "../../raster/arms.ts";
import { BLANK, glyphOf, graphemeOf, Grid, PLAIN } from "../../raster/grid.ts";
import { printable } from "../../raster/sanitize.ts";
import { lineWidth } from "../../schema/width.ts";
import {
  ANY,
  type CellStrokes,
  opposite,
  STEPS,
  strokesOf,
} from "./glyph_arms.ts";

/** A cell of a picture. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/** The cell at one side. */
export function beside({ column, row }: Place, side: number): Place {
  const [dx, dy] = STEPS[side]!;
  return { column: column + dx, row: row + dy };
}

/**
 * Cells, and the edges between them: an edge is where two neighbours have arms of one weight
 * towards each other. Edges are taken away from it as shapes are found that explain them.
 */
export class Picture {
  readonly grid: Grid;
  readonly #strokes: (CellStrokes | undefined)[];
  /** Of each cell, the edges to the right (1) and down (2) that are explained. */
  readonly #explained: Uint8Array;

  constructor(lines: readonly string[]) {
    const columns = Math.max(1, ...lines.map(lineWidth));
    this.grid = new Grid(columns, Math.max(1, lines.length));
    lines.forEach((line, row) => {
      let column = 0;
      for (const { text, width } of printable(line)) {
        this.grid.set(column, row, glyphOf(text), width, PLAIN);
        column += width;
      }
    });
    this.#strokes = Array.from(
      this.grid.glyphs,
      (glyph) => strokesOf(graphemeOf(glyph)),
    );
    this.#explained = new Uint8Array(this.grid.glyphs.length);
  }

  /** The number of a cell; -1 outside. */
  index({ column, row }: Place): number {
    const { columns, rows } = this.grid;
    return column < 0 || row < 0 || column >= columns || row >= rows
      ? -1
      : row * columns + column;
  }

  /** The cell of a number. */
  place(index: number): Place {
    const { columns } = this.grid;
    return { column: index % columns, row: Math.floor(index / columns) };
  }

  /** What a cell looks like. */
  strokes(place: Place): CellStrokes | undefined {
    return this.#strokes[this.index(place)];
  }

  /** The grapheme of a cell; empty outside. */
  text(place: Place): string {
    const index = this.index(place);
    return index < 0 ? "" : graphemeOf(this.grid.glyphs[index]!);
  }

  /** Is there nothing in a cell? */
  isBlank(place: Place): boolean {
    const index = this.index(place);
    return index < 0 || this.grid.glyphs[index] === BLANK;
  }

  /** The weight of the edge at one side of a cell: 0 if there is none. */
  edge(place: Place, side: number): number {
    const a = this.strokes(place)?.arms[side] ?? 0;
    if (a === 0) return 0;
    const b = this.strokes(beside(place, side))?.arms[opposite(side)] ?? 0;
    if (b === 0 || a === b) return b;
    // A head of Unicode goes with every line but those of ASCII, which have their own.
    if (a === ANY) return b === WEIGHT.ascii ? 0 : b;
    return b === ANY && a !== WEIGHT.ascii ? a : 0;
  }

  /** The weight of the edge at one side, unless it is explained. */
  openEdge(place: Place, side: number): number {
    return this.#isExplained(place, side) ? 0 : this.edge(place, side);
  }

  /** A shape was found that has this edge. */
  explain(place: Place, side: number): void {
    const [at, bit] = this.#edgeOf(place, side);
    this.#explained[at]! |= bit;
  }

  #isExplained(place: Place, side: number): boolean {
    const [at, bit] = this.#edgeOf(place, side);
    return (this.#explained[at]! & bit) !== 0;
  }

  #edgeOf(place: Place, side: number): [at: number, bit: number] {
    const owner = side === 0 || side === 3 ? beside(place, side) : place;
    return [this.index(owner), side % 2 === 1 ? 1 : 2];
  }
}
