/**
 * What the figures should be.
 *
 * @module
 */

import { number } from "./number.ts";
import { OURS, type Row } from "./row.ts";

/** A bound of a figure of ours. */
interface Goal {
  readonly measure: string | RegExp;
  readonly figure: string;
  /** Beside whose figure; the figure itself, if left out. */
  readonly against?: string;
  readonly most?: number;
  readonly least?: number;
}

/** Stands for whichever peer is best. */
const BEST_PEER = "best peer";

const TERMINAL = "in the terminal";
const CPU = "server CPU s / 100,000 deliveries";

const GOALS: readonly Goal[] = [
  { measure: "50 × 10", figure: CPU, against: BEST_PEER, most: 1 / 3 },
  { measure: "50 × 10", figure: CPU, against: "bare fan-out", most: 2 },
  {
    measure: "50 × 10",
    figure: "p99 to the others",
    against: BEST_PEER,
    most: 1,
  },
  { measure: "50 × 10", figure: "p99 to the durable ack", most: 50 },
  {
    measure: "1,000 rooms × 2",
    figure: "server CPU a room, most rooms against fewer",
    most: 1.1,
  },
  { measure: "join 100,000", figure: "first paint, of all of it", most: 10 },
  {
    measure: "join 100,000",
    figure: "first paint, of all of it, server just started",
    most: 10,
  },
  {
    measure: /^append/,
    figure: "rows a second",
    against: "bare SQLite",
    least: 0.6,
  },
  {
    measure: /^as fast as it goes/,
    figure: "durable transactions a second",
    least: 15_000,
  },
  {
    measure: "a room's size",
    figure: "one edit, large room against small",
    most: 1.5,
  },
  { measure: /^open a room/, figure: "by snapshot", most: 2_000 },
  // E22.
  { measure: /^open a room/, figure: "longest step of making it", most: 5 },
  ...["first paint", "on a terminal that answers nothing"].flatMap((figure) => [
    { measure: "first paint", figure, most: 500 },
    { measure: "first paint", figure, against: "Ink hello world", most: 2 },
  ]),
  { measure: TERMINAL, figure: "own key to paint, p95", most: 16 },
  { measure: TERMINAL, figure: "another's change to paint, p95", most: 150 },
  {
    measure: TERMINAL,
    figure: "another's change of one cell, 200 × 50, most",
    most: 64,
  },
  { measure: TERMINAL, figure: "idle for 10 s", most: 100 },
  // T45: about a second.
  {
    measure: TERMINAL,
    figure: "age of the picture at 2 KB/s, most",
    most: 1_000,
  },
  {
    measure: /^one cell, .* shapes/,
    figure: "time a frame",
    against: "Ink alone",
    most: 1 / 20,
  },
  {
    measure: /^one cell, .* shapes/,
    figure: "bytes a frame",
    against: "Ink alone",
    most: 1 / 10,
  },
  {
    measure: /^drag of .* shapes/,
    figure: "time a frame",
    against: "Ink alone",
    most: 1 / 5,
  },
  {
    measure: /^drag of .* shapes/,
    figure: "bytes a frame",
    against: "Ink alone",
    most: 1 / 3,
  },
  {
    measure: /.*/,
    figure: "time, large room against small",
    most: 1.5,
  },
  { measure: "an hour of drawing", figure: "growth of the heap", most: 20 },
];

/** A goal in words, what is instead, and whether that is it. */
export interface GoalState {
  readonly told: string;
  /** Our median, or the multiple that it is. */
  readonly is: string;
  readonly isMet: boolean;
}

/** The goals of a row; none where there is no figure to hold against them. */
export function goalsOf(row: Row): GoalState[] {
  return GOALS.flatMap((goal) => stateOf(goal, row) ?? []);
}

function stateOf(goal: Goal, row: Row): GoalState | null {
  const { measure, figure, against, most, least } = goal;
  const isOfMeasure = typeof measure === "string"
    ? measure === row.measure
    : measure.test(row.measure);
  if (!isOfMeasure || figure !== row.figure) return null;
  const ours = row.by[OURS]?.median;
  const theirs = against === undefined
    ? 1
    : row.by[against === BEST_PEER ? row.ratios.bestPeer?.name ?? "" : against]
      ?.median;
  if (ours === undefined || theirs === undefined) return null;
  const value = ours / theirs;
  const bound = most === undefined
    ? `≥ ${number(least!)}`
    : `≤ ${number(most)}`;
  const isRatio = against !== undefined;
  return {
    told: isRatio ? `${bound}× ${against}` : bound,
    is: isRatio ? `${number(value)}×` : number(value),
    isMet: most === undefined ? value >= least! : value <= most,
  };
}
