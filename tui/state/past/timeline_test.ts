import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { cellOfSeq, seqOfCell, timelineOf, timelineWidth } from "./timeline.ts";

const bar = fc.record({
  floor: fc.nat(1_000),
  length: fc.nat(200_000),
  width: fc.integer({ min: 2, max: 300 }),
  pick: fc.nat(1_000_000),
});

Deno.test("[T15] each end of the bar is an end of the past, and it runs one way", () => {
  fc.assert(fc.property(bar, ({ floor, length, width }) => {
    const stretch = { floor, head: floor + length };
    assertEquals(seqOfCell(stretch, 0, width), floor);
    assertEquals(seqOfCell(stretch, width - 1, width), floor + length);
    assertEquals(seqOfCell(stretch, -5, width), floor);
    assertEquals(seqOfCell(stretch, width + 5, width), floor + length);
    for (let cell = 1; cell < width; cell++) {
      assert(
        seqOfCell(stretch, cell, width) >= seqOfCell(stretch, cell - 1, width),
      );
    }
  }));
});

Deno.test("[T15] a click on the cell that shows an event seeks it, where each has a cell of its own", () => {
  fc.assert(fc.property(bar, ({ floor, length, width, pick }) => {
    const stretch = { floor, head: floor + length % width };
    const seq = floor + pick % (length % width + 1);
    assertEquals(
      seqOfCell(stretch, cellOfSeq(stretch, seq, width), width),
      seq,
    );
  }));
});

Deno.test("[T15] the bar shows how dense things happened, whose they were, and what is not known", () => {
  const known: Record<number, [at: number, author: string]> = {
    1: [0, "ana"],
    2: [500, "ana"],
    3: [900, "ben"],
    4: [40_000, "ben"],
    5: [10_000_000, "ben"],
  };
  const world = {
    timeOf: (seq: number) => known[seq]?.[0] ?? null,
    authorOf: (seq: number) => known[seq]?.[1] ?? null,
  };
  const columns = 12;
  assertEquals(timelineWidth(columns), 7);
  const cells = timelineOf({ floor: 0, head: 6 }, columns, world);
  const shown = cells.map(({ density, author }) =>
    `${density ?? "?"} ${author ?? "?"}`
  );
  assertEquals(shown, [
    "4 ana",
    "4 ana",
    "4 ana",
    "2 ben",
    "0 ben",
    "? ben",
    "? ?",
  ]);
});
