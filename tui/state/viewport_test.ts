import { assertEquals } from "@std/assert";
import { Hands } from "../testing/hands.ts";
import { messageOf } from "../view/message_line.ts";
import { firstSight, tooSmall, viewportOf, visibleCells } from "./viewport.ts";

Deno.test("[R2] zooming leaves the cursor's cell where it is on the screen", () => {
  for (const zoom of ["+", "-"]) {
    const hands = new Hands().do("right*17", "down*6");
    const before = onScreen(hands);
    assertEquals(onScreen(hands.do(zoom)), before);
    assertEquals(hands.model.view.zoom, zoom === "+" ? 200 : 50);
  }
});

Deno.test("[R2] zoom stops at 25 and 200 %, and \\ gives 100 % back", () => {
  const hands = new Hands();
  assertEquals(hands.do("-*9").model.view.zoom, 25);
  assertEquals(hands.do("+*9").model.view.zoom, 200);
  assertEquals(hands.do("\\").model.view.zoom, 100);
});

Deno.test("[T20] the cursor is always in sight: the view follows it", () => {
  const hands = new Hands();
  for (const way of ["right*60", "down*40", "left*90", "up*70"]) {
    const { cursor } = hands.do(way).model;
    const { column, row, columns, rows } = visibleCells(hands.model);
    assertEquals(
      cursor.column >= column && cursor.column < column + columns,
      true,
    );
    assertEquals(cursor.row >= row && cursor.row < row + rows, true);
  }
});

Deno.test("[T16] Z shows everything, as large as it fits", () => {
  const hands = new Hands();
  hands.do("l", "space", "right*100", "space", "escape", "Z");
  assertEquals(hands.model.view.zoom, 25);
  hands.looks(`
    |
    |
    |
    |
    |
    |       ──────────────────────────
  `);
});

Deno.test("[T16] where the drawing is out of sight, the way back is told", () => {
  const hands = new Hands().do("r", "space", "space", "escape", "escape");
  const hint = () => messageOf(hands.model)?.text;
  assertEquals(hint(), undefined);
  hands.do("z", "down*30", "escape");
  assertEquals(hint(), "the drawing is elsewhere: Z shows it");
  assertEquals(hands.do("Z").shapes.length, 1);
  assertEquals(hint(), undefined);
});

Deno.test("[T16] Z in an empty room stays where it is", () => {
  const hands = new Hands();
  const { view } = hands.model;
  assertEquals(hands.do("Z").model.view, view);
});

Deno.test("[T38] a smaller terminal keeps the cursor in sight; below 20 × 6 is too small", () => {
  const hands = new Hands({ columns: 80, rows: 24 }).do("right*70", "down*20");
  hands.hear({ type: "resize", columns: 20, rows: 6 });
  const { cursor } = hands.model;
  const { column, row, columns, rows } = visibleCells(hands.model);
  assertEquals({ columns, rows }, { columns: 20, rows: 4 });
  assertEquals(
    cursor.column >= column && cursor.column < column + columns,
    true,
  );
  assertEquals(cursor.row >= row && cursor.row < row + rows, true);
  assertEquals(tooSmall(hands.model), false);
  hands.hear({ type: "resize", columns: 19, rows: 6 });
  assertEquals(tooSmall(hands.model), true);
});

Deno.test("[T38] a terminal that gets its old size back gets its old view back", () => {
  const hands = new Hands({ columns: 80, rows: 24 }).do("right*70", "down*20");
  const { view } = hands.model;
  const resize = (columns: number, rows: number) =>
    hands.hear({ type: "resize", columns, rows }).model.view;
  resize(20, 6);
  resize(10, 4);
  assertEquals(resize(80, 24), view);
  // What was done in between stays done.
  resize(20, 6);
  const moved = hands.do("wheel-up@3,3").model.view;
  assertEquals(resize(80, 24), moved);
});

Deno.test("[T20] the cursor stops before the rim of the world", () => {
  const hands = new Hands().do("-*2", ".", ".");
  for (let n = 0; n < 2_000; n++) hands.do("right");
  assertEquals(hands.model.cursor.column, 1_000_000 / 32 - 700);
  hands.do("r", "space", "space");
  assertEquals(hands.shapes.length, 1);
});

function onScreen({ model: { cursor, view } }: Hands): [number, number] {
  return [cursor.column - view.column, cursor.row - view.row];
}

for (const [columns, rows] of [[80, 24], [200, 50], [0, 0]] as const) {
  Deno.test(`[P3] what is asked for first is what ${columns} × ${rows} show at first`, () => {
    const { model } = new Hands({ columns, rows });
    const first = { ...model, view: { column: 0, row: 0, zoom: 100 } } as const;
    assertEquals(firstSight({ columns, rows }), viewportOf(first));
  });
}
