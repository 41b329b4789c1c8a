/**
 * The table of what is measured.
 *
 * @module
 */

import { diskMeasure } from "./disk.ts";
import { joinMeasure } from "./join.ts";
import { liveMeasure, type Load } from "./live.ts";
import type { Measure } from "./measure.ts";
import { resumeMeasure } from "./resume.ts";
import { stalledMeasure } from "./stalled.ts";

const TIMES = { warmUpMs: 4_000, measureMs: 5_000, deflate: false } as const;

/** All measures, as they are run to be believed. */
export const WHOLE: readonly Measure[] = [
  live("20 × 20", { members: 20, rate: 20, rounds: 1 }),
  live("50 × 10", { members: 50, rate: 10, rounds: 3 }),
  live("50 × 10, compressed", {
    members: 50,
    rate: 10,
    rounds: 1,
    deflate: true,
  }),
  live("200 × 5", { members: 200, rate: 5, rounds: 1 }),
  live("1,000 rooms × 2", { rooms: 1_000, members: 2, rate: 1, rounds: 1 }),
  joinMeasure(5_000, 3),
  joinMeasure(100_000, 1),
  resumeMeasure(10_000, 3),
  stalledMeasure(40_000, 1),
  diskMeasure(100_000, 1),
];

/** Small forms of all measures: they prove that everything runs, and measure nothing. */
export const QUICK: readonly Measure[] = [
  liveMeasure("5 × 10", {
    rooms: 2,
    members: 5,
    rate: 10,
    warmUpMs: 100,
    measureMs: 500,
    deflate: false,
  }, 1),
  joinMeasure(500, 1),
  resumeMeasure(1_000, 1),
  stalledMeasure(2_000, 1),
  diskMeasure(1_000, 1),
];

function live(
  name: string,
  { rounds, ...load }: Partial<Load> & {
    members: number;
    rate: number;
    rounds: number;
  },
): Measure {
  return liveMeasure(name, { rooms: 1, ...TIMES, ...load }, rounds);
}
