import { assert, assertEquals } from "@std/assert";
import { diamondInsets, ellipseInsets } from "./insets.ts";

const SIZES = function* () {
  for (let width = 1; width <= 90; width++) {
    for (let height = 1; height <= 50; height++) yield [width, height] as const;
  }
};

const OUTLINES = [
  ["an ellipse", (w: number, h: number) => ellipseInsets(w, h)],
  ["a joined ellipse", (w: number, h: number) => ellipseInsets(w, h, true)],
  ["a diamond", diamondInsets],
] as const;

for (const [name, insets] of OUTLINES) {
  Deno.test(`[R20] ${name} mirrors top and bottom, and fills its box, in all sizes`, () => {
    for (const [width, height] of SIZES()) {
      const rows = insets(width, height);
      const size = `${width}x${height}`;
      assertEquals(rows.length, height, size);
      assertEquals(rows, [...rows].reverse(), size);
      assertEquals(Math.min(...rows), 0, size);
    }
  });

  Deno.test(`[R21] ${name} only grows towards the middle, and never closes up`, () => {
    for (const [width, height] of SIZES()) {
      const rows = insets(width, height);
      for (let row = 1; row < height / 2; row++) {
        assert(rows[row]! <= rows[row - 1]!, `${width}x${height} row ${row}`);
      }
      assert(rows[0]! <= Math.floor((width - 1) / 2), `${width}x${height}`);
    }
  });
}

Deno.test("[R20] an ellipse stands in by the formula of the circle", () => {
  const cases: [number, number, number[]][] = [
    [20, 10, [6, 3, 1, 0, 0, 0, 0, 1, 3, 6]],
    [10, 5, [2, 0, 0, 0, 2]],
    [6, 3, [0, 0, 0]],
    [1, 3, [0, 0, 0]],
    [3, 1, [0]],
    [2, 2, [0, 0]],
  ];
  for (const [width, height, expected] of cases) {
    const insets = ellipseInsets(width, height, true);
    assertEquals(insets, expected, `${width}x${height}`);
  }
});

Deno.test("[R20] with an odd height a joined ellipse has three rows at its sides", () => {
  for (const [width, height] of SIZES()) {
    if (height < 3 || height % 2 === 0) continue;
    const middle = (height - 1) / 2;
    const insets = ellipseInsets(width, height, true);
    assertEquals(insets.slice(middle - 1, middle + 2), [0, 0, 0]);
  }
});

Deno.test("[R21] a diamond of an odd height has points at its sides", () => {
  for (const [width, height] of SIZES()) {
    if (width < 3 || height < 3 || height % 2 === 0) continue;
    const middle = (height - 1) / 2;
    const insets = diamondInsets(width, height);
    assertEquals(insets.slice(middle - 1, middle + 2), [1, 0, 1]);
  }
});
