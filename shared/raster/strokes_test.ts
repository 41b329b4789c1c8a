import {
  assertPicture,
  cells,
  round,
  type Sketch,
  through,
} from "./testing/picture.ts";
import { STROKES } from "../schema/properties.ts";

/** The kinds, side by side. */
function gallery(stroke: typeof STROKES[number]): Sketch[] {
  return [
    { type: "rectangle", ...cells(0, 0, 12, 6), stroke, text: "box" },
    { type: "ellipse", ...round(14, 0, 18, 6), stroke, text: "two\nlines" },
    { type: "diamond", ...cells(34, 0, 14, 7), stroke, text: "ok?" },
    { type: "arrow", ...through([50, 1], [58, 1]), stroke },
    { type: "line", ...through([50, 3], [55, 3], [55, 6]), stroke },
    { type: "line", ...through([58, 6], [61, 3]), stroke },
  ];
}

Deno.test("[R10] light", () => {
  assertPicture(
    gallery("light"),
    `
┌──────────┐      ┌────────┐            ╱╲
│          │   ┌──┘        └──┐       ╱⎺  ⎺╲      ────────►
│   box    │  ┌┘     two      └┐   ╱⎺⎺      ⎺⎺╲
│          │  └┐    lines     ┌┘  ‹    ok?     ›  ─────┐     ╱
│          │   └──┐        ┌──┘    ╲⎽⎽      ⎽⎽╱        │    ╱
└──────────┘      └────────┘          ╲⎽  ⎽╱           │   ╱
                                        ╲╱             │  ╱
`,
  );
});

Deno.test("[R14] rounded: corners are round, ends of lines are not", () => {
  assertPicture(
    gallery("rounded"),
    `
╭──────────╮      ╭────────╮            ╱╲
│          │   ╭──╯        ╰──╮       ╱⎺  ⎺╲      ────────►
│   box    │  ╭╯     two      ╰╮   ╱⎺⎺      ⎺⎺╲
│          │  ╰╮    lines     ╭╯  ‹    ok?     ›  ─────╮     ╱
│          │   ╰──╮        ╭──╯    ╲⎽⎽      ⎽⎽╱        │    ╱
╰──────────╯      ╰────────╯          ╲⎽  ⎽╱           │   ╱
                                        ╲╱             │  ╱
`,
  );
});

Deno.test("[R12] heavy", () => {
  assertPicture(
    gallery("heavy"),
    `
┏━━━━━━━━━━┓      ┏━━━━━━━━┓            ╱╲
┃          ┃   ┏━━┛        ┗━━┓       ╱⎺  ⎺╲      ━━━━━━━━►
┃   box    ┃  ┏┛     two      ┗┓   ╱⎺⎺      ⎺⎺╲
┃          ┃  ┗┓    lines     ┏┛  ‹    ok?     ›  ━━━━━┓     ╱
┃          ┃   ┗━━┓        ┏━━┛    ╲⎽⎽      ⎽⎽╱        ┃    ╱
┗━━━━━━━━━━┛      ┗━━━━━━━━┛          ╲⎽  ⎽╱           ┃   ╱
                                        ╲╱             ┃  ╱
`,
  );
});

Deno.test("[R12] double", () => {
  assertPicture(
    gallery("double"),
    `
╔══════════╗      ╔════════╗            ╱╲
║          ║   ╔══╝        ╚══╗       ╱⎺  ⎺╲      ════════►
║   box    ║  ╔╝     two      ╚╗   ╱⎺⎺      ⎺⎺╲
║          ║  ╚╗    lines     ╔╝  ‹    ok?     ›  ═════╗     ╱
║          ║   ╚══╗        ╔══╝    ╲⎽⎽      ⎽⎽╱        ║    ╱
╚══════════╝      ╚════════╝          ╲⎽  ⎽╱           ║   ╱
                                        ╲╱             ║  ╱
`,
  );
});

Deno.test("[R12] dashed: corners are light", () => {
  assertPicture(
    gallery("dashed"),
    `
┌┄┄┄┄┄┄┄┄┄┄┐      ┌┄┄┄┄┄┄┄┄┐            ╱╲
┆          ┆   ┌┄┄┘        └┄┄┐       ╱⎺  ⎺╲      ┄┄┄┄┄┄┄┄►
┆   box    ┆  ┌┘     two      └┐   ╱⎺⎺      ⎺⎺╲
┆          ┆  └┐    lines     ┌┘  ‹    ok?     ›  ┄┄┄┄┄┐     ╱
┆          ┆   └┄┄┐        ┌┄┄┘    ╲⎽⎽      ⎽⎽╱        ┆    ╱
└┄┄┄┄┄┄┄┄┄┄┘      └┄┄┄┄┄┄┄┄┘          ╲⎽  ⎽╱           ┆   ╱
                                        ╲╱             ┆  ╱
`,
  );
});

Deno.test("[R5] ascii", () => {
  assertPicture(
    gallery("ascii"),
    `
+----------+      .--------.            /\\
|          |   .-'          '-.       .'  '.      -------->
|   box    |  /      two       \\   .-'      '-.
|          |  \\     lines      /  <    ok?     >  -----+     /
|          |   '-.          .-'    '-.      .-'        |    /
+----------+      '--------'          '.  .'           |   /
                                        \\/             |  /
`,
  );
});

Deno.test("[R5] braille, where a style asks for it", () => {
  assertPicture(
    gallery("braille"),
    `
⡏⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⢹    ⢀⡠⠔⠒⠊⠉⠉⠉⠉⠑⠒⠢⢄⡀         ⡠⠊⠑⢄
⡇          ⢸  ⢀⠔⠁            ⠈⠢⡀     ⡠⠊    ⠑⢄     ⠠⠤⠤⠤⠤⠤⠤⠤►
⡇   box    ⢸  ⡎      two       ⢱   ⡠⠊        ⠑⢄
⡇          ⢸  ⢇     lines      ⡸  ⢎    ok?     ⡱  ⠠⠤⠤⠤⠤⢤     ⢠
⡇          ⢸  ⠈⠢⡀            ⢀⠔⠁   ⠑⢄        ⡠⠊        ⢸    ⢠⠃
⣇⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣸    ⠈⠑⠢⠤⢄⣀⣀⣀⣀⡠⠤⠔⠊⠁       ⠑⢄    ⡠⠊          ⢸   ⡰⠁
                                       ⠑⢄⡠⠊            ⠸  ⠰⠁
`,
  );
});

Deno.test("[R5] a viewer of ASCII sees every stroke in ASCII", () => {
  for (const stroke of STROKES) {
    assertPicture(
      gallery(stroke),
      `
+----------+      .--------.            /\\
|          |   .-'          '-.       .'  '.      -------->
|   box    |  /      two       \\   .-'      '-.
|          |  \\     lines      /  <    ok?     >  -----+     /
|          |   '-.          .-'    '-.      .-'        |    /
+----------+      '--------'          '.  .'           |   /
                                        \\/             |  /
`,
      { charset: "ascii" },
    );
  }
});
