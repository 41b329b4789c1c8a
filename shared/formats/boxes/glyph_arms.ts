/**
 * From characters back to the strokes that they look like: the tables of `raster/arms.ts`, read
 * the other way round.
 *
 * @module
 */

import {
  arms,
  glyphOfStrokes,
  head,
  joinStrokes,
  SIDE,
  WEIGHT,
  type Weight,
} from "../../raster/arms.ts";

/** The sides of a cell in the order of {@linkcode CellStrokes.arms}: clockwise from the top. */
export const SIDES = [SIDE.up, SIDE.right, SIDE.down, SIDE.left] as const;
/** Columns and rows from a cell to its neighbour at each side. */
export const STEPS = [[0, -1], [1, 0], [0, 1], [-1, 0]] as const;

/** The index of the opposite side. */
export function opposite(side: number): number {
  return (side + 2) % 4;
}

/** An arm that goes with whatever it meets: that of a head. */
export const ANY = 9;

/** What a character looks like. */
export interface CellStrokes {
  /** By side: 0, or light, heavy, double or ascii; rounded and dashed count as light. */
  readonly arms: readonly number[];
  /** Of light ones: which kind of light can be seen. */
  readonly look: "plain" | "rounded" | "dashed";
  /** Is it a head? It has one arm, at its back. */
  readonly isHead: boolean;
}

/** The strokes of a character; `undefined` if it is none of ours. */
export function strokesOf(character: string): CellStrokes | undefined {
  return TABLE.get(character);
}

const TABLE = makeTable();

function makeTable(): Map<string, CellStrokes> {
  const table = new Map<string, CellStrokes>();
  const add = (strokes: number, cell: CellStrokes) => {
    const glyph = glyphOfStrokes(strokes);
    if (!table.has(glyph)) table.set(glyph, cell);
  };
  // What Unicode lacks looks like something else, which comes first, and so stays itself.
  const { light, heavy, double, rounded, dashed, ascii } = WEIGHT;
  for (const weights of [[0, light, heavy], [0, light, double]]) {
    for (const each of combinations(weights)) {
      if (!isJoint(each)) continue;
      add(joined(each), { arms: each, look: "plain", isHead: false });
    }
  }
  for (const each of combinations([0, 1])) {
    if (!isJoint(each)) continue;
    const sides = SIDES.reduce((sum, side, i) => each[i] ? sum | side : sum, 0);
    const plain = each.map((arm) => arm * light);
    add(arms(sides, rounded), { arms: plain, look: "rounded", isHead: false });
    add(arms(sides, dashed), { arms: plain, look: "dashed", isHead: false });
  }
  SIDES.forEach((side, index) => {
    for (const isAscii of [false, true]) {
      const back = [0, 0, 0, 0];
      back[opposite(index)] = isAscii ? ascii : ANY;
      add(head(side, isAscii), { arms: back, look: "plain", isHead: true });
    }
  });
  const inAscii = (character: string, each: number[]) =>
    table.set(character, {
      arms: each.map((arm) => arm * ascii),
      look: "plain",
      isHead: false,
    });
  inAscii("-", [0, 1, 0, 1]);
  inAscii("|", [1, 0, 1, 0]);
  inAscii("+", [1, 1, 1, 1]);
  return table;
}

function* combinations(weights: readonly number[]): Generator<number[]> {
  for (const up of weights) {
    for (const right of weights) {
      for (const down of weights) {
        for (const left of weights) yield [up, right, down, left];
      }
    }
  }
}

/** A lone arm shows the full line, so that there is no character for it. */
function isJoint(each: readonly number[]): boolean {
  return each.filter((weight) => weight > 0).length >= 2;
}

function joined(each: readonly number[]): number {
  return each.reduce(
    (strokes, weight, index) =>
      joinStrokes(strokes, arms(SIDES[index]!, weight as Weight)),
    0,
  );
}
