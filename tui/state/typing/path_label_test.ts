/**
 * Labels of lines: typed like those of boxes, and in the middle of the line wherever it goes (R34).
 */

import { assertEquals } from "@std/assert";
import { Hands } from "../../testing/hands.ts";
import { pointOfWork } from "./caret.ts";

/** Two boxes, and an arrow between them that is selected. */
function joined(): Hands {
  return new Hands({ columns: 60, rows: 16 })
    .do("r", "space", "space", "type:a", "enter")
    .do("a", "right", "enter", "type:b", "enter", "escape", "click@15,1");
}

Deno.test("[R34, T20] Enter on an arrow types its label, which stays in its middle when a box moves", async () => {
  const hands = joined().do("enter", "type:reads");
  assertEquals(pointOfWork(hands.model), { column: 18, row: 1 });
  hands.do("enter").looks(`
    |╭──────────╮        ╭──────────╮
    |│    a     ├─reads─►│    b     │
    |╰──────────╯        ╰──────────╯
  `);
  hands.do("escape", "click@25,1", "right*6").looks(`
    |╭──────────╮              ╭──────────╮
    |│    a     ├────reads────►│    b     │
    |╰──────────╯              ╰──────────╯
  `);
  await hands.do("u", "u").rest();
  assertEquals(hands.shapes.at(-1)?.type === "arrow", true);
});

Deno.test("[R34, T20] a double click on a line types its label", () => {
  joined().do("click@15,1", "type:no", "enter").looks(`
    |╭──────────╮        ╭──────────╮
    |│    a     ├───no──►│    b     │
    |╰──────────╯        ╰──────────╯
  `);
});
