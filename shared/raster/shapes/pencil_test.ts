import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  assertPicture,
  pictureOf,
  type Sketch,
  through,
} from "../testing/picture.ts";

const wave: Sketch = {
  type: "pencil",
  ...through(
    [0, 3],
    [2, 1],
    [4, 0],
    [6, 0],
    [8, 1],
    [10, 3],
    [12, 4],
    [14, 4],
    [16, 3],
    [18, 1],
  ),
};

Deno.test("[R33] samples are joined", () => {
  assertPicture(
    [wave],
    `
  ┌─────┐
 ┌┘     └┐       ┌─
┌┘       └┐     ┌┘
│         └─┐ ┌─┘
            └─┘
`,
  );
  assertPicture(
    [{ ...wave, stroke: "ascii" }],
    `
   /---\\
  /     \\         /
 /       \\       /
/         -\\   /-
            ---
`,
  );
  assertPicture(
    [{ ...wave, stroke: "braille" }],
    `
   ⢀⣠⠤⢄⡀
  ⣠⠃   ⠘⢄         ⡤
 ⡔⠁      ⢣      ⢀⠜
⠸         ⠑⡄   ⢠⠚
           ⠈⠑⠒⠚⠁
`,
  );
});

Deno.test("[R33] repeating a stroke changes nothing", () => {
  for (const stroke of ["light", "heavy", "ascii", "braille"] as const) {
    const once = { ...wave, stroke };
    assertEquals(pictureOf([once, once]), pictureOf([once]));
  }
});

Deno.test("[R33] [R51] in dots a stroke looks the same wherever whole cells take it", () => {
  const offset = fc.integer({ min: -400, max: 400 });
  const points = fc.array(fc.tuple(offset, offset), { maxLength: 4 })
    .map((rest): [number, number][] => [[0, 0], ...rest, ...rest.slice(-1)]);
  fc.assert(
    fc.property(
      points,
      fc.tuple(offset, offset),
      fc.tuple(offset, offset),
      (points, [x, y], [columns, rows]) => {
        const shown = (x: number, y: number) =>
          pictureOf([{ type: "pencil", x, y, points, stroke: "braille" }]);
        assertEquals(shown(x + 8 * columns, y + 16 * rows), shown(x, y));
      },
    ),
    { examples: [[[[0, 0], [141, 99], [141, 99]], [0, -6], [0, 2]]] },
  );
});

Deno.test("[R33] a stroke of one sample is seen", () => {
  assertPicture(
    [{ type: "pencil", ...through([0, 0]) }],
    `
─
`,
  );
});

/** What a mouse tells of a hand that goes from `t` = 0 to 1: each cell that it comes into. */
function drawn(hand: (t: number) => readonly [number, number]): Sketch {
  const cells: [number, number][] = [];
  for (let step = 0; step <= 300; step++) {
    const [x, y] = hand(step / 300);
    const column = Math.floor(x), row = Math.floor(y);
    const last = cells.at(-1);
    if (last?.[0] !== column || last[1] !== row) cells.push([column, row]);
  }
  return { type: "pencil", ...through(...cells) };
}

const TURN = 2 * Math.PI;
const circle = drawn((t) => [
  12.5 + 12 * Math.cos(t * TURN),
  5.5 + 5 * Math.sin(t * TURN),
]);
const waves = drawn((t) => [30 + t * 34, 5.5 + 4.5 * Math.sin(2 * t * TURN)]);

for (
  const [stroke, expected] of [
    [
      "rounded",
      `
       ╭─────────╮
   ╭───╯         ╰───╮                  ╭───╮            ╭───╮
 ╭─╯                 ╰─╮                │   ╰╮           │   ╰╮
 │                     │               ╭╯    ╰╮         ╭╯    ╰╮
╭╯                     ╰╮             ╭╯      │        ╭╯      │
│                       │     │       │       ╰╮       │       ╰─
╰╮                     ╭╯     ╰╮     ╭╯        ╰╮     ╭╯
 ╰╮                   ╭╯       │    ╭╯          │    ╭╯
  ╰─╮               ╭─╯        ╰╮   │           ╰╮   │
    ╰──╮         ╭──╯           ╰───╯            ╰───╯
       ╰─────────╯
`,
    ],
    [
      "ascii",
      `
       /--------\\
    /--          ---\\                    /-\\              /-\\
  /-                 -\\                 |   \\            |   \\
 |                     \\                /    \\           /    \\
 /                      |              /      \\         /      \\
|                       +     |       |        |       |        \\
\\                      |      \\       /        \\       /
 \\                     /       \\     /          \\     /
  -\\                 /-         \\   /            \\   /
    ---\\          /--            ---              ---
        ----------
`,
    ],
    [
      "braille",
      `
       ⢀⠤⠤⠤⠤⠤⠤⠤⠤⠤⡀
    ⣠⠤⠴⠃         ⠘⠢⠤⢄                   ⢀⠤⠤⠤⡀            ⢀⠤⠤⠤⡀
  ⣠⠚                 ⠑⢄                 ⡼   ⠘⡄           ⡼   ⠘⡄
 ⡰⠁                   ⠈⢆               ⢠⠃    ⢸          ⢠⠃    ⢸
⢠⠃                     ⠘⡄             ⢠⠃      ⡇        ⢠⠃      ⡇
⢸                       ⡧     ⢠       ⡼       ⠘⡄       ⡼       ⠘⠢
⠘⡄                     ⢠⠃     ⢸      ⢠⠃        ⢸      ⢠⠃
 ⠱⡀                   ⢀⠎       ⡇    ⢠⠃          ⡇    ⢠⠃
  ⠑⢄                 ⣠⠚        ⠘⡄   ⡼           ⠘⡄   ⡼
    ⠑⠢⠢⡀         ⢀⠴⠲⠚           ⠘⠢⠤⠴⠃            ⠘⠢⠤⠴⠃
       ⠘⠢⠤⠤⠤⠤⠤⠤⠤⠴⠃
`,
    ],
  ] as const
) {
  Deno.test(`[R33] a circle and waves by hand: ${stroke}`, () => {
    assertPicture([{ ...circle, stroke }, { ...waves, stroke }], expected);
  });
}
