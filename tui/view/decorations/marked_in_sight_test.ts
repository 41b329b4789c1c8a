import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { cellOfPoint, type View, ZOOMS } from "../../../shared/raster/view.ts";
import type { Op } from "../../../shared/schema/op.ts";
import type { Model } from "../../state/model.ts";
import { Hands } from "../../testing/hands.ts";
import { Brush } from "./brush.ts";
import { decorationsOf } from "./decorations.ts";
import { markedInSight, type Touching } from "./marked_in_sight.ts";

const COLUMNS = 60, ROWS = 40;

/** Boxes of 3 × 2 cells, five columns and four rows apart; an arrow joins some of them. */
function shapeAt(at: number): Op {
  const place = { x: at % COLUMNS * 40, y: Math.floor(at / COLUMNS) * 64 };
  const shape = at % 5 !== 4
    ? { type: "rectangle", ...place, width: 24, height: 32 }
    : {
      type: "arrow",
      ...place,
      points: [[0, 0], [24, 16]],
      start: { id: `s${at - 1}`, side: "right", ratio: 0.5 },
      end: { id: `s${at - 2}`, side: "bottom", ratio: 0.5 },
    };
  return { op: "create", shape: { id: `s${at}`, ...shape } } as Op;
}

/** Everything is selected, and some of it has been locked since. */
function withAllSelected(): Hands {
  const hands = new Hands();
  const ats = Array.from({ length: COLUMNS * ROWS }, (_, at) => at);
  for (let from = 0; from < ats.length; from += 100) {
    void hands.client.submit(ats.slice(from, from + 100).map(shapeAt));
  }
  hands.do("A");
  void hands.client.submit(
    ats.filter((at) => at % 97 === 0)
      .map((at) => ({ op: "set", id: `s${at}`, props: { locked: true } })),
  );
  assertEquals(hands.model.selection.length, ats.length);
  return hands;
}

/** The marks, and how many shapes the index told of. */
function marksOf(hands: Hands, model: Model, touching: Touching) {
  let told = 0;
  const canvas = hands.session.render().grid;
  const marks = decorationsOf(model, canvas, (cells, zoom) => {
    const ids = touching(cells, zoom);
    told += ids.length;
    return ids;
  });
  return { marks, told };
}

/** Some way into the drawing, or beside it. */
const view: fc.Arbitrary<View> = fc.record({
  across: fc.integer({ min: -5, max: COLUMNS + 5 }),
  down: fc.integer({ min: -5, max: ROWS + 5 }),
  zoom: fc.constantFrom(...ZOOMS),
}).map(({ across, down, zoom }) => ({
  ...cellOfPoint({ x: across * 40, y: down * 64 }, zoom),
  zoom,
}));

Deno.test("[E26] [T20] of a large selection, what is in sight is marked as if all of it were looked at", () => {
  const hands = withAllSelected();
  const models = {
    resting: hands.model,
    near: hands.do("space", "right*3").model,
    far: hands.do("shift+right*9", "shift+down*7").model,
  };
  const all = [...hands.model.document.shapes.keys()];
  fc.assert(fc.property(
    fc.constantFrom(...["resting", "near", "far"] as const),
    view,
    (name, view) => {
      const seen = { ...models[name], view };
      const { marks } = marksOf(hands, seen, hands.session.touching);
      assertEquals(marks, marksOf(hands, seen, () => all).marks);
    },
  ));
});

Deno.test("[E26] marks of a large selection cost by what is in sight", () => {
  const hands = withAllSelected();
  const view: View = { column: 100, row: 120, zoom: 100 };
  const { marks, told } = marksOf(
    hands,
    { ...hands.model, view },
    hands.session.touching,
  );
  assert(marks.length > 50);
  assert(told < 60, `${told} shapes were looked at`);
});

Deno.test("[E26] [T20] what is in sight is told in the order of the selection, each once", () => {
  const hands = new Hands();
  const canvas = hands.session.render().grid;
  const brush = new Brush(hands.model.view, canvas);
  const ids = Array.from({ length: 1_500 }, (_, at) => `s${at * 7 % 1_500}`);
  const touching = () => [...ids.slice(0, 1_200).reverse(), "not selected"];
  const told = markedInSight(ids, brush, touching, null, [ids[1_400]!]);
  assertEquals([...told], [...ids.slice(0, 1_200), ids[1_400]]);
});
