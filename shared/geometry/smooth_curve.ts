/**
 * A smooth curve through the samples of a hand.
 *
 * @module
 */

/** A point in world units. */
export type Sample = readonly [x: number, y: number];

/** Samples closer than this may stand beside the line that the hand went, by their raster. */
const CLOSE = 40;
/** A sharper turn between longer stretches is meant, and stays: the cosine of 60°. */
const SHARP = 0.5;
/** Distance of the curve's points at most. */
const STEP = 4;

/**
 * A curve through samples that come from a raster of cells, as many points of it as one needs to
 * draw it in dots: a centripetal Catmull–Rom spline (Barry and Goldman, 1988), which makes no
 * loops of its own. Close samples are evened out first. The curve keeps its ends and sharp
 * corners, stays in the box around the samples, and is the same from either end but for rounding.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { smoothCurve } from "./smooth_curve.ts";
 *
 * assertEquals(smoothCurve([[0, 0], [8, 0]]), [[0, 0], [4, 0], [8, 0]]);
 * ```
 */
export function smoothCurve(samples: readonly Sample[]): Sample[] {
  const apart = samples.filter((sample, index) =>
    index === 0 || distance(sample, samples[index - 1]!) > 0
  );
  if (apart.length < 2) return apart;
  const clamp = clampTo(apart);
  const even = apart.map((sample, index) => evened(apart, index) ?? sample);
  const curve: Sample[] = [even[0]!];
  for (let index = 1; index < even.length; index++) {
    const from = even[index - 1]!, to = even[index]!;
    const before = neighbour(even, index - 1, -1);
    const after = neighbour(even, index, 1);
    const steps = Math.max(1, Math.ceil(distance(from, to) / STEP));
    for (let step = 1; step < steps; step++) {
      curve.push(clamp(between([before, from, to, after], step / steps)));
    }
    curve.push(to);
  }
  return curve;
}

/** The mean of a sample and its neighbours, where these are close. */
function evened(samples: readonly Sample[], at: number): Sample | null {
  const here = samples[at]!, before = samples[at - 1], after = samples[at + 1];
  if (before === undefined || after === undefined) return null;
  if (distance(before, here) > CLOSE || distance(here, after) > CLOSE) {
    return null;
  }
  const mean = (axis: 0 | 1) =>
    (before[axis] + 2 * here[axis] + after[axis]) / 4;
  return [mean(0), mean(1)];
}

/** What a stretch goes on to: the next sample, or straight on at an end or a sharp corner. */
function neighbour(
  samples: readonly Sample[],
  at: number,
  by: 1 | -1,
): Sample {
  const here = samples[at]!, inner = samples[at - by]!;
  const outer = samples[at + by];
  return outer === undefined || isSharp(inner, here, outer)
    ? [2 * here[0] - inner[0], 2 * here[1] - inner[1]]
    : outer;
}

function isSharp(before: Sample, here: Sample, after: Sample): boolean {
  const first = distance(before, here), second = distance(here, after);
  if (Math.min(first, second) <= CLOSE) return false;
  const dot = (here[0] - before[0]) * (after[0] - here[0]) +
    (here[1] - before[1]) * (after[1] - here[1]);
  return dot < SHARP * first * second;
}

/** The point a part of the way from the second to the third of four. */
function between(
  [a, b, c, d]: readonly [Sample, Sample, Sample, Sample],
  part: number,
): Sample {
  const knot = (from: Sample, to: Sample) => Math.sqrt(distance(from, to));
  const first = knot(a, b), second = knot(b, c), third = knot(c, d);
  const axis = (at: 0 | 1) => {
    // Tangents at b and c, for a stretch of length 1.
    const chord = c[at] - b[at];
    const leave = chord + second * (
          (b[at] - a[at]) / first - (c[at] - a[at]) / (first + second)
        );
    const arrive = chord + second * (
          (d[at] - c[at]) / third - (d[at] - b[at]) / (second + third)
        );
    const cubic = leave + arrive - 2 * chord;
    const square = 3 * chord - 2 * leave - arrive;
    return b[at] + part * (leave + part * (square + part * cubic));
  };
  return [axis(0), axis(1)];
}

function distance(a: Sample, b: Sample): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

function clampTo(samples: readonly Sample[]): (sample: Sample) => Sample {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const [x, y] of samples) {
    left = Math.min(left, x), right = Math.max(right, x);
    top = Math.min(top, y), bottom = Math.max(bottom, y);
  }
  return ([x, y]) => [
    Math.max(left, Math.min(right, x)),
    Math.max(top, Math.min(bottom, y)),
  ];
}
