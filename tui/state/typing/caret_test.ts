import { assert, assertEquals } from "@std/assert";
import { Hands } from "../../testing/hands.ts";
import { pointOfWork } from "./caret.ts";
import { visibleCells } from "../viewport.ts";

/** Is the place where the user is at work on the screen? */
function inSight({ model }: Hands): boolean {
  const { column, row } = pointOfWork(model);
  const seen = visibleCells(model);
  return column >= seen.column && column < seen.column + seen.columns &&
    row >= seen.row && row < seen.row + seen.rows;
}

for (
  const [how, ...script] of [
    ["to the right", "type:a line that is much longer than the screen is wide"],
    ["below", "enter*20", "type:x"],
    ["by pasting", `paste:${"a line\n".repeat(20)}`],
    ["and back", "type:0123456789012345678901234567890123456789", "left*40"],
  ]
) {
  Deno.test(`[T20] the caret stays in sight where a text leaves the screen: ${how}`, () => {
    const hands = new Hands().do("right*20", "t", "space", ...script!);
    assert(inSight(hands));
    assert(inSight(hands.do("escape")));
  });
}

Deno.test("[T20] text that is all in sight leaves the view and the cursor where they are", () => {
  const hands = new Hands().do(
    "right*20",
    "t",
    "space",
    "type:hello",
    "escape",
  );
  assertEquals(hands.model.view, { column: 0, row: 0, zoom: 100 });
  assertEquals(hands.model.cursor, { column: 20, row: 0 });
});

Deno.test("[T20] who looks elsewhere while typing is left there by others, and back with the next letter", () => {
  const hands = new Hands().do(
    "t",
    "space",
    "type:ab",
    ...Array(9).fill("wheel-down@0,0"),
  );
  assert(!inSight(hands));
  void hands.client.submit([
    { op: "create", shape: { id: "x", type: "text", x: 0, y: 80, text: "x" } },
  ]);
  assert(!inSight(hands));
  assert(inSight(hands.do("type:c")));
});
