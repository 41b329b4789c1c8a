import { assertEquals } from "@std/assert";
import type { Op } from "../../../shared/schema/op.ts";
import { Hands } from "../../testing/hands.ts";

/** Boxes by their columns and rows, all selected. */
function boxes(...cells: (readonly [number, number, number, number])[]): Hands {
  const hands = new Hands({ columns: 80, rows: 24 });
  cells.forEach(([column, row, columns, rows], at) => {
    const place = { x: 8 * column, y: 16 * row };
    const size = { width: 8 * columns, height: 16 * rows };
    const shape = { id: `b${at}`, type: "rectangle", ...place, ...size };
    void hands.client.submit([{ op: "create", shape } as Op]);
  });
  return hands.do("A");
}

const placesOf = (hands: Hands) =>
  hands.shapes.map(({ x, y }) => [x / 8, y / 16]);
const act = (hands: Hands, action: string) =>
  hands.hear({ type: "act", action });

const THREE = [[2, 1, 6, 3], [10, 5, 10, 3], [30, 2, 8, 5]] as const;

for (
  const [action, expected] of [
    ["align-left", [[2, 1], [2, 5], [2, 2]]],
    ["align-right", [[32, 1], [28, 5], [30, 2]]],
    ["align-center", [[17, 1], [15, 5], [16, 2]]],
    ["align-top", [[2, 1], [10, 1], [30, 1]]],
    ["align-bottom", [[2, 5], [10, 5], [30, 3]]],
    ["align-middle", [[2, 3], [10, 3], [30, 2]]],
    ["distribute-across", [[2, 1], [14, 5], [30, 2]]],
    ["distribute-down", [[2, 1], [10, 5], [30, 2]]],
  ] as const
) {
  Deno.test(`[T21] ${action}`, () => {
    const hands = act(boxes(...THREE), action);
    assertEquals(placesOf(hands), expected.map((place) => [...place]));
  });
}

Deno.test("[T21] distances differ by no more than a cell where they can't be equal", () => {
  const hands = act(
    boxes([0, 0, 3, 3], [4, 0, 3, 3], [20, 0, 3, 3], [40, 0, 3, 3]),
    "distribute-across",
  );
  assertEquals(placesOf(hands).map(([column]) => column), [0, 13, 27, 40]);
});

Deno.test("[T21] a group goes as one; the members of one group alone each by itself", () => {
  const hands = boxes(...THREE).do(
    "escape",
    "click@2,1",
    "ctrl+click@10,5",
    "g",
  );
  act(hands.do("A"), "align-right");
  assertEquals(placesOf(hands), [[20, 1], [28, 5], [30, 2]]);
  hands.clock.advance(1_000);
  act(hands.do("escape", "click@20,1"), "align-left");
  assertEquals(placesOf(hands), [[20, 1], [20, 5], [30, 2]]);
});

Deno.test("[T21] what is locked stays, and arrows follow their boxes", () => {
  const hands = boxes(...THREE).do("escape", "click@10,5", "L", "escape");
  const tie = (id: string) => ({ id, side: "right", ratio: 0.5 });
  void hands.client.submit([{
    op: "create",
    shape: { id: "a", type: "arrow", start: tie("b0"), end: tie("b2") },
  } as Op]);
  act(hands.do("A"), "align-left");
  assertEquals(placesOf(hands), [[2, 1], [10, 5], [2, 2], [0, 0]]);
});

Deno.test("[T21] with too few shapes it says what is needed", () => {
  for (
    const [action, count] of [
      ["align-left", "two"],
      ["distribute-across", "three"],
    ] as const
  ) {
    const hands = act(boxes([0, 0, 3, 3]), action);
    assertEquals(
      hands.model.notices.at(-1)?.text,
      `Select at least ${count} shapes for that: , adds one.`,
    );
  }
});

Deno.test("[T21] aligning is one step for undo", async () => {
  const hands = act(boxes(...THREE), "align-left").do("u");
  await hands.rest();
  assertEquals(placesOf(hands), THREE.map(([column, row]) => [column, row]));
});

for (
  const [what, script, expected] of [
    ["} past the next that lies over it", ["click@0,0", "}"], "bacd"],
    ["} twice", ["click@0,0", "}*2"], "bcad"],
    ["not past what lies elsewhere", ["click@0,0", "}*3"], "bcad"],
    ["{ under the next that lies under it", ["click@6,4", "{"], "acbd"],
    ["two at once go past the next", [
      "click@0,0",
      "ctrl+click@3,2",
      "}",
    ], "cabd"],
  ] as const
) {
  Deno.test(`[E15] stacking by one step: ${what}`, () => {
    const hands = boxes([0, 0, 9, 5], [3, 2, 9, 5], [6, 4, 9, 5], [
      40,
      9,
      5,
      3,
    ]);
    // What lies in front is hit where it is alone.
    hands.do("escape");
    assertEquals(
      hands.do(...script).shapes.map(({ id }) => "abcd"[Number(id[1])]).join(
        "",
      ),
      expected,
    );
  });
}

Deno.test("[E15] with nothing in front of it, } says so", () => {
  const hands = boxes([0, 0, 9, 5]).do("}");
  assertEquals(
    hands.model.notices.at(-1)?.text,
    "Nothing else here lies in front of it.",
  );
});

Deno.test("[R12, R31] how selected lines are drawn, and what is crossed, is turned over", () => {
  const hands = new Hands().do("a", "press@1,1", "drag@9,4", "release@9,4");
  const arrow = () => hands.shapes[0] as unknown as Record<string, unknown>;
  for (
    const [action, property, values] of [
      ["route", "route", ["elbow", "straight"]],
      ["start-head", "startHead", ["arrow", "none"]],
      ["end-head", "endHead", ["none", "arrow"]],
      ["cross", "cross", ["over", "join"]],
    ] as const
  ) {
    for (const value of values) {
      assertEquals(act(hands, action) && arrow()[property], value, action);
    }
  }
  act(hands, "swap-heads");
  assertEquals([arrow().startHead, arrow().endHead], ["arrow", "none"]);
});

Deno.test("[T20] all of the kinds that are selected can be selected", () => {
  const hands = boxes(...THREE).do("escape", "l", "press@1,20", "drag@9,20");
  hands.do("release@9,20", "escape", "click@2,1");
  act(hands, "alike");
  assertEquals(hands.model.selection, ["b0", "b1", "b2"]);
});
