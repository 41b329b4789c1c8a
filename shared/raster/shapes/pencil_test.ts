import { assertEquals } from "@std/assert";
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
   ╱───╲
  ╱     ╲         ╱
 ╱       ╲       ╱
╱         ─╲   ╱─
            ───
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
    ⡠⠤⠤⡀
  ⢠⠊   ⠈⢢         ⢠
 ⡠⠃      ⠣⡀      ⡠⠃
⠰⠁        ⠱⡀    ⡰⠁
           ⠈⠢⠤⠤⠊
`,
  );
});

Deno.test("[R33] repeating a stroke changes nothing", () => {
  for (const stroke of ["light", "heavy", "ascii", "braille"] as const) {
    const once = { ...wave, stroke };
    assertEquals(pictureOf([once, once]), pictureOf([once]));
  }
});

Deno.test("[R33] a stroke of one sample is seen", () => {
  assertPicture(
    [{ type: "pencil", ...through([0, 0]) }],
    `
─
`,
  );
});
