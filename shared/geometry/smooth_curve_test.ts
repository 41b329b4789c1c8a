import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Sample, smoothCurve } from "./smooth_curve.ts";

const coordinate = fc.integer({ min: -400, max: 400 });
const samples = fc.array(fc.tuple(coordinate, coordinate), {
  minLength: 1,
  maxLength: 30,
});

Deno.test("[R33] a curve keeps its ends, has no gaps, and stays in the box around its samples", () => {
  fc.assert(fc.property(samples, (samples) => {
    const curve = smoothCurve(samples);
    const apart = samples.filter(([x, y], index) => {
      const before = samples[index - 1];
      return before === undefined || before[0] !== x || before[1] !== y;
    });
    assertEquals(curve[0], apart[0]);
    assertEquals(curve.at(-1), apart.at(-1));
    for (const axis of [0, 1] as const) {
      const all = samples.map((sample) => sample[axis]);
      for (const point of curve) {
        assert(
          point[axis] >= Math.min(...all) && point[axis] <= Math.max(...all),
        );
      }
    }
    curve.slice(1).forEach((point, index) => {
      const before = curve[index]!;
      assert(Math.hypot(point[0] - before[0], point[1] - before[1]) < 24);
    });
  }));
});

Deno.test("[R33] a curve is the same from either end", () => {
  fc.assert(fc.property(samples, (samples) => {
    const forth = smoothCurve(samples);
    const back = smoothCurve(samples.toReversed()).toReversed();
    assertEquals(forth.length, back.length);
    forth.forEach(([x, y], index) => {
      assertAlmostEquals(x, back[index]![0], 1e-6);
      assertAlmostEquals(y, back[index]![1], 1e-6);
    });
  }));
});

Deno.test("[R33] a curve goes near all its samples", () => {
  fc.assert(fc.property(samples, (samples) => {
    const curve = smoothCurve(samples);
    const isNear = ([x, y]: Sample) =>
      curve.some((point) => Math.hypot(point[0] - x, point[1] - y) <= 20);
    assert(samples.every(isNear));
  }));
});

Deno.test("[R33] straight stays straight, and a corner that is meant stays a corner", () => {
  const corner: Sample[] = [[0, 0], [80, 0], [80, 96]];
  for (const [x, y] of smoothCurve(corner)) assert(y === 0 || x === 80);
});

Deno.test("[R33] stairs become a slope", () => {
  const stairs = Array.from({ length: 12 }, (_, step): Sample => [
    8 * Math.ceil(step / 2),
    8 * Math.floor(step / 2),
  ]);
  const inside = smoothCurve(stairs).slice(3, -3);
  for (const [x, y] of inside) assert(Math.abs(x - y - 4) < 1.5, `${x},${y}`);
});
