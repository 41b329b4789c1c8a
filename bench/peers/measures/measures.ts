/**
 * The table of what is measured.
 *
 * @module
 */

import { diskMeasure } from "./disk.ts";
import { joinMeasure } from "./join.ts";
import { liveMeasure } from "./live.ts";
import type { Measure } from "./measure.ts";
import { resumeMeasure } from "./resume.ts";
import { roomsMeasure } from "./rooms.ts";
import { stalledMeasure } from "./stalled.ts";

/** Rounds of each, in which everybody has a turn with a new server. */
const ROUNDS = 3;
const MEASURE_MS = 2_000;

function live(
  name: string,
  members: number,
  rate: number,
  deflate = false,
): Measure {
  const load = { members, rate, deflate, measureMs: MEASURE_MS };
  return liveMeasure(name, load, ROUNDS);
}

/** All measures, as they are run to be believed. */
export const WHOLE: readonly Measure[] = [
  live("20 × 20", 20, 20),
  live("50 × 10", 50, 10),
  live("50 × 10, compressed", 50, 10, true),
  live("200 × 5", 200, 5),
  roomsMeasure("1,000 rooms × 2", {
    steps: [10, 100, 1_000],
    members: 2,
    rate: 1,
    measureMs: MEASURE_MS,
  }, ROUNDS),
  joinMeasure(5_000, ROUNDS),
  joinMeasure(100_000, ROUNDS),
  resumeMeasure(10_000, ROUNDS),
  stalledMeasure(20_000, ROUNDS),
  diskMeasure(100_000, ROUNDS),
];

/** Small forms of all measures: they prove that everything runs, and measure nothing. */
export const QUICK: readonly Measure[] = [
  liveMeasure("5 × 10", {
    members: 5,
    rate: 10,
    measureMs: 300,
    deflate: true,
  }, 1),
  roomsMeasure("10 rooms × 2", {
    steps: [2, 10],
    members: 2,
    rate: 10,
    measureMs: 300,
  }, 1),
  joinMeasure(500, 1),
  resumeMeasure(1_000, 1),
  stalledMeasure(2_000, 1),
  diskMeasure(1_000, 1),
];
