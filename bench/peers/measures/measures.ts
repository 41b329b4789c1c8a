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
import { stalledMeasure } from "./stalled.ts";

const TIMES = { warmUpMs: 4_000, measureMs: 6_000, deflate: false } as const;

/** All measures, as they are run to be believed. */
export const WHOLE: readonly Measure[] = [
  live("20 × 20", 1, 20, 20),
  live("50 × 10", 1, 50, 10),
  live("50 × 10, compressed", 1, 50, 10, true),
  live("200 × 5", 1, 200, 5),
  live("1,000 rooms × 2", 1_000, 2, 1),
  joinMeasure(5_000, 3),
  joinMeasure(100_000, 3),
  resumeMeasure(10_000, 3),
  stalledMeasure(100_000, 1),
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
  rooms: number,
  members: number,
  rate: number,
  deflate = false,
): Measure {
  return liveMeasure(name, { rooms, members, rate, ...TIMES, deflate }, 3);
}
