/**
 * Lines in a picture: chains of edges that belong to no rectangle.
 *
 * @module
 */

import { WEIGHT } from "../../raster/arms.ts";
import { opposite } from "./glyph_arms.ts";
import { beside, type Picture, type Place } from "./picture.ts";

/** A line by its cells, of which neighbours touch at sides; heads only at its ends. */
export interface Chain {
  readonly cells: readonly Place[];
  readonly weight: number;
}

/** Lines, and rings: lines that end where they begin. */
export interface Chains {
  readonly lines: readonly Chain[];
  readonly rings: readonly Chain[];
}

/** Finds lines among the edges that are not explained yet. */
export function findChains(picture: Picture, most: number): Chains {
  const graph = new OpenEdges(picture);
  const lines: Chain[] = [], rings: Chain[] = [];
  for (let at = 0; at < picture.grid.glyphs.length; at++) {
    for (const side of [1, 2]) {
      if (lines.length + rings.length >= most) return { lines, rings };
      const chain = graph.chainAt(picture.place(at), side);
      if (chain === null) continue;
      if (isRing(chain)) rings.push(chain);
      else if (isLine(picture, chain)) lines.push(chain);
    }
  }
  return { lines, rings };
}

/** The edges that are not explained, some of which are in a chain by now. */
class OpenEdges {
  readonly #picture: Picture;
  readonly #taken = new Set<number>();

  constructor(picture: Picture) {
    this.#picture = picture;
  }

  /** The chain through an edge; `null` if there is none, or it is in a chain already. */
  chainAt(place: Place, side: number): Chain | null {
    const weight = this.#picture.openEdge(place, side);
    if (weight === 0 || this.#isTaken(place, side)) return null;
    const forth = this.#follow(place, side, weight);
    const turn = this.#next(place, opposite(side), weight);
    const back = turn === null
      ? []
      : this.#follow(place, turn, weight).slice(1);
    return { cells: [...back.reverse(), ...forth], weight };
  }

  /** The cells from one on, as far as it is clear where the line goes. */
  #follow(from: Place, side: number, weight: number): Place[] {
    const cells = [from];
    let place = from, next: number | null = side;
    while (next !== null && !this.#isTaken(place, next)) {
      this.#take(place, next);
      place = beside(place, next);
      cells.push(place);
      next = this.#next(place, next, weight);
    }
    return cells;
  }

  /** Where a line goes on that comes into a cell in a direction: straight on, or round a corner. */
  #next(place: Place, direction: number, weight: number): number | null {
    const leads = (side: number) =>
      this.#picture.openEdge(place, side) === weight;
    if (leads(direction)) return direction;
    const turns = [0, 1, 2, 3].filter((side) =>
      side !== opposite(direction) && this.#picture.openEdge(place, side) !== 0
    );
    return turns.length === 1 && leads(turns[0]!) ? turns[0]! : null;
  }

  #take(place: Place, side: number): void {
    this.#taken.add(this.#keyOf(place, side));
  }

  #isTaken(place: Place, side: number): boolean {
    return this.#taken.has(this.#keyOf(place, side));
  }

  #keyOf(place: Place, side: number): number {
    const owner = side === 0 || side === 3 ? beside(place, side) : place;
    return this.#picture.index(owner) * 2 + side % 2;
  }
}

/** Does it end in the cell in which it begins? */
function isRing({ cells }: Chain): boolean {
  const first = cells[0]!, last = cells.at(-1)!;
  return cells.length > 2 && first.column === last.column &&
    first.row === last.row;
}

/** Dashes of ASCII stand in texts as well: `--help`, `well-known`. */
function isLine(picture: Picture, { cells, weight }: Chain): boolean {
  if (weight !== WEIGHT.ascii) return true;
  const hasHead = cells.some((place) => picture.strokes(place)!.isHead);
  if (cells.length < 3 && !hasHead) return false;
  const isWord = (place: Place) => /[\p{L}\p{N}]/u.test(picture.text(place));
  const touches = (end: Place, before: Place) => {
    const beyond = {
      column: 2 * end.column - before.column,
      row: 2 * end.row - before.row,
    };
    return isWord(beyond);
  };
  return !touches(cells[0]!, cells[1]!) &&
    !touches(cells.at(-1)!, cells.at(-2)!);
}
