import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { elbowRoute, type RouteSide } from "./elbow_route.ts";

const coordinate = fc.integer({ min: -20, max: 20 });
const cell = fc.record({ column: coordinate, row: coordinate });
const side = fc.option(
  fc.constantFrom<RouteSide>("top", "right", "bottom", "left"),
  { nil: undefined },
);

Deno.test("[R31] a route has right angles only, and keeps its ends", () => {
  const cells = fc.array(cell, { minLength: 2, maxLength: 5 });
  fc.assert(fc.property(cells, side, side, (cells, start, end) => {
    const route = elbowRoute(cells, start, end);
    assertEquals(route[0], cells[0]);
    assertEquals(route.at(-1), cells.at(-1));
    route.slice(1).forEach((corner, index) => {
      const before = route[index]!;
      const straight = corner.column === before.column ||
        corner.row === before.row;
      assert(straight);
    });
  }));
});

Deno.test("[R31] a route leaves and enters a box at a right angle to its side", () => {
  const from = { column: 0, row: 0 }, to = { column: 9, row: 7 };
  const cases: [RouteSide, RouteSide, string][] = [
    ["right", "left", "0,0 4,0 4,7 9,7"],
    ["bottom", "top", "0,0 0,3 9,3 9,7"],
    ["right", "top", "0,0 9,0 9,7"],
    ["bottom", "left", "0,0 0,7 9,7"],
  ];
  for (const [start, end, expected] of cases) {
    const route = elbowRoute([from, to], start, end)
      .map(({ column, row }) => `${column},${row}`).join(" ");
    assertEquals(route, expected, `${start} to ${end}`);
  }
});
