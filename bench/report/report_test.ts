import { assertEquals, assertThrows } from "@std/assert";
import { goalsOf } from "./goals.ts";
import { Measured } from "./measured.ts";
import { filled } from "./pages.ts";
import { type Found, joined, rowOf } from "./row.ts";
import { inTurn, isNamed, selectionOf } from "./selection.ts";
import { tableOf } from "./table.ts";

const FOUND: Found = {
  ...{ bench: "servers", measure: "50 × 10", what: "one room" },
  ...{ figure: "p99 to the others", unit: "ms", better: "less" },
  parties: [
    { name: "inkroom", role: "ours" },
    { name: "fast", role: "peer" },
    { name: "slow", role: "peer" },
    { name: "bare", role: "limit" },
  ],
  by: {
    inkroom: [30, 10, 20],
    fast: [10, [9, 11]],
    slow: [40],
    bare: [5, null],
  },
};

Deno.test("[E17] a figure is the median of all rounds, beside the best peer and the limits", () => {
  const { by, ratios } = rowOf(FOUND);
  assertEquals(by["inkroom"], { median: 20, least: 10, most: 30, times: 3 });
  assertEquals(by["fast"]?.median, 10);
  assertEquals(by["bare"], null, "a round without a figure");
  assertEquals(ratios.bestPeer, { name: "fast", ratio: 2 });
  assertEquals(ratios.limits, {});
  const more = rowOf({ ...FOUND, better: "more" });
  assertEquals(more.ratios.bestPeer, { name: "slow", ratio: 0.5 });
  const limited = rowOf({ ...FOUND, by: { inkroom: [20], bare: [5] } });
  assertEquals(limited.ratios, { bestPeer: null, limits: { bare: 4 } });
});

Deno.test("[E17] rounds of a part are one figure; who failed in one of them has none", () => {
  const round = (inkroom: number, fast?: number): Found => ({
    ...FOUND,
    by: { inkroom: [inkroom], ...(fast === undefined ? {} : { fast: [fast] }) },
    failed: fast === undefined ? { fast: "hung" } : {},
  });
  const other = { ...round(9, 9), figure: "p50 to the others" };
  const [found, second, ...more] = joined([
    [round(10, 5), other],
    [other, round(30)],
    [round(20, 5), other],
  ]);
  assertEquals(more, []);
  assertEquals(found?.by, {
    inkroom: [10, 30, 20],
    fast: [5, null, 5],
    slow: [null, null, null],
    bare: [null, null, null],
  });
  assertEquals(found?.failed, { fast: "hung" });
  assertEquals(second?.by["fast"], [9, 9, 9]);
});

Deno.test("[E17] in each round somebody else begins", () => {
  const all = ["a", "b", "c"];
  const orders = [1, 2, 3, 4].map((round) => inTurn(all, round).join(""));
  assertEquals(orders, ["abc", "bca", "cab", "abc"]);
  assertEquals(inTurn([], 2), []);
});

Deno.test("[E17] nothing is a multiple of what shrank", () => {
  const by = { inkroom: [5], fast: [-1], slow: [0], bare: [-2] };
  const { ratios } = rowOf({ ...FOUND, by });
  assertEquals(ratios, { bestPeer: null, limits: {} });
});

Deno.test("[E17] a goal is met or not, and the table says so", () => {
  const row = rowOf(FOUND);
  assertEquals(goalsOf(row), [
    { told: "≤ 1× best peer", is: "2×", isMet: false },
  ]);
  const better = rowOf({ ...FOUND, by: { ...FOUND.by, inkroom: [10] } });
  assertEquals(goalsOf(better).map(({ isMet }) => isMet), [true]);
  assertEquals(goalsOf({ ...row, measure: "20 × 20" }), []);
  const cpu = {
    ...FOUND,
    figure: "server CPU s / 100,000 deliveries",
    by: { inkroom: [6], fast: [10], "bare fan-out": [4] },
  };
  assertEquals(
    goalsOf(rowOf({
      ...cpu,
      parties: [...FOUND.parties, { name: "bare fan-out", role: "limit" }],
    })),
    [
      { told: "≤ 0.333× best peer", is: "0.6×", isMet: false },
      { told: "≤ 2× bare fan-out", is: "1.5×", isMet: true },
    ],
    "each goal is held against the figure by itself",
  );
  assertEquals(
    tableOf([{ ...row, failed: { slow: "lost a change" } }]),
    `| servers | inkroom | fast | slow | × best peer | goal |
| --- | --- | --- | --- | --- | --- |
| **50 × 10**: one room |  |  |  |  |  |
| p99 to the others, ms | 20 (10–30) | 10 (9–11) | failed | 2× fast | ≤ 1× best peer: **not met** |`,
  );
});

Deno.test("[E17] parts of the benchmarks tell figures alike", () => {
  const measured = new Measured("store", FOUND.parties);
  const kind = { figure: "rows", unit: "rows/s", better: "more" } as const;
  measured.add({ measure: "append", what: "" }, kind, { inkroom: [1, 3, 2] });
  const [row] = measured.found.map(rowOf);
  const spread = { median: 2, least: 1, most: 3, times: 3 };
  assertEquals([row?.bench, row?.by["inkroom"]], ["store", spread]);
  const failing = new Measured("store", FOUND.parties, { slow: "hung" });
  failing.add({ measure: "append", what: "" }, kind, { inkroom: 1 });
  assertEquals(failing.found[0]?.failed, { slow: "hung" });
});

Deno.test("[E17] a document's blocks are filled anew, and nothing else of it is touched", () => {
  const text = "a\n<!-- b -->\nold\n<!-- /b -->\nc\n";
  const page = filled(text, { b: "new" });
  assertEquals(page, "a\n<!-- b -->\n\nnew\n\n<!-- /b -->\nc\n");
  assertEquals(filled(page, { b: "new" }), page);
  assertThrows(() => filled("a", { b: "new" }), RangeError, 'Cannot fill "b"');
});

Deno.test("[E17] a measure is named as it can be typed", () => {
  assertEquals(isNamed("50 × 10, compressed", "50x10 compressed"), true);
  assertEquals(isNamed("50 × 10, compressed", "50x10"), false);
  const { only, quick } = selectionOf(["--only", "a", "b"]);
  assertEquals([only, quick], [["a", "b"], false]);
  assertThrows(() => selectionOf(["--nope"]), TypeError);
});
