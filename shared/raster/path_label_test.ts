import { assertEquals } from "@std/assert";
import type { Side } from "../schema/properties.ts";
import type { PathShape } from "../schema/shape.ts";
import { rasterizerOf } from "./shapes/shapes.ts";
import {
  assertPicture,
  cells,
  shapeOf,
  type Sketch,
  through,
} from "./testing/picture.ts";
import { UNTIED } from "./tie.ts";

const box = (id: string, ...at: [number, number, number, number]): Sketch => ({
  id,
  type: "rectangle",
  ...cells(...at),
  text: id,
});
const tie = (id: string, side: Side) => ({ id, side, ratio: 0.5 });
const arrow = (
  text: string,
  [from, out]: readonly [string, Side],
  [to, into]: readonly [string, Side],
): Sketch => ({
  type: "arrow",
  ...through([0, 0], [1, 1]),
  route: "elbow",
  start: tie(from, out),
  end: tie(to, into),
  text,
});

Deno.test("[R34] the label of a line interrupts it in the middle, level and upright", () => {
  assertPicture(
    [
      box("a", 0, 0, 7, 3),
      box("b", 17, 0, 7, 3),
      box("c", 17, 10, 7, 3),
      arrow("reads", ["a", "right"], ["b", "left"]),
      arrow("on success", ["b", "bottom"], ["c", "top"]),
    ],
    `
┌─────┐          ┌─────┐
│  a  ├──reads──►│  b  │
└─────┘          └──┬──┘
                    │
                    │
                    │
               on success
                    │
                    │
                    ▾
                 ┌─────┐
                 │  c  │
                 └─────┘
`,
  );
});

Deno.test("[R34] it stands in the longest stretch with room for it, or in rows in the longest, cut to that", () => {
  const two = [box("a", 0, 0, 7, 3), box("b", 11, 4, 7, 3)];
  assertPicture(
    [...two, arrow("x", ["a", "right"], ["b", "top"])],
    `
┌─────┐
│  a  ├───x───┐
└─────┘       │
              ▾
           ┌─────┐
           │  b  │
           └─────┘
`,
  );
  assertPicture(
    [
      box("a", 0, 0, 5, 3),
      box("b", 10, 0, 5, 3),
      arrow("a detour by sea", ["a", "right"], ["b", "left"]),
    ],
    `
┌───┐  a  ┌───┐
│ a ├─de…►│ b │
└───┘ by… └───┘
`,
  );
});

Deno.test("[R34] lines of a label stand above each other, wide letters take two cells", () => {
  assertPicture(
    [{ type: "line", ...through([0, 1], [16, 1]), text: "yes\n漢字\nno" }],
    `
       yes
──────漢字───────
       no
`,
  );
});

Deno.test("[R34] a slanting line has its label in its middle; below 100 % there is none", () => {
  const line: Sketch = { type: "line", ...through([0, 0], [8, 4]), text: "up" };
  assertPicture(
    [line],
    `
─╲
  ─╲
   up
     ─╲
       ──
`,
  );
  const shape = shapeOf(line) as PathShape;
  const lens = { zoom: 50, charset: "unicode" } as const;
  assertEquals(rasterizerOf(shape).label!(shape, lens, UNTIED), []);
});
