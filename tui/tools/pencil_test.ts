import { assert, assertEquals } from "@std/assert";
import { MAX_POINTS, MAX_PREVIEW_BYTES } from "../../shared/schema/limits.ts";
import { presenceOf } from "../state/company/presence.ts";
import { Hands } from "../testing/hands.ts";

Deno.test("[T20] the pencil draws where it is dragged; samples are joined", () => {
  const hands = new Hands().do("p", "press@2,1", "drag@6,1", "drag@6,4");
  hands.do("drag@9,4", "drag@9,3", "release@9,3");
  hands.looks(`
    |
    |  ────╮
    |      │
    |      │  │
    |      ╰──╯
  `);
  assertEquals(hands.model.inHand.name, "pencil");
});

Deno.test("[T20] by keys: Space puts the pen down, arrows draw, Space or Enter lifts it", () => {
  for (const lift of ["space", "enter"]) {
    const hands = new Hands().do("right*2", "down", "8", "space", "right*4");
    hands.do("down*2", lift, "right*3", "space", "up", lift);
    hands.looks(`
      |
      |  ────╮
      |      │  │
      |      │  │
    `);
    assertEquals(hands.shapes.length, 2);
  }
});

Deno.test("[T20] Esc drops a stroke that was begun, then leaves", () => {
  const hands = new Hands().do("p", "space", "right*4", "escape");
  assertEquals([hands.picture, hands.model.inHand.name], ["", "pencil"]);
  assertEquals(hands.do("escape").model.inHand.name, "select");
});

Deno.test("[R33] only where a stroke turns it has points", () => {
  const hands = new Hands().do("p", "press@2,1");
  for (let column = 3; column <= 12; column++) hands.do(`drag@${column},1`);
  for (let row = 2; row <= 9; row++) hands.do(`drag@12,${row}`);
  // Back over itself is a turn.
  hands.do("drag@12,5", "release@12,5");
  const [stroke] = hands.shapes;
  assertEquals(stroke?.type === "pencil" && stroke.points, [
    [0, 0],
    [80, 0],
    [80, 128],
    [80, 64],
  ]);
});

Deno.test("[P7] a stroke is seen while it is drawn, and nothing is sent", () => {
  const hands = new Hands().do("p", "press@2,1", "drag@6,1", "drag@6,4");
  hands.looks(`
    |
    |  ────╮
    |      │
    |      │
    |      │
  `);
  assertEquals(hands.shapes, []);
});

/** A long scribble: a turn with each cell. */
function scribble(hands: Hands, cells: number): Hands {
  hands.do("p", "press@0,0");
  for (let cell = 1; cell <= cells; cell++) {
    const row = (cell >> 1) % 2;
    const column = (cell + 1 >> 1) % 40;
    hands.do(`drag@${column},${row}`);
  }
  return hands;
}

Deno.test("[P7] of a long stroke others are shown fewer points, and its ends", () => {
  const hands = scribble(new Hands(), 500);
  const { preview } = presenceOf(hands.model);
  const points = preview !== null && "shape" in preview
    ? preview.shape.points!
    : [];
  assert(JSON.stringify(preview).length <= MAX_PREVIEW_BYTES);
  assert(points.length > 50);
  const whole = hands.do("release@0,9").shapes[0]!;
  assert(whole.type === "pencil");
  assertEquals(points[0], whole.points[0]);
  assertEquals(points.at(-1), whole.points.at(-2));
});

Deno.test("[R33] a stroke of as many points as there may be goes on as another", () => {
  const hands = scribble(new Hands(), MAX_POINTS + 40).do("release@39,9");
  const [first, second, ...more] = hands.shapes;
  assertEquals(more, []);
  assert(first?.type === "pencil" && second?.type === "pencil");
  assertEquals(first.points.length, MAX_POINTS);
  const [dx, dy] = first.points.at(-1)!;
  assertEquals([second.x, second.y], [first.x + dx, first.y + dy]);
});
