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

const LIVE = { measureMs: 2_500, deflate: false } as const;

/** All measures, as they are run to be believed. */
export const WHOLE: readonly Measure[] = [
  liveMeasure("20 × 20", { ...LIVE, members: 20, rate: 20 }, 2),
  liveMeasure("50 × 10", { ...LIVE, members: 50, rate: 10 }, 3),
  liveMeasure("50 × 10, compressed", {
    ...LIVE,
    members: 50,
    rate: 10,
    deflate: true,
  }, 1),
  liveMeasure("200 × 5", { ...LIVE, members: 200, rate: 5 }, 2),
  roomsMeasure("1,000 rooms × 2", {
    steps: [10, 100, 300, 1_000],
    members: 2,
    rate: 1,
    measureMs: 2_500,
  }, 1),
  joinMeasure(5_000, 2),
  joinMeasure(100_000, 1),
  resumeMeasure(10_000, 1),
  stalledMeasure(20_000, 1),
  diskMeasure(100_000, 1),
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
