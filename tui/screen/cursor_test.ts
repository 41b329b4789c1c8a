import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { moveCursor } from "./cursor.ts";

Deno.test.each([
  [{ column: 3, row: 3 }, 3, 3, ""],
  [{ column: 3, row: 3 }, 4, 3, "\x1b[C"],
  [{ column: 3, row: 3 }, 1, 3, "\x1b[2D"],
  [{ column: 120, row: 3 }, 0, 3, "\x1b[G"],
  [{ column: 120, row: 3 }, 8, 3, "\x1b[9G"],
  [{ column: null, row: 3 }, 8, 3, "\x1b[9G"],
  [{ column: 7, row: 3 }, 0, 4, "\x1b[E"],
  [{ column: null, row: 3 }, 0, 1, "\x1b[2H"],
  [{ column: 7, row: 23 }, 0, 21, "\x1b[2F"],
  [{ column: 7, row: 3 }, 7, 4, "\x1b[B"],
  [{ column: 7, row: 3 }, 7, 2, "\x1b[A"],
  [{ column: 7, row: 3 }, 0, 0, "\x1b[H"],
  [{ column: null, row: null }, 0, 0, "\x1b[H"],
  [{ column: null, row: null }, 199, 49, "\x1b[50;200H"],
])("[R40] from %j to %s,%s: %j", (from, column, row, sequence) => {
  assertEquals(moveCursor(from, column, row), sequence);
});

Deno.test("[R40] no move is longer than the absolute one", () => {
  const place = fc.record({
    column: fc.option(fc.nat(199)),
    row: fc.option(fc.nat(49)),
  });
  fc.assert(fc.property(place, fc.nat(199), fc.nat(49), (from, column, row) => {
    const absolute = `\x1b[${row + 1};${column + 1}H`;
    assertEquals(moveCursor(from, column, row).length <= absolute.length, true);
  }));
});
