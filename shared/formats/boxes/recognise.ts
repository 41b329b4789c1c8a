/**
 * Boxes, lines, arrows and labels in text (R51).
 *
 * What looks like a shape is guessed, then all guesses are drawn together and compared with the
 * text, cell by cell. A guess that changes the picture gives way to the next one, and in the end
 * to text: so what is drawn is always what was read.
 *
 * @module
 */

import { Scene } from "../../raster/scene.ts";
import { renderGrid } from "../../raster/text_output.ts";
import type { ShapeInput } from "../../schema/shape.ts";
import { asDrawn, documentOf } from "../document_of.ts";
import {
  type Candidate,
  type Closed,
  ellipse,
  type Guess,
  guessClosed,
  guessPath,
  rectangle,
} from "./candidate.ts";
import { findChains } from "./chains.ts";
import { leftovers } from "./leftovers.ts";
import { Picture, type Place } from "./picture.ts";
import { findRects } from "./rectangles.ts";

/** Cells and columns of a text in which shapes are looked for: searching costs time. */
export const MAX_PICTURE = { cells: 250_000, columns: 1_000 } as const;
/** Rectangles, and as many lines, that are looked for. */
const MOST = 2_000;
/** Times that all guesses are drawn and compared; then all of it is text. */
const ROUNDS = 12;

/**
 * The shapes in a text: rectangles, ellipses, lines and arrows, and text for all else. Drawn at 100 % they
 * look like the text. `null` if it is too large, or if that can't be had.
 *
 * @param lines without anything that can't be painted, as `cleanText` gives them.
 */
export function recognise(
  lines: readonly string[],
  makeId: () => string,
): ShapeInput[] | null {
  const columns = Math.max(0, ...lines.map(({ length }) => length));
  const isTooLarge = columns > MAX_PICTURE.columns ||
    columns * lines.length > MAX_PICTURE.cells;
  if (isTooLarge) return null;
  const picture = new Picture(lines);
  const puzzle = new Puzzle(picture, candidatesIn(picture, makeId));
  for (let round = 0; round < ROUNDS; round++) {
    const shapes = puzzle.shapes();
    if (puzzle.isSolvedBy(shapes)) {
      return shapes.map((shape) => ({
        ...shape,
        id: shape.id === "" ? makeId() : shape.id,
      }));
    }
  }
  return null;
}

function candidatesIn(picture: Picture, makeId: () => string): Candidate[] {
  const rects = findRects(picture, MOST);
  const { lines, rings } = findChains(picture, MOST);
  const boxes = [
    ...rects.map((rect) => rectangle(makeId(), rect)),
    ...rings.map((ring) => ellipse(makeId(), ring)),
  ];
  const taken = new Set([
    ...boxes.flatMap(({ border }) => border),
    ...lines.flatMap(({ cells }) => cells),
  ].map((place) => picture.index(place)));
  const isTaken = (place: Place) => taken.has(picture.index(place));
  // What is within something else lies in front of it, so that it can be picked.
  const area = ({ rect: { left, top, right, bottom } }: Closed) =>
    (right - left) * (bottom - top);
  boxes.sort((a, b) => area(b) - area(a));
  return [
    ...boxes.map((box) => guessClosed(picture, box, isTaken)),
    ...lines.map((line) => guessPath(picture, makeId(), line, boxes)),
  ];
}

/** Candidates, each with the guess that it is at. */
class Puzzle {
  readonly #picture: Picture;
  readonly #candidates: readonly Candidate[];
  readonly #at: number[];

  constructor(picture: Picture, candidates: readonly Candidate[]) {
    this.#picture = picture;
    this.#candidates = candidates;
    this.#at = candidates.map(() => 0);
  }

  /** The guesses as shapes, and text for the rest, whose ids are empty. */
  shapes(): ShapeInput[] {
    const guesses = this.#candidates
      .flatMap((candidate, index) => candidate[this.#at[index]!] ?? []);
    const taken = new Set(guesses.flatMap(({ cells }) => cells));
    const ids = new Set(guesses.map(({ shape }) => shape.id));
    const bound = (end: ShapeInput["start"]) =>
      end && ids.has(end.id) ? end : null;
    return [
      ...guesses.map(({ shape }) =>
        shape.points === undefined
          ? shape
          : { ...shape, start: bound(shape.start), end: bound(shape.end) }
      ),
      ...leftovers(this.#picture, (index) => taken.has(index))
        .map((text) => ({ ...text, id: "" })),
    ];
  }

  /** Do these shapes look like the text? If not, the guesses that are wrong give way. */
  isSolvedBy(shapes: readonly ShapeInput[]): boolean {
    const wrong = this.#wrongCells(shapes);
    if (wrong.size === 0) return true;
    const isWrong = (cell: number) => wrong.has(cell);
    // A line that is bound may spoil a border: it gives way before the box does.
    const hasMoved = this.#giveWay(({ shape, cells, meets }) =>
      shape.points !== undefined &&
      (cells.some(isWrong) || meets.some(isWrong))
    );
    if (!hasMoved) this.#giveWay(({ cells }) => cells.some(isWrong));
    return false;
  }

  /** Goes on to the next guess wherever the present one is like that. */
  #giveWay(isSo: (guess: Guess) => boolean): boolean {
    let hasMoved = false;
    this.#candidates.forEach((candidate, index) => {
      const guess = candidate[this.#at[index]!];
      if (guess === undefined || !isSo(guess)) return;
      this.#at[index]! += 1;
      hasMoved = true;
    });
    return hasMoved;
  }

  #wrongCells(shapes: readonly ShapeInput[]): ReadonlySet<number> {
    const named = shapes.map((shape, index) => ({
      ...shape,
      id: shape.id === "" ? `text ${index}` : shape.id,
    }));
    const { grid } = this.#picture;
    const region = {
      column: 0,
      row: 0,
      columns: grid.columns,
      rows: grid.rows,
    };
    const scene = new Scene(documentOf(asDrawn(named)));
    const drawn = renderGrid(scene, region, 100, "unicode");
    const wrong = new Set<number>();
    drawn.glyphs.forEach((glyph, index) => {
      if (glyph !== grid.glyphs[index]) wrong.add(index);
    });
    return wrong;
  }
}
